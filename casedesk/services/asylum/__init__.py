"""The procedure of a person: what happened, where it stands, and recording more of it."""
