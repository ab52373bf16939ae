"""What is never stored because it follows from what is: pure functions of records."""
