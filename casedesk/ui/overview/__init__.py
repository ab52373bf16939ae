"""A period at a glance: charts and a map."""
