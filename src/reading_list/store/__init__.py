"""The only side effects: files, cache, processes."""
