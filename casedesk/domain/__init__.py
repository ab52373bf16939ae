"""What is recorded, and the rules about it: frozen values, standard library only."""
