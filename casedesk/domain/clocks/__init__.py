"""Clocks: until when something is due, counted day by day. Not legal advice."""
