"""One line of a list taken apart: title, people, venue, year, links, and what is left of it.

Only what the line states ends in an `Entry`; whether it is a paper is decided by `reader`, which
knows what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading_list.awesome import rest
from reading_list.awesome.badges import badge_of
from reading_list.awesome.links import is_anchor, is_web, kind_of_word, target_of
from reading_list.awesome.parts import MARK, Entry, Line, Link, count_words
from reading_list.awesome.people import is_name
from reading_list.awesome.titles import find_title
from reading_list.awesome.venues import issue_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reading_list.awesome.runs import Run


_BRACKETED_MARKS = re.compile(r"[\[(（【{]+[\s,;|/&·:：]*(?:\x1f[\s,;|/&·、]*)+[\])）】}]+")


def read_entry(runs: Sequence[Run]) -> Entry:
    """The entry that a line is, as far as it can be seen from the line alone."""
    entry = Entry()
    line = _line_of(runs, entry)
    found = find_title(line)
    entry.title = found.title
    entry.how = found.how
    entry.is_titled = found.how in {"link", "bold", "quote", "named"}
    entry.is_leading = not found.before.strip()
    if found.how:
        entry.why.append(f"the title is {_HOW[found.how]}")
    for issue in found.issues:
        entry.take_issue(issue)
    if found.authors:
        entry.authors = found.authors
    entry.notes += found.names
    if found.link:
        link = line.links[found.link]
        if link.url:
            # What a title says is no word for a kind of link.
            entry.links.insert(0, replace(link_of(link.url, ""), word=link.word))
    rest.read_rest(entry, found.before, found.after)
    for number, link in line.links.items():
        if number != found.link:
            entry.add_link(link)
    return entry


_HOW = {
    "link": "the text of a link",
    "bold": "what is bold",
    "quote": "what stands in quotation marks",
    "named": "in italics behind the name of what it is on",
    "text": "the text before links, people and venue",
}


_JOINTS = re.compile(r"[-\s:，,/&+|、]+")


def link_of(url: str, word: str) -> Link:
    """A link with its kind: an identifier in the address wins, then its word, then its address."""
    target = target_of(url)
    said = kind_of_word(word)
    if said == "" and word and target.kind not in {"arxiv", "doi"}:
        return Link("", url, word)  # `supp`, `bib`: whatever it is, it is not the paper
    if said is None and word and not word.startswith("http") and count_words(word) <= 3:
        said = next(
            (kind for part in _JOINTS.split(word)[:1] if (kind := kind_of_word(part))), None
        )
    if target.kind in {"arxiv", "doi"}:
        return Link(target.kind, url, word, target.identifier, True)
    kind = target.kind
    if said in {"paper", "pdf"}:
        kind = "pdf" if target.kind == "pdf" else "paper" if said == "paper" else "pdf"
        if target.kind in {"code", "video", "discussion"} and not target.is_paper:
            kind = target.kind
    elif (
        said
        and not (said in {"discussion", "data"} and target.is_paper)
        and not (
            said == "project" and (target.is_paper or target.kind in {"code", "video", "data"})
        )
    ):
        kind = said
        if said == "code" and target.kind in {"paper", "pdf", "video"} and target.is_paper:
            kind = target.kind
    if kind == "course":
        kind = "project"
    return Link(kind, url, word, "", target.is_paper and kind in {"paper", "pdf", "openreview"})


_RECORD = re.compile(r"(?:^|/)papers/(?:\d{4}|undated)/[\w-]+\.yaml$")


def _line_of(runs: Sequence[Run], entry: Entry) -> Line:
    """Text with styles; links on words such as `paper` become marks and links of the entry."""
    line = Line("", [], [], [], [], {})
    chars: list[str] = []
    number = 0
    for group in _groups(runs):
        first = group[0]
        if first.url or first.image:
            word, url, picture = _word_of(group)
            if is_anchor(url):
                entry.anchors += 1
            entry.is_recorded = entry.is_recorded or bool(_RECORD.search(url))
            before = "".join(chars[-24:])
            if _is_mark(word, url, picture, before):
                label = word if not word.startswith("http") else _label_before(before)
                issue = issue_of(label) if label else None
                if (
                    issue is None
                    and label
                    and (said := label.split(" ", 1))[1:]
                    and kind_of_word(said[0]) is not None
                ):
                    issue = issue_of(said[1])
                if issue and issue.venue + str(issue.year) != "0":
                    entry.take_issue(issue)
                if is_web(url):
                    link = link_of(url, label or "")
                    if not link.kind and label and issue:
                        link.kind = "paper"
                    entry.has_label = entry.has_label or bool(label)
                    number += 1
                    line.links[number] = link
                elif issue is None and label and kind_of_word(label) is None and not picture:
                    _append(chars, line, label, first, 0)
                    continue
                elif not url and picture and issue is None:
                    pass
                _append(chars, line, MARK, first, 0)
                continue
            if is_web(url):
                number += 1
                line.links[number] = link_of(url, word)
                _append(chars, line, word, first, number)
            else:
                # A link into the file, or one without an address, is marked text at least.
                number += 1
                line.links[number] = Link("", "", word)
                _append(chars, line, word, first, number)
            continue
        for run in group:
            _append(chars, line, run.text, run, 0)
    line.text = "".join(chars)
    line.around = line.text
    for number, link in line.links.items():
        if number in line.link and link.url and not (is_name(link.word) and not link.is_paper):
            start = line.link.index(number)
            width = line.link.count(number)
            line.around = line.around[:start] + MARK * width + line.around[start + width :]
    for number in [n for n, link in line.links.items() if not link.url and n not in line.link]:
        del line.links[number]
    return line


def _append(chars: list[str], line: Line, text: str, run: Run, number: int) -> None:
    chars.extend(text)
    count = len(text)
    line.bold += [run.bold] * count
    line.italic += [run.italic] * count
    line.code += [run.code] * count
    line.link += [number] * count


def _groups(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """Runs of one link together, pictures alone, other runs one by one."""
    group: list[Run] = []
    for run in runs:
        if group and run.url and run.link == group[0].link and run.url == group[0].url:
            group.append(run)
            continue
        if group:
            yield group
        group = [run]
    if group:
        yield group


def _word_of(group: Sequence[Run]) -> tuple[str, str, bool]:
    """The text of a link with what its badges say, its address, whether it is a picture."""
    words: list[str] = []
    url = group[0].url
    picture = False
    for run in group:
        if not run.image:
            words.append(run.text)
            continue
        picture = True
        badge = badge_of(run.image, run.text)
        if badge:
            words.append(badge.text)
            url = url or badge.url
        elif run.url:
            words.append(run.text)
    word = " ".join("".join(words).split())
    if _BARE_HOST.match(url):
        url = f"http://{url}"
    return word, url, picture and not any(run.text.strip() for run in group if not run.image)


_BARE_HOST = re.compile(
    r"www\.[\w-]+\.\w|(?:[\w-]+\.)+(?:com|org|net|edu|io|cn|ai|gov|de|uk|fr|ch|jp|kr|cc|info)/",
    re.I,
)
_LABEL_BEFORE = re.compile(
    r"([^\s:：,;|()\[\]\x1f\n](?:[^:：,;|()\[\]\x1f\n]{0,28}[^\s:：,;|()\[\]\x1f\n])?)\s*[:：]\s*[<\[(]*$"
)


_FIRM = frozenset(
    "paper pdf code arxiv website web video slides slide poster github project supp dataset demo blog page".split()
)


def _label_before(before: str) -> str:
    found = _LABEL_BEFORE.search(before)
    return found[1].strip() if found and kind_of_word(found[1]) is not None else ""


def _is_mark(word: str, url: str, picture: bool, before: str) -> bool:
    """Whether a link is no candidate for a title."""
    if picture or not word or word.startswith(("http://", "https://", "www.")):
        return True
    if kind_of_word(word) is not None:
        return True
    bare = word.strip(" []()【】")
    issue = issue_of(bare.removesuffix(" version"))
    if issue and (issue.venue or issue.year):
        return True
    first = re.split(r"[-\s:]+", bare)[0]
    if first.casefold() in _FIRM and count_words(bare) <= 3:
        tail = bare[len(first) :]
        if not tail or issue_of(tail.strip(" -:")) or (tail[0] in "-:" and len(tail) < 16):
            return True
    is_bracketed = (
        before.rstrip(" ").endswith(("[", "(", "（", "【")) and before.strip("[( （【") != ""
    )
    if is_bracketed and count_words(bare) <= 3:
        return not url.startswith("#")
    return False
