"""People and cases: the list, taking a person in, and one person's case."""
