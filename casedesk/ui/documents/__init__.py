"""Documents of a case as they are looked at."""
