"""The objects of a JSON list one after the other, each with its line; broken ones are passed by."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"[ \t\n\r,]*")
# Where the next object may begin after one that is broken: at the beginning of a line.
_NEXT = re.compile(r"^[ \t]*(?:\},?[ \t]*)?\{", re.MULTILINE)

Found = tuple[int, dict[str, object]]


def items_of(path: str, text: str, family: str) -> Iterator[Found | Diagnostic]:
    """The objects of the list that `text` is, or that its `items` or `papers` are."""
    position = _SPACE.match(text, 0).end()  # type: ignore[union-attr]  # matches nothing as well
    if text[position : position + 1] == "{":
        yield from _of_object(path, text, family)
        return
    if text[position : position + 1] != "[":
        yield finding(path, 1, f"{family}/no-list", "this is no JSON list", "it begins with `[`")
        return
    decoder = json.JSONDecoder()
    position += 1
    line, counted = 1, 0
    while True:
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
        line += text.count("\n", counted, position)
        counted = position
        if position >= len(text):
            message = "the list has no end: the file seems to be cut"
            yield finding(path, line, f"{family}/cut", message, "it ends in `]`")
            return
        if text[position] == "]":
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except RecursionError as error:
            # Where it ends is not known, and to try at each of its lines would cost their square.
            yield _broken(path, line, family, error)
            return
        except ValueError as error:
            stop = error.pos if isinstance(error, json.JSONDecodeError) else position
            at = line + text.count("\n", position, stop)
            yield _broken(path, at, family, error)
            # Not before the line on which it broke: no line is read a third time.
            following = _NEXT.search(text, max(position + 1, text.rfind("\n", 0, stop) + 1))
            if following is None:
                return
            position = following.end() - 1
            continue
        if isinstance(value, dict):
            yield line, value
        else:
            message = f"here stands {type(value).__name__}, not an object"
            yield finding(path, line, f"{family}/no-object", message, "begin it with `{`")


def lines_of(path: str, text: str, family: str) -> Iterator[Found | Diagnostic]:
    """The objects of JSON Lines."""
    start = 0
    number = 0
    while start < len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        raw = text[start:end].strip()
        start = end + 1
        if not raw:
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError) as error:
            yield _broken(path, number, family, error)
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            message = "this line is no JSON object"
            yield finding(path, number, f"{family}/no-object", message, "begin it with `{`")


def finding(path: str, line: int, rule: str, message: str, hint: str) -> Diagnostic:
    """An error at a line."""
    return Diagnostic(path, Span(line, 1, line, 2), ERROR, rule, message, hint)


def _of_object(path: str, text: str, family: str) -> Iterator[Found | Diagnostic]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield _broken(path, at, family, error)
        return
    for name in ("items", "papers", "references"):
        if isinstance(value.get(name), list):
            yield from ((1, item) for item in value[name] if isinstance(item, dict))
            return
    yield 1, value


def _broken(path: str, line: int, family: str, error: Exception) -> Diagnostic:
    if isinstance(error, json.JSONDecodeError):
        message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return finding(path, line, f"{family}/broken", message, "look at what stands before it")
    if isinstance(error, RecursionError):
        message, hint = "this is nested too deep", "what follows it was not read"
        return finding(path, line, f"{family}/nested", message, hint)
    return finding(path, line, f"{family}/broken", "a number has too many digits", "")
