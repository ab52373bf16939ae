"""Taking a person in: one page of short sections."""
