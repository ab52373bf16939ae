"""The shelter's day on one screen."""
