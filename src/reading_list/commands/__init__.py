"""Commands: one file each. A leaf has `run(...) -> Report` and, below it, its click `command`."""
