"""Many records: what the site knows."""
