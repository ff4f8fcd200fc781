"""What stands in front of a title and is set off from it: bold people, a label in another script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.parts import MARK, count_words
from reading_list.awesome.people import names_of

if TYPE_CHECKING:
    from reading_list.awesome.parts import Line


class Behind(NamedTuple):
    """A title from `start` to `end` of a line, behind its people."""

    start: int
    end: int
    authors: list[str]


_JOINT = re.compile(r"\s*[-–—:：,.|]+\s*")


def behind_people(line: Line, start: int) -> Behind | None:
    """The title in `**Ola Palm and Rut Quist** - *Salt and Small Seas*`, else None.

    Three words in capitals may be a name or a title; that one is bold and the other italic says
    which is which.
    """
    text, end = line.text, start
    while end < len(text) and line.bold[end] and not line.link[end]:
        end += 1
    joint = _JOINT.match(text, end)
    if end == start or not joint or joint.end() >= len(text) or not line.italic[joint.end()]:
        return None
    people = names_of(text[start:end])
    stop = joint.end()
    while stop < len(text) and line.italic[stop] and text[stop] not in MARK + "\n":
        stop += 1
    if not people or len(people) < 2 or count_words(text[joint.end() : stop]) < 2:
        return None
    return Behind(joint.end(), stop, people)


_LABEL = re.compile(r"([\u3400-\u9fff\uac00-\ud7a3\w /&+-]{2,16}?)\s*[:：]\s*(?=[A-Z\"“\[])")
_LATIN = 3  # words that follow such a label at least


def label_ahead(line: Line, start: int) -> tuple[int, str]:
    """Where a title begins behind a label in Chinese or Korean, and the label, if there is one."""
    found = _LABEL.match(line.text, start)
    if not found or any(line.link[start : found.end()]):
        return start, ""
    label, rest = found[1], line.text[found.end() :].split("\n", 1)[0]
    if not any(_is_wide(char) for char in label) or label[0].isascii():
        return start, ""
    if any(_is_wide(char) for char in rest) or count_words(rest) < _LATIN:
        return start, ""
    return found.end(), label.strip()


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\ud7ff"


_MOST_NAME = 4  # words of a short name
_LEAST_TITLE = 5  # words of a title behind one
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def behind_name(line: Line, start: int) -> tuple[int, int, str] | None:
    """The title in `[Rocks-9](https://rocks.org), *A Set of … Rocks*, Journal, 2019`, and the name.

    What a short name leads to is a data set or a page; a long text in italics, followed by where
    and when it appeared, is the paper on it.
    """
    text, end = line.text, start
    number = line.link[start] if start < len(text) else 0
    if not number or line.links[number].is_paper:
        return None
    while end < len(text) and line.link[end] == number:
        end += 1
    joint = _JOINT.match(text, end)
    if not joint or joint.end() >= len(text) or not line.italic[joint.end()]:
        return None
    stop = joint.end()
    while stop < len(text) and line.italic[stop] and not line.link[stop] and text[stop] != "\n":
        stop += 1
    name = text[start:end].strip()
    if (
        line.italic[start]
        or count_words(name) > _MOST_NAME
        or count_words(text[joint.end() : stop]) < _LEAST_TITLE
        or not _YEAR.search(text[stop:])
    ):
        return None
    return joint.end(), stop, name
