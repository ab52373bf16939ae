"""The clocks of the cases: what is due, on the case and over all of them."""
