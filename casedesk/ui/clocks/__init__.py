"""The clocks: what is due, whose duty it is, and why that day."""
