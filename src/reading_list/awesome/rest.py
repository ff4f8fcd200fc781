"""What stands around a title: people, where they work, venue and time; the rest is a remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.links import without_emoji
from reading_list.awesome.people import families_of, names_of, organizations_of
from reading_list.awesome.venues import Issue, issue_of, long_issue_of, stated_venue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.awesome.parts import Entry

_MARK = "\x1f"
_EMPTY = re.compile(r"[\[(（【{][\s,;|/&·.:：\x1f-]*[\])）】}]")
_GROUP = re.compile(r"[\[(（【]([^\[\]()（）【】\x1f\n]{1,300})[\])）】]")
_PIECE = re.compile(
    r"[\x1f\n|]|(?<=[\w)\]\"”’\u4e00-\u9fff])(?<! [A-Z])(?<!\.[A-Z])(?<!^[A-Z])(?<!\bal)(?<!\bProc)[.。]\s+(?=\S)|\s[-–—•·]\s|;\s"
)
_EDGES = " \t\n.,;，。；、:：|-–—·•*_+&/\\()[]（）【】{}\"“”'’`~>=\x1f"
_STARRED = re.compile(r"[⭐🌟★]|:star2?:")


def read_rest(entry: Entry, before: str, after: str) -> None:
    """Put what is around the title where it belongs."""
    if _STARRED.search(before + after):
        entry.highlight = True
    for side in (before, after):
        if side.strip(_EDGES):
            _read(entry, _EMPTY.sub(_MARK, _EMPTY.sub(_MARK, side)))


_VOLUME = re.compile(
    r"(?:,? |(?<=[a-z]))(?:vol(?:ume)?\.? ?)?(\d{1,4})(?:\.(\d{1,6})|\((\d{1,4})\))?\s*(\((?:19|20)\d\d\))(?:\s*:\s*(\d+(?:[-–]{1,2}\d+)?))?"
)


def _take_volume(entry: Entry, text: str) -> str:
    """`Nature 521.7553 (2015): 436-444` keeps volume, number and pages."""
    found = _VOLUME.search(text)
    if not found or not re.search(r"[A-Za-z]{3}\W*$", text[: found.start()]):
        return text
    entry.imprint["volume"] = found[1]
    if found[2] or found[3]:
        entry.imprint["number"] = found[2] or found[3]
    if found[5]:
        entry.imprint["pages"] = re.sub("[-–]+", "-", found[5])
    return f"{text[: found.start()]} {found[4]} {text[found.end() :]}"


def _read(entry: Entry, text: str) -> None:
    text = _take_volume(entry, text)
    text = _take_long_names(entry, text)
    text = _GROUP.sub(lambda found: _group(entry, found[1], found[0]), text)
    for piece in _PIECE.split(text):
        _read_piece(entry, piece)


def _take_long_names(entry: Entry, text: str) -> str:
    """People with their affiliations in brackets are people, brackets and all."""
    if entry.authors or "(" not in text:
        return text
    first = re.match(r"[\s.,:-]*([^\x1f\n]+?)\.?(?=[\x1f\n]|$|\.\s)", text)
    if not first or not _GROUP.search(first[1]):
        return text
    people = names_of(_GROUP.sub("", first[1])) or []
    places = [organizations_of(found[1]) for found in _GROUP.finditer(first[1])]
    if len(people) < 2 or not all(places):
        return text
    entry.authors = people
    _add_organizations(entry, [name for names in places for name in names or ()])
    return text[first.end() :]


def _group(entry: Entry, inner: str, whole: str) -> str:
    """What brackets hold; an empty text if it has found its place."""
    issue = issue_of(inner)
    if issue:
        entry.take_issue(issue)
        return _MARK
    parts = [part.strip() for part in re.split(r"[,，;|/]\s*", inner) if part.strip()]
    first = issue_of(parts[0]) if len(parts) > 1 else None
    if first and (first.venue or first.year):
        entry.take_issue(first)
        rest: list[str] = []
        for part in parts[1:]:
            if found := issue_of(part):
                entry.take_issue(found)
            elif (places := organizations_of(part)) or (
                part[:1].isupper()
                and len(part.split()) <= 4
                and not names_of(part)
                and whole[0] == "["
            ):
                _add_organizations(entry, places or [part])
            else:
                rest.append(part)
        if rest:
            entry.notes.append(", ".join(rest))
        return _MARK
    last = issue_of(parts[-1]) if len(parts) > 1 else None
    if last and (last.venue or last.year):
        entry.take_issue(last)
        return _group(entry, ", ".join(parts[:-1]), whole)
    if not entry.issue.venue and (stated := stated_venue(inner) or long_issue_of(inner)):
        entry.take_issue(stated)
        said = re.search(r"\bfrom (.+)$", inner)
        if said:
            entry.notes.append(said[0])
        return _MARK
    if places := organizations_of(inner):
        _add_organizations(entry, places)
        return _MARK
    if not entry.authors and (names := names_of(inner)) and len(names) > 1:
        entry.authors = names
        return _MARK
    if not entry.authors and _CITED.search(whole) and (families := families_of(inner)):
        entry.authors = families
        return _MARK
    if re.fullmatch(r"[\d\s.:–-]+", inner):
        return _MARK
    if any(char.isalnum() for char in inner):
        entry.notes.append(" ".join(without_emoji(inner).split()).strip(" :：,;"))
    return _MARK


_CITED = re.compile(r",? (?:19|20)\d\d[a-z]?[)）\]]$")  # `(Palm & Quist, 2004)`


def _add_organizations(entry: Entry, places: list[str]) -> None:
    known = {place.casefold() for place in entry.organizations}
    entry.organizations += [place for place in places if place.casefold() not in known]
    if "others" in entry.organizations:
        entry.organizations.remove("others")
        entry.organizations.append("others")


# `2015, 37(9): 1904-1916`, as GB/T 7714 has it.
_DATED_PAGES = re.compile(
    r"((?:19|20)\d\d)(?:, ?(\d{1,4})(?:\((\d{1,4})\))?)?: ?(\d{1,6}(?:[-–]{1,2}\d{1,6})?)"
)


def _read_piece(entry: Entry, piece: str) -> None:
    text = " ".join(without_emoji(piece).split()).strip(_EDGES)
    if not text or not any(char.isalnum() for char in text):
        return
    if re.fullmatch(
        r"(?:in|and|or|by|at|on|with|the|a|to appear|links?|see|code|paper|pdf|new|details|undated|\d{1,3})",
        text,
        re.I,
    ):
        return
    issue = issue_of(text)
    if issue:
        entry.take_issue(issue)
        return
    if dated := _DATED_PAGES.fullmatch(text):
        entry.take_issue(Issue(year=int(dated[1])))
        said = {"volume": dated[2], "number": dated[3], "pages": re.sub("[-–]+", "-", dated[4])}
        entry.imprint = {name: value for name, value in said.items() if value} | entry.imprint
        return
    if pages := re.fullmatch(r"(?:pp?\.? ?|pages ?)?(\d{1,5}) ?[-–]{1,2} ?(\d{1,5})", text):
        entry.imprint.setdefault("pages", f"{pages[1]}-{pages[2]}")
        return
    if re.search(r"(?:19|20)\d\d$", text) and _take_stuck(entry, text):
        return
    if not entry.authors and (names := names_of(text)):
        entry.authors = names
        return
    cut = re.match(r"(.{2,300}?\bet\.? al\.?)[\s,.;:]*(\S.*)$", text)
    if cut and not entry.authors and (names := names_of(cut[1])):
        entry.authors = names
        _read_piece(entry, cut[2])
        return
    long_issue = long_issue_of(text) if not entry.issue.venue else None
    if long_issue and len(text.split()) <= 18:
        entry.take_issue(long_issue)
        return
    if _take_commas(entry, text):
        return
    if (
        (places := organizations_of(text))
        and len(text.split()) <= 8
        and all(place == "others" or organizations_of(place) for place in places)
    ):
        _add_organizations(entry, places)
        return
    entry.notes.append(text)


def _take_commas(entry: Entry, text: str) -> bool:
    """`L.K. Hansen, P. Salamon, NIPS, 1990`: people first, venue and year last."""
    pieces = re.split(r",\s*|，\s*", text)
    if len(pieces) == 1:
        return _take_stuck(entry, text)
    last = len(pieces)
    found = []
    while last and (
        issue := issue_of(pieces[last - 1])
        or (
            (long_issue_of(pieces[last - 1]) or stated_venue(pieces[last - 1]))
            if last > 1
            else None
        )
    ):
        found.append(issue)
        last -= 1
    people = ", ".join(pieces[:last])
    if not found:
        return _take_middle(entry, pieces) or _take_stuck(entry, text)
    if last and not entry.authors and (names := names_of(people)):
        entry.authors = names
        people = ""
    elif last and not entry.authors and _take_stuck(entry, people):
        people = ""
    for issue in reversed(found):
        entry.take_issue(issue)
    if people.strip():
        places = organizations_of(people)
        if places:
            _add_organizations(entry, places)
        else:
            entry.notes.append(people)
    return True


def _take_middle(entry: Entry, pieces: list[str]) -> bool:
    """`Jane Doe, arXiv 2023, A survey of alignment`: a remark follows people and venue."""
    for place in range(1, len(pieces) - 1):
        issue = issue_of(pieces[place])
        if not issue or not (issue.venue or issue.year):
            continue
        names = names_of(", ".join(pieces[:place]))
        if not names or entry.authors:
            return False
        entry.authors = names
        entry.take_issue(issue)
        _read_piece(entry, ", ".join(pieces[place + 1 :]))
        return True
    return False


def _take_stuck(entry: Entry, text: str) -> bool:
    """`Jiasen Lu, Dhruv Batra 2017`, `R. Girshick CVPR 2014`: time behind people without a comma."""
    words = text.split()
    for count in (1, 2, 3):
        if len(words) <= count:
            return False
        issue = issue_of(" ".join(words[-count:]))
        head = " ".join(words[:-count])
        if (
            issue
            and (issue.year or issue.venue)
            and not entry.authors
            and (names := names_of(head))
        ):
            entry.authors = names
            entry.take_issue(issue)
            return True
    return False


def notes_of(entry: Entry) -> Iterator[str]:
    """The remarks of an entry, each once."""
    seen: set[str] = set()
    for note in entry.notes:
        if note and note.casefold() not in seen:
            seen.add(note.casefold())
            yield note
