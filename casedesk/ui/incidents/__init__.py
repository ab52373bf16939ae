"""Recording what happened: several acts, perpetrators and people on one page."""
