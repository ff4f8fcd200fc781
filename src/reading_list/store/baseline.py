"""A file of old findings that `check` is to keep silent about until somebody mends them.

A finding is told by its file, its rule and its message, not by its line: what is added above it
does not bring it back. Equal findings of one file are counted.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from reading_list.diagnostics import ProjectError
from reading_list.store import files, output

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reading_list.diagnostics import Diagnostic

VERSION = 1
_Key = tuple[str, str, str]


def read_baseline(path: Path) -> Counter[_Key]:
    """The findings that a file holds. Raises ProjectError where it is none or not a baseline."""
    text = files.read_text(path)
    hint = "write it with reading-list check --write-baseline"
    if text is None:
        raise ProjectError(f"there is no baseline {path}", hint, 2)
    try:
        value = json.loads(text)
        found = Counter[_Key]()
        for row in {VERSION: value["findings"]}[value["version"]]:
            file, rule, message, number = row
            found[str(file), str(rule), str(message)] += int(number)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise ProjectError(f"{path} is not a baseline of this program", hint, 2) from error
    return found


def write_baseline(path: Path, findings: Iterable[Diagnostic]) -> bool:
    """Put the findings into a file, sorted, one a line; False if it held them already."""
    counted = Counter(_key(found) for found in findings)
    rows = [
        json.dumps([*key, number], ensure_ascii=True) for key, number in sorted(counted.items())
    ]
    body = ",\n".join(f"  {row}" for row in rows)
    inner = f"\n{body}\n " if body else ""
    text = f'{{\n "version": {VERSION},\n "findings": [{inner}]\n}}\n'
    return output.replace_file(path, text.encode())


def without(findings: Iterable[Diagnostic], known: Counter[_Key]) -> list[Diagnostic]:
    """The findings that the baseline does not hold."""
    left = Counter(known)
    new: list[Diagnostic] = []
    for found in findings:
        key = _key(found)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(found)
    return new


def _key(found: Diagnostic) -> _Key:
    return (found.path, found.rule, found.message)
