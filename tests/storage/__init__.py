"""The vault: keys, log, records, backups, faults."""
