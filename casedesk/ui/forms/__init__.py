"""Forms made from the declared fields of records, whose typing is never lost."""
