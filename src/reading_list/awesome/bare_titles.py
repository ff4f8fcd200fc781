"""Titles that nothing marks: the text before links, people and venue, or behind people."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.citations import DOCUMENT, LONGEST_CITATION, people_end
from reading_list.awesome.links import kind_of_word
from reading_list.awesome.parts import MARK
from reading_list.awesome.people import is_name, names_of, organizations_of
from reading_list.awesome.tags import bracket_issue, clean_title, count, style_end, trimmed
from reading_list.awesome.venues import Issue, date_of, issue_of, long_issue_of

if TYPE_CHECKING:
    from reading_list.awesome.parts import Line


class Found(NamedTuple):
    """A title and what stands around it; `link` is the number of its link, 0 for none."""

    title: str = ""
    how: str = ""
    link: int = 0
    before: str = ""
    after: str = ""
    issues: tuple[Issue, ...] = ()
    names: tuple[str, ...] = ()
    authors: list[str] | None = None


_SENTENCE = re.compile(
    r"(?<=[\w)\]\"”’?!$%\u4e00-\u9fff])(?<!\bvs)(?<!\bal)(?<! [A-Z])(?<!^[A-Z])(?<!\.[A-Z])(?<!\bSt)(?<!\bDr)(?<!\b[Vv]ol)(?<!, [Nn]o)(?<!\bpp)(?<!, (?:Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec))[.。]\s+"
)


_EXCLAIMED = re.compile(r"(?<=[?!])\s+(?=[A-Z*])")


_MOST_DASHES = 12  # in a title and what follows it
_DASH = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\s-{2,}\s|\s+//\s+")


def plain_title(line: Line, start: int, issues: list[Issue], names: list[str]) -> Found:
    """A title that nothing marks."""
    text = line.text
    stop = start
    base = (line.italic[start], line.code[start]) if start < len(text) else (False, False)
    last = base
    while (
        stop < len(text)
        and text[stop] != MARK
        and not _ends_here(line, start, stop)
        and not (line.link[stop] and stop > start and not _goes_on(line, stop))
    ):
        style = (line.italic[stop], line.code[stop])
        if style not in (base, last) and _is_apart(line, stop):
            break
        last = style
        stop += 1
    head, after = text[start:stop].rstrip(" [(（【"), line.around[stop:]
    if stop < len(text) and text[stop] != MARK and (dangling := _DANGLING.search(head)):
        if line.link[stop]:
            # `Precision and recall in [NWPU](…)`: a sentence that names a paper
            return Found("", "", 0, "", text[start:], tuple(issues), tuple(names))
        head = head[: dangling.start()]
    people = names_of(head)
    if people and len(people) == 1 and text[stop : stop + 1] == "\n":
        below = re.split(r"\n\s*(?=In\b|\x1f|\n)|\x1f", text[stop:].strip(), maxsplit=1)[0]
        if len(names_of(below) or ()) > 1:
            people = None  # a title of capitals above its people
    if people and not date_of(head):
        # People first: the title comes behind them, perhaps in another style.
        rest = text[stop:]
        inner = re.match(r"[\s*.,:]*([^\x1f\n]{8,300}?)(?=[\x1f\n]|$)", rest)
        if (
            inner
            and not issue_of(inner[1])
            and not long_issue_of(inner[1])
            and count(inner[1]) >= 3
        ):
            found = _sentences(inner[1], rest[inner.end() :], issues, names)
            return found._replace(authors=names_of(head))
        if len(people) > 1 and (
            (MARK not in after and not any(line.link)) or _are_people(head, people)
        ):
            return Found("", "", 0, "", after, tuple(issues), tuple(names), people)
    return _sentences(head, after, issues, names)


def _are_people(head: str, people: list[str]) -> bool:
    """Whether names have initials, or `and` before the last: titles are not made of such."""
    initials = sum(bool(_INITIAL.search(name)) for name in people)
    return initials * 2 > len(people) or (len(people) > 2 and bool(_LAST.search(head)))


# What leads over to a venue in another style: `A Title in *CIKM*, 2020`.
_DANGLING = re.compile(r",?\s(?:in|In|at|published in|appeared in)\s*$")
_YEAR_NEXT = re.compile(r"\W{0,4}(?:19|20)\d\d\b|\W{0,4}['’]\d\d\b")
_PLACE = re.compile(r"[A-Z]\w+(?:(?: and| of| &)? [A-Z]\w+){0,4}")
_MORE_PEOPLE = re.compile(r"et\.? al\.?|and others|others|等")
_INITIAL = re.compile(r"(?:^|[\s-])[A-Z]\.")
_LAST = re.compile(r", (?:and|&) [^,]+$|, [^,]+ (?:and|&) [^,]+$")


def _ends_here(line: Line, start: int, place: int) -> bool:
    """Whether a title ends at the end of a line; many are wrapped by their editors."""
    text = line.text
    if text[place] != "\n":
        return False
    if (
        text[place + 1 : place + 2] == "\n"
        or text[place - 1 : place] == "\n"
        or place + 1 >= len(text)
    ):
        return True
    head = text[start:place].rstrip()
    end = min(
        (i for i in (text.find(MARK, place + 1), text.find("\n", place + 1)) if i >= 0),
        default=len(text),
    )
    following = text[place + 1 : end].strip(" \n[(")
    if not following or head.endswith((".", "?", "!", ")", "]", "。")):
        return True
    if line.bold[place + 1] or line.italic[place + 1] or line.link[place + 1]:
        return True
    names = names_of(following)
    return bool(
        (names and len(names) > 1)
        or issue_of(following)
        or kind_of_word(following) is not None
        or ":" in following[:14]
        or "：" in following[:14]
    )


def _goes_on(line: Line, place: int) -> bool:
    """Whether a link within the text is a word of it."""
    link = line.links.get(line.link[place])
    return not (link and link.url)


def _is_apart(line: Line, place: int) -> bool:
    """Whether another style begins a part of its own, people or a venue, and no word of the title."""
    end = style_end(line, place)
    piece = line.text[place:end]
    if _DANGLING.search(line.text, max(0, place - 8), place) and _YEAR_NEXT.match(line.text, end):
        return True  # `in *WebConf*, 2022`: a venue, known or not
    if names_of(piece) or issue_of(piece) or long_issue_of(piece):
        return True
    if re.search(r"et\.? al\b", piece):
        return True
    return count(piece) >= 4 and line.text[:place].rstrip().endswith((".", ",", "?", "!", "—", "–"))


def _sentences(head: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    head = " ".join(head.split())
    if ", " in head[:60] and len(head) <= LONGEST_CITATION and (end := people_end(head)):
        inner = _sentences(head[end:], after, issues, names)
        return inner._replace(authors=inner.authors or names_of(head[:end].rstrip(" .")))
    head, tail = _without_brackets(head)
    for found in _EXCLAIMED.finditer(head):
        right = head[found.end() :]
        clause = right.split(". ")[0].strip(" .*")
        if names_of(clause) or issue_of(clause) or long_issue_of(clause):
            head, tail = head[: found.start()], f"{right}{MARK}{tail}"
            break
    after = f"{tail}{MARK}{after}" if tail else after
    parts = _SENTENCE.split(head)
    cuts = _cuts(head, parts)
    for place, (piece, rest) in enumerate(cuts):
        people = names_of(piece)
        if place == 0 and people and rest.strip() and len(rest) <= LONGEST_CITATION:
            inner = _sentences(rest.strip(), after, issues, names)
            return inner._replace(authors=people) if not inner.authors else inner
        break
    if len(parts) > 1 and len(cuts) > 1:
        title, rest = cuts[0]
        if count(title) <= 1 and not title.endswith(("?", "!")):
            title, rest = head, ""
        return _dashed(title, f"{rest}{MARK}{after}", issues, names)
    return _dashed(head, after, issues, names)


def _dashed(head: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    """`Title - People - Venue`, `Title | Venue`, `People - Title`."""
    for found in islice(_DASH.finditer(head), _MOST_DASHES):
        left, right = head[: found.start()], head[found.end() :]
        says = (
            names_of(right.split(" - ")[0].strip(". "))
            or issue_of(right)
            or long_issue_of(right)
            or (organizations_of(right.strip(". ")) and count(right) <= 12)
        )
        says = says or right.strip(" .*").casefold() in {"", "undated"}
        if says and count(left) >= 2:
            if names_of(left) and not names_of(right):
                continue
            return _comma(left, f"{right}{MARK}{after}", issues, names)
        if names_of(left) and count(right) >= 3:
            return _comma(right, after, issues, names)._replace(authors=names_of(left))
    return _comma(head, after, issues, names)


def _cuts(head: str, parts: list[str]) -> list[tuple[str, str]]:
    """Each sentence with what follows it."""
    made: list[tuple[str, str]] = []
    place = 0
    for part in parts:
        index = head.find(part, place)
        end = index + len(part)
        keep = head[end : end + 1] if head[end : end + 1] in {"?", "!"} else ""
        made.append(
            (
                part + keep,
                head[end + len(keep) :].lstrip(" .。?!") if not keep else head[end + 1 :].lstrip(),
            )
        )
        place = end
    return made


def _without_brackets(head: str) -> tuple[str, str]:
    """Cut at the first bracket that holds a venue, a year, people or an organization."""
    if "]" in head and (kind := DOCUMENT.search(head)):
        return head[: kind.start()], head[kind.end() :]
    for found in re.finditer(r"\s*[\[(（【]([^\[\]()（）【】]{1,200})[\])）】]", head):
        inner = found[1]
        if not head[: found.start()].strip():
            continue
        rest = head[found.end() :].strip(" .,;:")
        ends = not rest and (long_issue_of(inner) or re.search(r"(?:19|20)\d\d", inner))
        if (
            ends
            or bracket_issue(inner)
            or (organizations_of(inner) and head[found.end() : found.end() + 1] not in {":", "："})
            or (not rest and (count(inner) >= 3 or names_of(inner)))
        ):
            return head[: found.start()], head[found.start() :]
    return head, ""


def _comma(title: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    """`Title, A. Blum, T. Mitchell, ICML, 1998` and `A. Blum, T. Mitchell, Title, ICML, 1998`."""
    pieces = re.split(r",\s+|，\s*", title.strip(" ,"))
    authors: list[str] | None = None
    if len(pieces) > 2 and (people := names_of(title)) and _are_people(title, people):
        return Found("", "", 0, "", after, tuple(issues), tuple(names), people)
    if len(pieces) > 1:
        first = 0
        while first < len(pieces) and (
            is_name(pieces[first])
            or (first and _MORE_PEOPLE.fullmatch(pieces[first]))
            or names_of(pieces[first])
            or (first and " " not in pieces[first - 1] and _is_given(pieces[first]))
        ):
            first += 1
        if 0 < first < len(pieces):
            people = names_of(", ".join(pieces[:first]))
            dated = len(pieces) > first + 1 and issue_of(pieces[-1]) is not None
            if people and (len(people) > 1 or "others" in people or (dated and first == 1)):
                authors, pieces = people, pieces[first:]
                if MARK in after and len(authors) > 2 and all(issue_of(piece) for piece in pieces):
                    # Two words in capitals may be a name and a title; a paper with a link has one.
                    pieces = [authors.pop(), *pieces]
                if all(issue_of(piece) for piece in pieces):
                    return Found(
                        "",
                        "",
                        0,
                        "",
                        f"{', '.join(pieces)}{MARK}{after}",
                        tuple(issues),
                        tuple(names),
                        authors,
                    )
        ahead = []
        while authors and len(pieces) > 1 and (issue := issue_of(pieces[0])):
            # `Yan et al, SoCC'16, Title`
            ahead.append(issue)
            pieces = pieces[1:]
        issues = [*issues, *ahead]
        last = len(pieces)
        while last > 1 and (
            issue_of(pieces[last - 1])
            or long_issue_of(pieces[last - 1])
            or _VOLUME.match(pieces[last - 1])
        ):
            last -= 1
        if last < len(pieces) and _VOLUME.match(pieces[last]) and last > 1:
            last -= 1  # what has a volume is a journal
        had_issue = last < len(pieces)
        if (
            had_issue
            and last > 1
            and (
                re.fullmatch(r"[A-Z][A-Z&-]{2,9}", pieces[last - 1])
                or (authors and _PLACE.fullmatch(pieces[last - 1]) and count(pieces[0]) >= 3)
            )
        ):
            last -= 1  # a name that nobody knows, before a year
        people_at = last
        while people_at > 1 and (names_of(pieces[people_at - 1]) or is_name(pieces[people_at - 1])):
            people_at -= 1
        if authors is None and (last - people_at >= 2 or (had_issue and last - people_at == 1)):
            authors = names_of(", ".join(pieces[people_at:last]))
            if authors:
                after = f"{', '.join(pieces[last:])}{MARK}{after}" if had_issue else after
                pieces = pieces[:people_at]
        elif had_issue:
            after = f"{', '.join(pieces[last:])}{MARK}{after}"
            pieces = pieces[:last]
        title = ", ".join(pieces)
    title, more = trimmed(title)
    how = "text" if any(char.isalnum() for char in title) else ""
    return Found(clean_title(title), how, 0, "", after, (*issues, *more), tuple(names), authors)


_VOLUME = re.compile(r"(?:vol(?:ume)?|no|number|issue|pp?|pages?)\.? ?\d", re.IGNORECASE)


def _is_given(piece: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?[ -]?){1,3}|[A-Z][a-z]+(?: [A-Z]\.)*", piece))
