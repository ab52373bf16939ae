"""One person's case: header, tabs, and everything editable in place."""
