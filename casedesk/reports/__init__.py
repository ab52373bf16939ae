"""Reports: definitions and records in, counts, protected tables, and files out."""
