"""The built-in templates compiled, kept beside the program's own bytecode as Python keeps that.

Never in a list: who writes there may be a stranger, and code from there would run. Who may write
here can change the program itself. Templates of a list's own are compiled in every run.
"""

from __future__ import annotations

import marshal
import os
import sys
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGEST = 32  # bytes


def place() -> Path:
    """Where the file is, which need not be there."""
    return Path(cache_from_source(str(Path(__file__).with_name("compiled_templates.py"))))


def load(made_of: str) -> dict[str, CodeType]:
    """Code by the name of its template, if it was made of what `made_of` is the digest of.

    Empty where there is none: of other templates, of another program or another Python, cut short
    or damaged. Loading what is damaged would end the interpreter, so its digest is compared first.
    """
    try:
        content = place().read_bytes()
    except OSError:
        return {}
    body = content[_DIGEST:]
    if content[:_DIGEST] != _seal(made_of, body):
        return {}
    found = marshal.loads(body)  # noqa: S302  # sealed, and beside the program: see above
    return dict(found)


def save(made_of: str, codes: Mapping[str, CodeType]) -> None:
    """Keep the code for the next run, unless Python is told to keep none or may not write there."""
    if sys.dont_write_bytecode:
        return
    body = marshal.dumps(dict(sorted(codes.items())))
    target = place()
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_seal(made_of, body) + body)
            os.replace(beside, target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError:
        return  # the next run compiles again


def _seal(made_of: str, body: bytes) -> bytes:
    return blake2b(made_of.encode() + b"\0" + body, digest_size=_DIGEST).digest()
