"""Where in a line the title is: what is linked, bold or in quotes, else the text that begins it."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.bare_titles import Found, plain_title
from reading_list.awesome.citations import cited_in
from reading_list.awesome.leads import behind_name, behind_people, label_ahead
from reading_list.awesome.links import kind_of_word
from reading_list.awesome.parts import MARK
from reading_list.awesome.people import is_name, names_of, organizations_of
from reading_list.awesome.tags import clean_title, count, read_tags, style_end, trimmed
from reading_list.awesome.venues import Issue, issue_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.parts import Line


class _Span(NamedTuple):
    start: int
    end: int
    how: str
    link: int


_QUOTE = re.compile(r"[\"“”„«「]\s*([^\"“”„«»「」\n\x1f]{8,400}?)\s*[.,]?\s*[\"”“»」]")


_BRACKETED = re.compile(r"\[([^\[\]\n\x1f]{16,400})\]")  # a link whose address was never added
_ANGLED = re.compile(r"[<《]\s*([^<>《》\n\x1f]{8,400}?)\s*[.,]?\s*[>》]")


def find_title(line: Line) -> Found:
    """The title of a line, or an empty one where nothing in it could be a title."""
    start, issues, names = read_tags(line)
    text = line.text
    if behind := behind_people(line, start):
        title, more = trimmed(text[behind.start : behind.end])
        return Found(
            clean_title(title), "text", 0, "", line.around[behind.end :], (*issues, *more),
            tuple(names), behind.authors,
        )  # fmt: skip
    if named := behind_name(line, start):
        title, more = trimmed(text[named[0] : named[1]])
        return Found(
            clean_title(title), "named", 0, "", line.around[named[1] :], (*issues, *more),
            (*names, named[2]),
        )  # fmt: skip
    start, label = label_ahead(line, start)
    names += [label] if label else []
    spans = _spans(line, start)
    strong = [span for span in spans if count(text[span.start : span.end]) >= 3]
    chosen = _choose(line, start, spans, strong)
    if chosen is not None:
        return _marked(line, chosen, start, issues, names)
    return plain_title(line, start, issues, names)


def _spans(line: Line, start: int) -> list[_Span]:
    """What is marked as a title may be: linked, bold or quoted."""
    spans: list[_Span] = []
    text = line.text
    marked = bytes(map(bool, map(operator.or_, line.link, line.bold)))
    place = start
    while (place := marked.find(1, place)) >= 0:
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
            end = _wrapped(line, place, end)
            spans.append(_Span(place, max(end, place + 1), "bold", 0))
            place = max(end, place + 1)
        else:
            place += 1
    quoted = [*_QUOTE.finditer(text, start)]
    if text[start : start + 1] == "[" and (bracketed := _BRACKETED.match(text, start)):
        quoted = [bracketed] if count(bracketed[1]) >= 4 else quoted
    if "<" in text and ">" in text:
        quoted += _ANGLED.finditer(text, start)
    spans += [
        _Span(found.start(1), found.end(1), "quote", 0)
        for found in quoted
        if not any(line.link[found.start() : found.end()])
    ]
    spans.sort(key=lambda span: (span.start, span.end))
    return [span for span in spans if _may_be_title(line, span)]


def _wrapped(line: Line, start: int, end: int) -> int:
    """Where a bold title ends that its writer continued, bold again, in the next line."""
    text = line.text
    while text[end : end + 1] == "\n" and not text[start:end].rstrip().endswith((".", "?", "!")):
        place = end + 1
        while place < len(text) and text[place] == " ":
            place += 1
        if place >= len(text) or not line.bold[place] or line.link[place]:
            break
        stop = style_end(line, place)
        stop = min((i for i in (text.find("\n", place), stop) if i >= 0), default=stop)
        piece = text[place:stop]
        if names_of(piece) or issue_of(piece) or kind_of_word(piece) is not None or ":" in piece:
            break
        end = stop
    return end


def _may_be_title(line: Line, span: _Span) -> bool:
    text = line.text[span.start : span.end].strip(" \n*:")
    if not text or not any(char.isalnum() for char in text):
        return False
    issue = issue_of(text.strip("[]()"))
    if kind_of_word(text) is not None or (issue and (issue.venue or issue.year or count(text) < 4)):
        return False
    before = line.text[: span.start].rstrip()
    if span.how != "quote" and before.endswith(("(", "（")) and span.start > 1 and count(text) < 4:
        return False
    if span.how == "bold":
        whole = line.text[span.start : span.end].rstrip()
        ends_in_colon = whole.endswith((":", "：")) or line.text[span.end : span.end + 1] in {
            ":",
            "：",
        }
        if (
            ends_in_colon
            and count(line.text[span.end :]) >= 2
            and (count(text) <= 4 or (text.istitle() is False and count(text) <= 3))
        ):
            return False
        if whole.startswith(("(", "[")) and whole.endswith((")", "]")) and span.start > 0:
            return False
    names = names_of(text) if span.how != "quote" else None
    if span.how == "link" and not before.strip(" -*\x1f"):
        return True  # what begins a line and leads somewhere is no list of people
    if names and len(names) == 1 and span.how in {"link", "bold"} and not before.strip(" -*\x1f"):
        return True  # `[Model Compression](…)`: what begins a line is no person
    if names and (len(names) > 1 or ((span.how == "bold" or span.link) and is_name(text))):
        return not (
            len(names) > 1 or not line.links.get(span.link) or not line.links[span.link].is_paper
        )
    return True


_DATED = re.compile(r"[\s.,(]*(?:19|20)\d\d[\s.,:)]*$")


def _choose(
    line: Line, start: int, spans: Sequence[_Span], strong: Sequence[_Span]
) -> _Span | None:
    text = line.text
    if strong and strong[0].how == "quote" and spans[0].how == "link" and spans[0].start == start:
        link = line.links.get(spans[0].link)
        if link and link.is_paper:
            return spans[0]  # words in quotes behind it are a remark
    if strong and spans[0].how == "link" and spans[0].start == start and spans[0] != strong[0]:
        link = line.links.get(spans[0].link)
        own = text[start : spans[0].end]
        if link and link.is_paper and count(own) >= 2 and "others" not in (names_of(own) or ()):
            return spans[0]  # a title of two words that leads to its paper
    if len(strong) > 1 and strong[0].start == start and _is_label(line, strong[0], strong[1]):
        return strong[1]
    if strong and spans[0].start == start and spans[0].how == "bold" and spans[0] != strong[0]:
        own = text[start : spans[0].end].rstrip()
        if count(own) >= 2 and own.endswith((".", "?", "!")):
            return spans[0]  # a title of two words that is a sentence of its own
    for span in strong[:3]:
        if _is_emphasis(line, start, span):
            return None
        if span.how == "bold" and names_of(_DATED.sub("", text[start : span.start])):
            return span
        before = text[start : span.start].replace(MARK, " ").strip(' \n[(“"')
        if not before:
            return span
        if span.how == "quote" and (
            before[-1] in ".,:;：，" or names_of(before) or count(before) <= 1
        ):
            return span
        if span.how == "quote":
            break
        if before.endswith((":", "：", ".", "。", "，", ",", "-", "–", "|")) and (
            names_of(before) or count(before) <= 4
        ):
            return span
        if (
            before.endswith((":", "：", "。"))
            or count(before) <= 3
            or names_of(before)
            or _is_cjk(before)
        ):
            return span
        link = line.links.get(span.link)
        if (
            link
            and (link.is_paper or link.kind in {"arxiv", "doi", "pdf"})
            and count(text[span.start : span.end]) >= 4
        ):
            return span
        if (
            span.how == "bold"
            and count(text[span.start : span.end]) >= 5
            and "\n" in text[start : span.start]
        ):
            return span
        break
    if strong:
        return None
    for span in spans[:2]:
        before = text[start : span.start].replace(MARK, " ").strip(' \n[(“":：')
        after = re.split(r"[\x1f\n]|\.\s", text[span.end :].lstrip(" :：*"), maxsplit=1)[0]
        named = span.how == "quote" and text[: span.start].rstrip(' "“').endswith((":", "："))
        if before and not names_of(before) and not _is_cjk(before):
            if not named or count(before) > 2:
                continue
            return span  # `HiP: "Hierarchical Perceiver"`
        if span.how in {"link", "quote"} or text[start : span.start].rstrip().endswith(('"', "“")):
            return span
        if (
            count(after) >= 3
            and not issue_of(after)
            and not names_of(after)
            and not after.startswith(("(", ","))
        ):
            continue
        return span
    return None


def _is_label(line: Line, first: _Span, second: _Span) -> bool:
    """Whether bold words only name what the linked title behind them is about."""
    text, link = line.text, line.links.get(second.link)
    label, title = text[first.start : first.end], text[second.start : second.end]
    return (
        first.how == "bold"
        and link is not None
        and link.is_paper
        and count(label) <= 4
        and count(title) > count(label)
        and not text[first.end : second.start].strip(" ,:：–-")
    )


def _is_emphasis(line: Line, start: int, span: _Span) -> bool:
    """Whether bold words stand within a sentence: `Fast **Model Training** on a Real System`."""
    before, after = line.text[start : span.start], line.text[span.end :]
    return (
        span.how == "bold"
        and bool(before.strip())
        and before[-1:] == " "
        and before.rstrip()[-1:].isalnum()
        and MARK not in before
        and not names_of(before)
        and not line.italic[span.start - 2]
        and not line.bold[span.start - 2]
        and len(after) > 1
        and after[0] == " "
        and after[1].isalpha()
        and not line.italic[span.end + 1]
    )


def _is_cjk(text: str) -> bool:
    return sum("\u2e80" <= char <= "\ud7ff" for char in text) * 3 > len(text)


def _marked(line: Line, span: _Span, start: int, issues: list[Issue], names: list[str]) -> Found:
    text = line.text
    title = text[span.start : span.end]
    before, after = line.around[start : span.start], line.around[span.end :]
    if before.rstrip().endswith(('"', "“", "「", "«", "„")):
        before = before.rstrip()[:-1]
        after = (
            after.lstrip(" .,")[1:]
            if after.lstrip(" .,")[:1] in {'"', "”", "“", "」", "»"}
            else after
        )
    title, more = trimmed(title)
    if span.how != "quote" and (cited := cited_in(title)):
        return Found(
            clean_title(cited.title), span.how, span.link, before, f"{cited.rest}{MARK}{after}",
            (*issues, *more), tuple(names), cited.authors or None,
        )  # fmt: skip
    short = before.strip(" \n:：-–|,")
    if (
        short
        and count(short) <= 3
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
