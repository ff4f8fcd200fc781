"""Files outside of the list that a user names to be read."""

from __future__ import annotations

import os
import stat

from reading_list.diagnostics import ProjectError

LARGEST = 1_000_000_000


def read_source(path: str, limit: int = LARGEST) -> bytes:
    """The bytes of a file. Raises ProjectError (usage) for what is none, or is larger than that."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProjectError(f"{path} cannot be read: {reason}", "name a file", 2) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ProjectError(f"{path} is no file", "name a file, or - for standard input", 2)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)
    if len(raw) > limit:
        raise ProjectError(f"{path} is larger than {limit // 1_000_000:,} MB", "split it", 2)
    return raw
