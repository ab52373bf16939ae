"""The way into a vault: lock screen, first start, recovery sheet."""
