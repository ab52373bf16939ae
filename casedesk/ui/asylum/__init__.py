"""The asylum tab of a case: where a person stands, what happened, and recording more of it."""
