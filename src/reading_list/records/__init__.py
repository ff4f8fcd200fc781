"""Text to value and back: one record at a time."""
