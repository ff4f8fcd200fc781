"""JSON for programs, with the place of what is wrong in it."""

from __future__ import annotations

import json

from reading_list.audit._parts import Problem

HINT = "build again; if it comes back, report it as a bug of the program"


def parsed(text: str, rule: str) -> object | Problem:
    """The value, or why there is none."""
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Problem(error.lineno, error.colno, rule, f"this is no JSON: {error.msg}", HINT)
    except (ValueError, RecursionError) as error:
        return Problem(1, 1, rule, f"this is no JSON: {error}", HINT)
    return value


def table(value: object) -> dict[str, object]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[object]:
    """The value where it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is no number")
