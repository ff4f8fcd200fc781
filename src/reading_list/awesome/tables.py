"""Tables of papers: which column is what, by its header or by what it holds; a row is an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.awesome.details import ROLE_OF, is_nothing, set_role
from reading_list.awesome.entry import link_of, read_entry
from reading_list.awesome.links import is_anchor, is_web, kind_of_word, target_of, without_emoji
from reading_list.awesome.parts import Entry, Link, count_words
from reading_list.awesome.runs import plain
from reading_list.awesome.venues import date_of, issue_of, long_issue_of
from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.awesome.blocks import Row
    from reading_list.awesome.runs import Run

_TITLE = frozenset("title titles paper papers 论文 标题 题目 paper title paper name article work works publication 论文标题 论文名称 論文 논문 论文题目".split()) | {
    "paper title", "paper name", "title & authors", "title and authors", "paper & code", "paper and code", "paper information", "title / paper", "paper/title", "title/paper", "paper (title)", "paper list", "title & info", "title with link", "paper link & title",
}  # fmt: skip
_NAME = frozenset(
    "name model method methods models 名称 方法 模型 algorithm approach system framework acronym network 算法 short name abbreviation architecture".split()
) | {"short name", "model name", "method name"}
_GENERIC = frozenset(
    "link here url 链接 click page yes ✓ √ ✔ ✅ open read go view access official website 🔗 x download homepage site address".split()
)


def read_table(rows: Sequence[Row]) -> list[tuple[Row, Entry]]:
    """The entries of a table, row by row; a row that is none has an entry without a title."""
    if not rows:
        return []
    header = [plain(cell).strip(" *_:：`#") for cell in rows[0].cells]
    body = list(rows[1:])
    roles = [_role(_word(cell)) for cell in rows[0].cells]
    if (not any(roles) and (_holds_links(rows[0]) or len(rows) == 1)) or _repeats(rows):
        body = list(rows)
        header = ["" for _ in header]
        roles = ["" for _ in header]
    width = max((len(row.cells) for row in body), default=0)
    roles += [""] * (width - len(roles))
    header += [""] * (width - len(header))
    title = _title_column(body, roles, header)
    if title < 0:
        first = [found for found in _cards(rows[0]) if found[1].title and len(body) < len(rows)]
        return [*first, *(found for row in body for found in _cards(row))]
    found = []
    last: Entry | None = None
    for row in body:
        entry = _row(row, roles, header, title)
        if not entry.title and last is not None and not entry.links:
            entry = Entry()
        found.append((row, entry))
        last = entry if entry.title else last
    return found


def _repeats(rows: Sequence[Row]) -> bool:
    """Whether the first row has a link on the words of those below it, as no header has."""
    return any(
        any(run.url and run.text.strip() for run in cell)
        and any(
            place < len(row.cells)
            and any(run.url for run in row.cells[place])
            and _word(row.cells[place]) == _word(cell)
            for row in rows[1:]
        )
        for place, cell in enumerate(rows[0].cells)
    )


def are_files(rows: Sequence[Row]) -> bool:
    """Whether all links of a table, two or more, lead to other files of the list."""
    urls = {run.url for row in rows for cell in row.cells for run in cell if run.url}
    return len(urls) >= 2 and all(
        not is_web(url) and not is_anchor(url) and url.partition("#")[0].endswith((".md", "/"))
        for url in urls
    )


def is_grid(rows: Sequence[Row]) -> bool:
    """Whether every cell of a table is a link of its own, and none a column of something."""
    if len(rows) < 1:
        return False
    words = [_word(cell) for cell in rows[0].cells]
    roles = [role for word in words if (role := _role(word)) != "note" or word in ROLE_OF]
    if any(
        role in {"title", "venue", "date", "authors", "note"} or role.startswith("link")
        for role in roles
    ):
        return False
    cells = [
        cell
        for row in rows[0 if _holds_links(rows[0]) else 1 :]
        for cell in row.cells
        if plain(cell)
    ]
    linked = [
        cell
        for cell in cells
        if any(run.url and not is_anchor(run.url) for run in cell) and count_words(plain(cell)) >= 3
    ]
    return len(rows[0].cells) > 1 and len(linked) >= 2 and len(linked) * 3 >= len(cells) * 2


def _word(cell: Sequence[Run]) -> str:
    return fold(without_emoji(plain(cell))).strip(" *_:：.`#")


def _holds_links(row: Row) -> bool:
    return any(run.url and not is_anchor(run.url) for cell in row.cells for run in cell)


def _role(word: str) -> str:
    """The role of a column by its header: title, name, a detail's role, `link:<kind>`, or empty."""
    if not word:
        return ""
    if word in _TITLE:
        return "title"
    if word in _NAME:
        return "name"
    for text in (word, re.sub(r"\s*[(（\[].*$", "", word)):
        if text in ROLE_OF:
            return ROLE_OF[text]
        if text in _TITLE:
            return "title"
    kind = kind_of_word(word)
    if kind is not None:
        return f"link:{kind}"
    parts = [
        part
        for part in re.split(r"[\s/&,+|、]+", word)
        if part and part not in {"and", "or", "of", "the"}
    ]
    roles = [_role(part) for part in parts] if len(parts) > 1 else []
    for wanted in ("title", "venue", "date", "authors", "organizations"):
        if wanted in roles:
            return wanted
    linked = [role for role in roles if role.startswith("link:")]
    return linked[0] if linked else "note"


def _title_column(body: Sequence[Row], roles: list[str], header: Sequence[str]) -> int:
    titles = [place for place, role in enumerate(roles) if role == "title"]
    said = [
        place for place in titles if "title" in header[place].casefold() or "题" in header[place]
    ]
    lengths = {place: _length(body, place) for place in range(len(roles))}
    if titles:
        best = max(titles, key=lambda place: (lengths[place], -place))
        if best in said and lengths[best] >= 0.5:
            for place in titles:
                if place != best:  # beside titles, `Publication` is where they appeared
                    roles[place] = ROLE_OF.get(fold(header[place]), "title")
            return best
        if lengths[best] >= 2 or not any(role == "name" for role in roles):
            for place in titles:
                if place != best:
                    roles[place] = ROLE_OF.get(fold(header[place]), "link:paper")
            if lengths[best] >= 1:
                return best
            roles[best] = "link:paper"
        else:
            for place in titles:
                roles[place] = "link:paper"
    free = [
        place
        for place, role in enumerate(roles)
        if role in {"", "name", "note"} or role.startswith("link:")
    ]
    long = [place for place in free if lengths[place] >= 4 and roles[place] != "note"]
    if long:
        return max(long, key=lambda place: (lengths[place], -place))
    named = [place for place, role in enumerate(roles) if role == "name" and lengths[place] > 0]
    has_paper = any(role in {"link:paper", "link:pdf"} for role in roles)
    if named and has_paper:
        return named[0]
    long = [place for place in free if lengths[place] >= 4 and _is_linked(body, place)]
    return max(long, key=lambda place: lengths[place]) if long else -1


def _is_linked(body: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place] for row in body if place < len(row.cells)]
    return sum(any(run.url for run in cell) for cell in cells) * 2 > len(cells)


def _length(body: Sequence[Row], place: int) -> float:
    """The mean number of words of titles in a column."""
    cells = [
        row.cells[place] for row in body[:60] if place < len(row.cells) and plain(row.cells[place])
    ]
    total = 0
    for cell in cells:
        text = re.sub(r"https?://\S+", "", plain(cell))
        total += 0 if kind_of_word(text) is not None or issue_of(text) else count_words(text)
    return total / max(1, len(cells))


def _row(row: Row, roles: Sequence[str], header: Sequence[str], title: int) -> Entry:
    if title >= len(row.cells):
        return Entry()
    entry = read_entry(row.cells[title])
    if entry.how == "text" and is_nothing(entry.title):
        return Entry()
    for place, cell in enumerate(row.cells):
        if place != title:
            _cell(entry, cell, roles[place], header[place])
    if entry.title:
        entry.why.append(f"the title stands in column {title + 1} of a table")
    return entry


def _cell(entry: Entry, cell: Sequence[Run], role: str, label: str) -> None:
    text = plain(cell).strip(" *_")
    read = read_entry(cell)
    default = role.removeprefix("link:") if role.startswith("link:") else ""
    for link in read.links:
        _refine(link, default)
        entry.add_link(link)
    entry.has_label = entry.has_label or bool(read.links)
    if is_nothing(text.strip("` ")):
        return
    if role.startswith("link:"):
        if read.links:
            entry.take_issue(read.issue)
            rest = [n for n in read.notes if kind_of_word(n) is None and not is_nothing(n)]
            entry.notes += rest
            return
        if arxiv := re.fullmatch(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", text, re.I):
            entry.add_link(link_of(f"https://arxiv.org/abs/{arxiv[1]}", text))
        elif issue := issue_of(text):
            entry.take_issue(issue)
        elif kind_of_word(text) is None:
            entry.notes.append(f"{label}: {text}" if label else text)
        return
    value = (
        plain([run for run in cell if not run.url])
        if read.links and role in {"note", "", "name"}
        else text
    )
    value = value.strip(" *_|,;")
    if role == "venue" and (issue := issue_of(text)) and issue.venue:
        # The column says it; what the title's cell has in brackets may be a short name.
        entry.issue = entry.issue._replace(venue="", type="")
    if role in {"authors", "organizations", "date", "venue"}:
        set_role(entry, role, text, label)
    elif role == "" and (issue := date_of(text) or issue_of(text)):
        entry.take_issue(issue)
    elif role == "" and (long := long_issue_of(text)):
        entry.take_issue(long)
    elif value and any(char.isalnum() for char in value) and kind_of_word(value) is None:
        entry.notes.append(f"{label}: {value}" if label else value)


def _refine(link: Link, default: str) -> None:
    """In a column of code, a link on a word that says nothing leads to code."""
    if not default or link.kind in {"arxiv", "doi"}:
        return
    target = target_of(link.url)
    word = fold(link.word).strip(" []()")
    is_vague = word in _GENERIC or word.startswith("http") or kind_of_word(word) in {None, ""}
    if target.kind in {"code", "video"} and default in {"paper", "pdf", "project"}:
        link.kind = target.kind
    elif default == "paper" and target.kind == "pdf":
        link.kind = "pdf"
    elif is_vague or not link.kind:
        link.kind = target.kind if target.is_paper and default != "pdf" else default or link.kind


def _cards(row: Row) -> list[tuple[Row, Entry]]:
    """The cells of a table without columns that each tell of a paper: title, people, links."""
    cards = []
    for cell in row.cells:
        entry = read_entry(cell)
        if entry.title and entry.has_paper and entry.has_label and entry.words >= 2:
            entry.why.append("a cell of a table tells all of the paper")
            cards.append((row, entry))
    return cards or [(row, Entry())]
