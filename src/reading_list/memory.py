"""Whether an error is memory that ran out, whatever it calls itself."""

from __future__ import annotations

import errno

# What the dynamic loader says where a library finds no room (glibc, musl).
_LOADER = ("failed to map segment", "cannot allocate memory", "out of memory")


def ran_out(error: BaseException) -> bool:
    """Whether `error`, or one that it stems from, is a lack of memory.

    Python raises `MemoryError` for its own objects only: reading a folder fails with ENOMEM, a
    library that finds no room with an `ImportError`, and C code that forgot to say why with a
    `SystemError`.
    """
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        if _is_shortage(found):
            return True
        seen.add(id(found))
        found = found.__cause__ or found.__context__
    return False


def _is_shortage(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, ImportError):
        said = str(error).lower()
        return any(words in said for words in _LOADER)
    return isinstance(error, MemoryError | SystemError)
