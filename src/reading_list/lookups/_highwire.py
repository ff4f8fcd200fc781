"""The paper that a page describes in its Highwire tags, as Google Scholar asks publishers for.

`<meta name="citation_title" content="...">`, one `citation_author` for each author and so on:
https://scholar.google.com/intl/en/scholar/inclusion.html. Nothing else of the page is read, no
script is run, and the time is linear in the size of the page, whatever it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.lookups import _answers as answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.lookups import Work

_READ = 1_500_000  # characters of a page; heads are at its beginning
_TAGS = 5000
_TAG = 20_000  # characters of one tag
_ATTRIBUTE = re.compile(
    r"""([a-z][a-z0-9:._-]{0,40})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{3,20})", re.IGNORECASE)
_CLOSE = {
    "<!--": re.compile("-->"),
    "<script": re.compile("</script", re.IGNORECASE),
    "<style": re.compile("</style", re.IGNORECASE),
}
_KNOWN_CHARSETS = {
    "utf-8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252",
    "iso-8859-15": "iso-8859-15", "shift_jis": "shift_jis", "euc-jp": "euc-jp", "gbk": "gb18030",
    "gb2312": "gb18030", "gb18030": "gb18030", "big5": "big5", "euc-kr": "euc-kr",
}  # fmt: skip
_TYPES = (
    ("citation_dissertation_institution", "phdthesis"),
    ("citation_technical_report_institution", "techreport"),
)


def paper_in(body: bytes, url: str) -> Work | Diagnostic:
    """The paper that the page at `url` is about."""
    tags = tags_in(_decoded(body))
    if not tags.get("citation_title"):
        hint = "give its DOI or arXiv id, or paste its BibTeX: reading-list add -"
        return answers.refused(url, "the page names no paper in its citation tags", hint)

    def first(*names: str) -> str:
        return next((tags[name][0] for name in names if tags.get(name)), "")

    container = first(
        "citation_conference_title", "citation_journal_title", "citation_inbook_title",
        "citation_book_title", "citation_conference",
    )  # fmt: skip
    date = first(
        "citation_publication_date", "citation_date", "citation_year", "citation_online_date"
    )
    kind, institution = next(((kind, name) for name, kind in _TYPES if tags.get(name)), ("", ""))
    pdf = answers.link_of(first("citation_pdf_url"))
    fields = {
        "title": answers.title_of(first("citation_title")),
        "authors": answers.people((name, "", "") for name in _names(tags)),
        "year": _year(date),
        "booktitle": answers.plain(container),
        "type": kind,
        "doi": answers.doi_of(first("citation_doi")),
        "arxiv": answers.arxiv_of(first("citation_arxiv_id")),
        "pages": answers.pages_of(first("citation_firstpage"), first("citation_lastpage")),
        "volume": answers.plain(first("citation_volume")),
        "number": answers.plain(first("citation_issue")),
        "publisher": answers.plain(first("citation_publisher")),
        "institution": answers.plain(first(institution)) if institution else "",
        "links": {"pdf": pdf} if pdf else {},
    }
    short = first("citation_journal_abbrev", "citation_conference_abbrev")
    return answers.work_of(fields, url, venues=(container, short))


def _year(date: str) -> int | None:
    """The year of `2019/05/24`, `24 May 2019` or `05/24/2019`."""
    found = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", date[:100])
    return answers.year_of(found[0]) if found else None


def _names(tags: dict[str, list[str]]) -> list[str]:
    names = tags.get("citation_author") or tags.get("citation_authors") or []
    if len(names) == 1 and ";" in names[0]:
        return names[0].split(";")
    return names


def tags_in(text: str) -> dict[str, list[str]]:
    """The contents of the meta tags of a page by their names, in order."""
    import html

    found: dict[str, list[str]] = {}
    for number, tag in enumerate(_meta_tags(text)):
        if number >= _TAGS:
            break
        pairs = _ATTRIBUTE.findall(tag)
        attributes = {name.lower(): a or b or c for name, a, b, c in pairs}
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = html.unescape(attributes.get("content", "")).strip()
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _meta_tags(text: str) -> Iterator[str]:
    """What stands in the meta tags, outside comments and scripts. Each step goes forwards."""
    at = 0
    for mark in re.finditer(r"<(?:!--|script\b|style\b|meta\s)", text, re.IGNORECASE):
        if mark.start() < at:
            continue
        kind = mark[0].lower().strip()
        if kind == "<meta":
            end = _end_of_tag(text, mark.end())
            yield text[mark.end() : end]
            at = end
        else:
            close = _CLOSE[kind].search(text, mark.end())
            if close is None:
                return
            at = close.end()


def _end_of_tag(text: str, start: int) -> int:
    """Where a tag ends: at the first `>` that stands in no quotes."""
    quote = ""
    for at in range(start, min(len(text), start + _TAG)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == ">":
            return at
    return min(len(text), start + _TAG)


def _decoded(body: bytes) -> str:
    body = body[:_READ]
    declared = _CHARSET.search(body[:4096])
    charset = _KNOWN_CHARSETS.get(declared[1].decode().lower(), "utf-8") if declared else "utf-8"
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        # Cut in the middle of a letter, or not what it says: what is readable counts.
        return body.decode("utf-8" if charset == "utf-8" else charset, "replace")
