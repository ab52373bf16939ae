"""Bringing in spreadsheets: choose, check, bring in."""
