"""Measures what the goals of the program are about, in one run: ``python -m benchmarks``."""
