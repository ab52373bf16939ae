"""The overview: charts and a map."""
