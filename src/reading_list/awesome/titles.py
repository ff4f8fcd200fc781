"""Where in a line the title is: what is linked, bold or in quotes, else the text that begins it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.links import kind_of_word, without_emoji
from reading_list.awesome.people import is_name, names_of, organizations_of
from reading_list.awesome.venues import Issue, date_of, issue_of, long_issue_of, stated_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.entry import Line


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


class _Span(NamedTuple):
    start: int
    end: int
    how: str
    link: int


MARK = "\x1f"
_OPEN = {"[": "]", "(": ")", "（": "）", "【": "】", "{": "}"}
_NUMBERING = re.compile(
    r"(?:\*\*)?(?:\[\s?[xX ]?\s?\](?!\()|[\[(（]?\d{1,4}[\])）]|\d{1,4}(?:\.\d{1,3})*[.、)）:](?=\s|\D)|#\d+)\s*"
)
_SKIP = re.compile(r"[\s\-–—:：|,，·•*~>+=\x1f⭐🔥]+")
_SENTENCE = re.compile(
    r"(?<=[\w)\]\"”’?!$%\u4e00-\u9fff])(?<!\bvs)(?<!\bal)(?<! [A-Z])(?<!^[A-Z])(?<!\.[A-Z])(?<!\bSt)(?<!\bDr)[.。]\s+"
)
_EXCLAIMED = re.compile(r"(?<=[?!])\s+(?=[A-Z*])")
_QUOTE = re.compile(r"[\"“”„«「]\s*([^\"“”„«»「」\n\x1f]{8,400}?)\s*[.,]?\s*[\"”“»」]")
_DASH = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\s-{2,}\s|\s+//\s+")


def find_title(line: Line) -> Found:
    """The title of a line, or an empty one where nothing in it could be a title."""
    start, issues, names = _read_tags(line)
    text = line.text
    spans = _spans(line, start)
    strong = [span for span in spans if _count(text[span.start : span.end]) >= 3]
    chosen = _choose(line, start, spans, strong)
    if chosen is not None:
        return _marked(line, chosen, start, issues, names)
    return _plain(line, start, issues, names)


def _read_tags(line: Line) -> tuple[int, list[Issue], list[str]]:
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
        ):
            if not (date_of(found[0].strip(" []().")) or {}):
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
            issue = _bracket_issue(inner)
            if issue:
                issues.append(issue[0])
                names += issue[1]
                place = end
                continue
            after = text[end:].strip(" :：-\x1f")
            if text[place] in "[【" and _count(inner) <= 4 and _count(after) >= 2:
                names.append(inner.strip(" []"))
                place = end
                continue
            break
        stop = _style_end(line, place)
        piece = text[place:stop].strip()
        if stop < len(text) and (line.bold[place] or line.code[place] or line.italic[place]):
            issue_ = issue_of(piece)
            if issue_ and (issue_.venue or issue_.year or issue_.track):
                issues.append(issue_)
                place = stop
                continue
            if line.code[place] and _count(piece) <= 3 and _count(text[stop:]) >= 3:
                names.append(piece)
                place = stop
                continue
        ahead = _leading_issue(line, place)
        if ahead is None:
            break
        issues.append(ahead[1])
        place = ahead[0]
    return place, issues, names


def _first_solid(text: str) -> int:
    found = re.search(r"[^\s\-–—*•>]", text)
    return found.start() if found else 0


def _bracket_issue(inner: str) -> tuple[Issue, list[str]] | None:
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
    stop = next(
        (
            i
            for i in range(place, min(len(text), place + 60))
            if line.link[i] or line.bold[i] != line.bold[place]
        ),
        min(len(text), place + 60),
    )
    ahead = text[place:stop]
    if (
        stop < len(text)
        and (line.link[stop] or line.bold[stop])
        and (issue := issue_of(ahead.rstrip(" :：-")))
    ):
        if issue.venue or issue.year:
            return stop, issue
    ends = [
        found.end() for found in re.finditer(r"[\s:：]+|(?<=[A-Za-z0-9])[-–](?=\S)|[-–]\s*$", ahead)
    ][:5]
    for end in reversed(ends):
        words = ahead[:end].strip(" :：-–,")
        issue = issue_of(words)
        if not issue or not words:
            continue
        dated = bool(issue.year and (issue.venue or issue.month))
        separated = re.search(r"(?:\s[-–—]|[:：|])$", ahead[:end].rstrip(" ")) is not None
        if dated or (separated and (issue.venue or issue.year) and issue.type != "journal"):
            return place + end, issue
    return None


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


def _style_end(line: Line, place: int) -> int:
    style = (line.bold[place], line.italic[place], line.code[place])
    end = place
    while (
        end < len(line.text)
        and (line.bold[end], line.italic[end], line.code[end]) == style
        and not line.link[end]
    ):
        end += 1
    return end


def _spans(line: Line, start: int) -> list[_Span]:
    """What is marked as a title may be: linked, bold or quoted."""
    spans: list[_Span] = []
    text = line.text
    place = start
    while place < len(text):
        number = line.link[place]
        if number:
            end = place
            while end < len(text) and line.link[end] == number:
                end += 1
            spans.append(_Span(place, end, "link", number))
            place = end
        elif line.bold[place] and text[place] != MARK:
            end = place
            while (
                end < len(text)
                and line.bold[end]
                and not line.link[end]
                and text[end] not in MARK + "\n"
            ):
                end += 1
            spans.append(_Span(place, max(end, place + 1), "bold", 0))
            place = max(end, place + 1)
        else:
            place += 1
    for found in _QUOTE.finditer(text, start):
        if not any(line.link[found.start() : found.end()]):
            spans.append(_Span(found.start(1), found.end(1), "quote", 0))
    spans.sort(key=lambda span: (span.start, span.end))
    return [span for span in spans if _may_be_title(line, span)]


def _may_be_title(line: Line, span: _Span) -> bool:
    text = line.text[span.start : span.end].strip(" \n*:")
    if not text or not any(char.isalnum() for char in text):
        return False
    if kind_of_word(text) is not None or issue_of(text.strip("[]()")):
        return False
    before = line.text[: span.start].rstrip()
    if span.how != "quote" and before.endswith(("(", "（")) and span.start > 1 and _count(text) < 4:
        return False
    if span.how == "bold":
        whole = line.text[span.start : span.end].rstrip()
        ends_in_colon = whole.endswith((":", "：")) or line.text[span.end : span.end + 1] in {
            ":",
            "：",
        }
        if (
            ends_in_colon
            and _count(line.text[span.end :]) >= 2
            and (_count(text) <= 4 or text.istitle() is False and _count(text) <= 3)
        ):
            return False
        if whole.startswith(("(", "[")) and whole.endswith((")", "]")) and span.start > 0:
            return False
    names = names_of(text) if span.how != "quote" else None
    if span.how == "link" and not before.strip(" -*\x1f"):
        return True  # what begins a line and leads somewhere is no list of people
    if names and len(names) == 1 and span.how in {"link", "bold"} and not before.strip(" -*\x1f"):
        return True  # `[Model Compression](…)`: what begins a line is no person
    if names and (len(names) > 1 or (span.how == "bold" or span.link) and is_name(text)):
        return not (
            len(names) > 1 or not line.links.get(span.link) or not line.links[span.link].is_paper
        )
    return True


def _choose(
    line: Line, start: int, spans: Sequence[_Span], strong: Sequence[_Span]
) -> _Span | None:
    text = line.text
    for span in strong[:3]:
        before = text[start : span.start].replace(MARK, " ").strip(' \n[(“"')
        if not before:
            return span
        if span.how == "quote" and (
            before[-1] in ".,:;：，" or names_of(before) or _count(before) <= 1
        ):
            return span
        if span.how == "quote":
            break
        if before.endswith((":", "：", ".", "。", "，", ",", "-", "–", "|")) and (
            names_of(before) or _count(before) <= 4
        ):
            return span
        if (
            before.endswith((":", "：", "。"))
            or _count(before) <= 3
            or names_of(before)
            or _is_cjk(before)
        ):
            return span
        link = line.links.get(span.link)
        if (
            link
            and (link.is_paper or link.kind in {"arxiv", "doi", "pdf"})
            and _count(text[span.start : span.end]) >= 4
        ):
            return span
        if (
            span.how == "bold"
            and _count(text[span.start : span.end]) >= 5
            and "\n" in text[start : span.start]
        ):
            return span
        break
    if strong:
        return None
    for span in spans[:2]:
        before = text[start : span.start].replace(MARK, " ").strip(' \n[(“":：')
        after = re.split(r"[\x1f\n]|\.\s", text[span.end :].lstrip(" :：*"), maxsplit=1)[0]
        if before and not names_of(before) and not _is_cjk(before):
            continue
        if span.how in {"link", "quote"} or text[start : span.start].rstrip().endswith(('"', "“")):
            return span
        if (
            _count(after) >= 3
            and not issue_of(after)
            and not names_of(after)
            and not after.startswith(("(", ","))
        ):
            continue
        return span
    return None


def _is_cjk(text: str) -> bool:
    return sum("\u2e80" <= char <= "\ud7ff" for char in text) * 3 > len(text)


def _count(text: str) -> int:
    wide = sum("\u2e80" <= char <= "\ud7ff" for char in text)
    return len(text.replace(MARK, " ").split()) + wide // 2


def _marked(line: Line, span: _Span, start: int, issues: list[Issue], names: list[str]) -> Found:
    text = line.text
    title = text[span.start : span.end]
    before, after = line.around[start : span.start], line.around[span.end :]
    if (
        span.how == "bold"
        and not line.italic[span.start]
        and after[:1] == ":"
        and _count(title) <= 3
    ):
        pass
    if before.rstrip().endswith(('"', "“", "「", "«", "„")):
        before = before.rstrip()[:-1]
        after = (
            after.lstrip(" .,")[1:]
            if after.lstrip(" .,")[:1] in {'"', "”", "“", "」", "»"}
            else after
        )
    title, more = _trimmed(title)
    short = before.strip(" \n:：-–|,")
    if (
        short
        and _count(short) <= 3
        and not issue_of(short)
        and not names_of(short)
        and short != MARK
    ):
        cleaned = short.replace(MARK, " ").strip(" []()")
        if cleaned and any(char.isalnum() for char in cleaned) and not organizations_of(cleaned):
            names.append(cleaned)
            before = ""
    return Found(
        clean_title(title), span.how, span.link, before, after, (*issues, *more), tuple(names)
    )


def _trimmed(title: str) -> tuple[str, list[Issue]]:
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
    if ahead := re.match(r"([A-Za-z&-]{2,12}[ '’]{0,2}\d{2,4})\s*[:：|-]\s+(?=\S)", title):
        issue = issue_of(ahead[1])
        if issue and issue.venue and issue.year:
            issues.append(issue)
            title = title[ahead.end() :]
    return title, issues


def clean_title(title: str) -> str:
    """A title without what surrounds it: marks of emphasis, quotes, its full stop, stars."""
    title = (
        " ".join(without_emoji(title.replace(MARK, " ")).split())
        if not title.isascii() or ":" in title
        else " ".join(title.replace(MARK, " ").split())
    )
    title = title.strip(" *_,;|·•\u200b")
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
    if title.endswith(".") and not title.endswith("..."):
        title = title[:-1]
    return title.strip(" *,;:：|-–").strip()


def _plain(line: Line, start: int, issues: list[Issue], names: list[str]) -> Found:
    """A title that nothing marks."""
    text = line.text
    stop = start
    base = (line.italic[start], line.code[start]) if start < len(text) else (False, False)
    while (
        stop < len(text)
        and text[stop] != MARK
        and not _ends_here(line, start, stop)
        and not (line.link[stop] and stop > start and not _goes_on(line, stop))
    ):
        if (line.italic[stop], line.code[stop]) != base and _is_apart(line, stop):
            break
        stop += 1
    head, after = text[start:stop].rstrip(" [(（【"), line.around[stop:]
    if names_of(head) and not date_of(head):
        # People first: the title comes behind them, perhaps in another style.
        rest = text[stop:]
        inner = re.match(r"[\s*.,:]*([^\x1f\n]{8,300}?)(?=[\x1f\n]|$)", rest)
        if (
            inner
            and not issue_of(inner[1])
            and not long_issue_of(inner[1])
            and _count(inner[1]) >= 3
        ):
            found = _sentences(inner[1], rest[inner.end() :], issues, names)
            return found._replace(authors=names_of(head))
    return _sentences(head, after, issues, names)


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
    end = _style_end(line, place)
    piece = line.text[place:end]
    if names_of(piece) or issue_of(piece) or long_issue_of(piece):
        return True
    if re.search(r"\bet\.? al\b", piece):
        return True
    return _count(piece) >= 4 and line.text[:place].rstrip().endswith(
        (".", ",", "?", "!", "—", "–")
    )


def _sentences(head: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    head = " ".join(head.split())
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
        if place == 0 and people and rest.strip():
            found = _sentences(rest.strip(), after, issues, names)
            return found._replace(authors=people) if not found.authors else found
        break
    if len(parts) > 1 and len(cuts) > 1:
        title, rest = cuts[0]
        if _count(title) <= 1 and not title.endswith(("?", "!")):
            title, rest = head, ""
        return _dashed(title, f"{rest}{MARK}{after}", issues, names)
    return _dashed(head, after, issues, names)


def _dashed(head: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    """`Title - People - Venue`, `Title | Venue`, `People - Title`."""
    for found in _DASH.finditer(head):
        left, right = head[: found.start()], head[found.end() :]
        says = (
            names_of(right.split(" - ")[0].strip(". "))
            or issue_of(right)
            or long_issue_of(right)
            or (organizations_of(right.strip(". ")) and _count(right) <= 12)
        )
        says = says or right.strip(" .*").casefold() in {"", "undated"}
        if says and _count(left) >= 2:
            if names_of(left) and not names_of(right):
                continue
            return _comma(left, f"{right}{MARK}{after}", issues, names)
        if names_of(left) and _count(right) >= 3:
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
    for found in re.finditer(r"\s*[\[(（【]([^\[\]()（）【】]{1,200})[\])）】]", head):
        inner = found[1]
        if not head[: found.start()].strip():
            continue
        rest = head[found.end() :].strip(" .,;:")
        ends = not rest and (long_issue_of(inner) or re.search(r"(?:19|20)\d\d", inner))
        if (
            ends
            or _bracket_issue(inner)
            or organizations_of(inner)
            or (not rest and (_count(inner) >= 3 or names_of(inner)))
        ):
            return head[: found.start()], head[found.start() :]
    return head, ""


def _comma(title: str, after: str, issues: list[Issue], names: list[str]) -> Found:
    """`Title, A. Blum, T. Mitchell, ICML, 1998` and `A. Blum, T. Mitchell, Title, ICML, 1998`."""
    pieces = re.split(r",\s+|，\s*", title.strip(" ,"))
    authors: list[str] | None = None
    if len(pieces) > 1:
        first = 0
        while first < len(pieces) and (
            is_name(pieces[first])
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
        last = len(pieces)
        while last > 1 and (issue_of(pieces[last - 1]) or long_issue_of(pieces[last - 1])):
            last -= 1
        had_issue = last < len(pieces)
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
    title, more = _trimmed(title)
    how = "text" if any(char.isalnum() for char in title) else ""
    return Found(clean_title(title), how, 0, "", after, (*issues, *more), tuple(names), authors)


def _is_given(piece: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?[ -]?){1,3}|[A-Z][a-z]+(?: [A-Z]\.)*", piece))
