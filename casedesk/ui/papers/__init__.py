"""Papers that a person takes along: looked at first, then printed or saved."""
