"""What stands before and around titles: numbers, dates, venues, brackets, quotes."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from reading_list.awesome.links import without_emoji
from reading_list.awesome.parts import MARK
from reading_list.awesome.venue_names import lookup
from reading_list.awesome.venues import Issue, date_of, issue_of, stated_venue

if TYPE_CHECKING:
    from reading_list.awesome.parts import Line


_OPEN = {"[": "]", "(": ")", "（": "）", "【": "】", "{": "}"}


_NUMBERING = re.compile(
    r"(?:\*\*)?(?:\[\s?[xX ]?\s?\](?!\()|[\[(（]?\d{1,4}[\])）]|\d{1,4}(?:\.\d{1,3})*[.、)）:](?=\s|\D)|#\d+)\s*"
)


_SKIP = re.compile(r"[\s\-–—:：|,，·•*~>+=\x1f⭐🔥]+")


def read_tags(line: Line) -> tuple[int, list[Issue], list[str]]:
    """Pass what stands before titles: numbers, dates, venues, short names in brackets."""
    text, place = line.text, 0
    issues: list[Issue] = []
    names: list[str] = []
    for _ in range(12):
        if found := _SKIP.match(text, place):
            place = found.end()
        while (
            place < len(text) and not text[place].isalnum() and without_emoji(text[place]).isspace()
        ):
            place += 1
        if place >= len(text) or line.link[place]:
            break
        if (
            (found := _NUMBERING.match(text, place))
            and place == _first_solid(text)
            and found.end() < len(text)
        ) and not (date_of(found[0].strip(" []().")) or {}):
            place = found.end()
            continue
        end = _bracket_end(text, place)
        if end:
            inner = text[place + 1 : end - 1]
            if not any(char.isalnum() for char in inner) and not any(line.link[place:end]):
                place = end
                continue
            if any(line.link[place:end]):
                break
            issue = bracket_issue(inner)
            if issue:
                issues.append(issue[0])
                names += issue[1]
                place = end
                continue
            after = text[end:].strip(" :：-\x1f")
            if count(after) >= 2 and (
                (text[place] in "[【" and count(inner) <= 4)
                or (text[place] in "(（" and _is_acronym(inner) and text[end : end + 1].isspace())
            ):
                names.append(inner.strip(" []"))
                place = end
                continue
            break
        stop = style_end(line, place)
        piece = text[place:stop].strip()
        if stop < len(text) and (line.bold[place] or line.code[place] or line.italic[place]):
            issue_ = issue_of(piece)
            if issue_ and (issue_.venue or issue_.year or issue_.track):
                issues.append(issue_)
                place = stop
                continue
            if line.code[place] and count(piece) <= 3 and count(text[stop:]) >= 3:
                names.append(piece)
                place = stop
                continue
        ahead = _leading_issue(line, place)
        if ahead is None:
            break
        issues.append(ahead[1])
        place = ahead[0]
    return place, issues, names


_ADVERB = re.compile(r"[A-Z][a-z]+ly|Almost|Not|Very")


def _is_acronym(inner: str) -> bool:
    """`GPT-2`, `MoCo v2`: the short name of a method, and no word of the title."""
    words = inner.split()
    if _ADVERB.fullmatch(inner):
        return False  # `(Nearly) Optimal Bandits`
    return 1 <= len(words) <= 3 and any(
        sum(char.isupper() for char in word) >= 2 or word[:1].isupper() for word in words[:1]
    )


def _first_solid(text: str) -> int:
    found = re.search(r"[^\s\-–—*•>]", text)
    return found.start() if found else 0


def bracket_issue(inner: str) -> tuple[Issue, list[str]] | None:
    """A bracket that begins with venue or time, and what else it says."""
    whole = issue_of(inner)
    if whole:
        return whole, []
    parts = re.split(r"\s*[,，;|/]\s*", inner)
    first = issue_of(parts[0]) if len(parts) > 1 else None
    if first and (first.venue or first.year):
        return first, []
    stated = stated_venue(inner)
    return (stated, []) if stated else None


def _leading_issue(line: Line, place: int) -> tuple[int, Issue] | None:
    """`2018-NIPS-`, `20181106 arXiv `, `ICLR'21 `: venue and time in front of the title."""
    text = line.text
    stop = min(len(text), place + 60)
    stop = next((i for i in range(place, stop) if line.link[i]), stop)
    with suppress(ValueError):
        stop = line.bold.index(not line.bold[place], place, stop)
    ahead = text[place:stop]
    if (short := _SHORT_TAG.match(ahead)) and (issue := _short_issue(short)):
        return place + short.end(), issue
    if (
        stop < len(text)
        and (line.link[stop] or line.bold[stop])
        and (issue := issue_of(ahead.rstrip(" :：-")))
    ) and (issue.venue or issue.year):
        return stop, issue
    ends = [
        found.end()
        for found in re.finditer(r"[\s:：,，]+|(?<=[A-Za-z0-9])[-–](?=\S)|[-–]\s*$", ahead)
    ][:5]
    for end in reversed(ends):
        words = ahead[:end].strip(" :：-–,")
        issue = issue_of(words)
        if not issue or not words:
            continue
        dated = bool(issue.year and (issue.venue or issue.month))
        separated = re.search(r"(?:\s[-–—]|[:：|])$", ahead[:end].rstrip(" ")) is not None
        if len(issue.venue.split()) > 1 and lookup(issue.venue) is None:
            continue  # words of the title rather than a venue
        if dated or (separated and (issue.venue or issue.year) and issue.type != "journal"):
            return place + end, issue
    return None


# Two figures of a year, a venue, and a hyphen on both sides of it: `16-ATC-Title`, `21_OSDI_Title`.
_SHORT_TAG = re.compile(r"(\d{2})[-_]([A-Z][A-Za-z&/]{1,13})[-_–]\s*(?=\S)")


def _short_issue(found: re.Match[str]) -> Issue | None:
    year, name = int(found[1]), found[2]
    if lookup(name) is None and sum(char.isupper() for char in name) < 2:
        return None
    return issue_of(f"{name} {2000 + year if year < 60 else 1900 + year}")


def _bracket_end(text: str, place: int) -> int:
    """Behind the bracket that opens at `place`; 0 where none opens or closes soon."""
    closing = _OPEN.get(text[place])
    if not closing:
        return 0
    depth = 0
    for index in range(place, min(len(text), place + 160)):
        if text[index] == text[place]:
            depth += 1
        elif text[index] == closing:
            depth -= 1
            if not depth:
                return index + 1
    return 0


def style_end(line: Line, place: int) -> int:
    """Where the style of the character at `place` ends, or a link begins."""
    end = next((i for i, number in enumerate(line.link[place:], place) if number), len(line.text))
    for style in (line.bold, line.italic, line.code):
        with suppress(ValueError):
            end = style.index(not style[place], place, end)
    return end


def count(text: str) -> int:
    """Words, marks of links left out."""
    wide = sum("\u2e80" <= char <= "\ud7ff" for char in text)
    return len(text.replace(MARK, " ").split()) + wide // 2


_FIELDS = re.compile(
    r"^(.{1,400}\S)\s+[-–|]\s*([A-Za-z][A-Za-z&. -]{1,40}?)\s*[-–|,]\s*((?:19|20)\d\d)$"
)


def trimmed(title: str) -> tuple[str, list[Issue]]:
    """A title without the venue or year that stands in brackets at one of its ends."""
    issues: list[Issue] = []
    title = title.strip()
    for _ in range(3):
        end = _bracket_end(title, 0) if title else 0
        if end and (issue := issue_of(title[1 : end - 1])) and title[end:].strip():
            issues.append(issue)
            title = title[end:].strip(" :-–")
            continue
        found = re.search(r"\s*[\[(（]([^\[\]()（）]{2,60})[\])）][\s.,]*$", title)
        if found and (issue := issue_of(found[1])) and title[: found.start()].strip():
            issues.append(issue)
            title = title[: found.start()].strip()
            continue
        break
    if fields := _FIELDS.search(title):
        issue = issue_of(f"{fields[2]} {fields[3]}")
        if issue and issue.venue:
            issues.append(issue)
            title = fields[1]
            short = re.match(r"\S+(?: \S+)? - (?=\S+ \S+ \S)", title)
            if short:  # `NCut - Normalized Cuts and Image Segmentation - PAMI - 2000`
                title = title[short.end() :]
    if ahead := re.match(r"([A-Za-z&-]{2,12}[ '’]{0,2}\d{2,4})\s*[:：|-]\s+(?=\S)", title):
        issue = issue_of(ahead[1])
        if issue and issue.venue and issue.year and lookup(issue.venue):
            issues.append(issue)
            title = title[ahead.end() :]
    return title, issues


_EMOJI_COLON = re.compile(r"(?<=\w):[a-z][a-z_]{2,20}:(?=:)")


# A picture between a word and the mark behind it: `Parsel🐍: Reasoning`.
_STUCK_PICTURE = re.compile("(?<=\\w)[\U0001f000-\U0001faff\u2600-\u27bf]+\ufe0f?(?=[:：,.?!])")
# The place of a paper in an order of reading, or how often it was cited: `Title (12)`.
_COUNTED = re.compile(r"(?<=\w\w)\s*[(（]\d{1,3}[)）]$")


def clean_title(title: str) -> str:
    """A title without what surrounds it: marks of emphasis, quotes, its full stop, stars."""
    if ":" in title:
        title = _EMOJI_COLON.sub("", title)
    if not title.isascii():
        title = _STUCK_PICTURE.sub("", title)
    title = (
        " ".join(without_emoji(title.replace(MARK, " ")).split())
        if not title.isascii() or ":" in title
        else " ".join(title.replace(MARK, " ").split())
    )
    title = _COUNTED.sub("", title.strip(" *_,;|·•\u200b"))
    for opening, closing in (
        ('"', '"'),
        ("“", "”"),
        ("«", "»"),
        ("`", "`"),
        ("《", "》"),
        ("'", "'"),
    ):
        if (
            title.startswith(opening)
            and title.endswith((closing, closing + ".", "." + closing))
            and title.count(opening) + title.count(closing) <= 4
            and len(title) > 2
            and title.strip(". ")[1:-1].count(closing) == 0
        ):
            title = title.strip(". ")[1:-1]
    if title.startswith("[") and title.endswith("]") and title.count("[") == 1:
        title = title[1:-1]
    if title.endswith(".") and not title.endswith("..."):
        title = title[:-1]
    return title.strip(" *,;:：|-–").strip()
