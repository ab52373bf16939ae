"""Vaults of released versions, kept as they were, and the scripts that made them."""
