"""OpenReview: submissions to conferences that review in the open.

Newer venues answer at one host with every value in a mapping of its own, older ones at another
with plain values: https://docs.openreview.net/reference/api-v2. It may answer with a challenge
for people instead; then pasted BibTeX is the way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Request
from reading_list.lookups import _answers as answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.lookups import Work
    from reading_list.lookups._answers import Json

RANK = 16
_PAGE = re.compile(
    r"https?://(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?(?:[^#]{1,300}&)?id=([\w-]{5,40})"
    r"(?:[&#].*)?"
)
_PASTE = "paste its BibTeX instead: reading-list add -"


def matches(text: str) -> str | None:
    """The address of a forum or of its PDF."""
    found = _PAGE.fullmatch(text.strip())
    return found[1] if found else None


def requests(id: str) -> tuple[Request, ...]:
    """The note of a forum, at the newer host and at the older one."""
    hosts = ("api2.openreview.net", "api.openreview.net")
    return tuple(Request(f"https://{host}/notes?id={quote(id)}") for host in hosts)


def parse(body: bytes, url: str) -> Work | Diagnostic:
    """The submission in an answer."""
    found = answers.object_of(body, url)
    if isinstance(found, Diagnostic):
        return found._replace(hint=_PASTE)
    note = next(iter(answers.listed(found.get("notes"))), None)
    content = answers.mapping(note, "content")
    if not content:
        said = answers.plain(answers.first_text(found.get("message")))[:100]
        message = "OpenReview shows no submission" + (f": {said}" if said else "")
        return answers.refused(url, message, _PASTE)
    id = answers.first_text(answers.mapping(note).get("forum"))
    venue = answers.first_text(_value(content, "venue"))
    bibtex = answers.first_text(_value(content, "_bibtex"))
    fields = {
        "title": answers.title_of(answers.first_text(_value(content, "title"))),
        "authors": answers.people(_people(content)),
        "year": _year(venue, bibtex),
        "booktitle": answers.plain(venue) if _is_published(venue) else "",
        "track": _track(venue),
        "links": _links(id),
    }
    venues = (venue, answers.first_text(_value(content, "venueid")).replace("/", " "))
    return answers.work_of(fields, url, venues=venues if _is_published(venue) else ())


def _value(content: dict[str, Json], name: str) -> Json:
    found = content.get(name)
    return found.get("value") if isinstance(found, dict) else found


def _people(content: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for name in answers.listed(_value(content, "authors")):
        written = answers.mapping(name)
        yield answers.first_text(written.get("fullname") if written else name), "", ""


def _is_published(venue: str) -> bool:
    """`Submitted to ICLR 2024` and `ICLR 2024 Conference Withdrawn Submission` are not."""
    return bool(venue) and not re.search(r"submi|withdrawn|reject|blind|archive", venue, re.I)


def _year(venue: str, bibtex: str) -> int | None:
    """The year of the venue; else of the entry that OpenReview offers for citing it."""
    for pattern, text in ((r"\b((?:19|20)\d\d)\b", venue), (r"year\s*=\s*{(\d{4})}", bibtex)):
        if found := re.search(pattern, text[:5000]):
            return answers.year_of(found[1])
    return None


def _track(venue: str) -> str:
    """How the paper is presented, where the venue's name says so: `ICLR 2024 oral`."""
    if not _is_published(venue):
        return ""
    found = re.search(r"\b(oral|spotlight|poster|workshop)\b", venue, re.IGNORECASE)
    return found[1].lower() if found else ""


def _links(id: str) -> dict[str, str]:
    if not re.fullmatch(r"[\w-]{5,40}", id):
        return {}
    return {"openreview": f"https://openreview.net/forum?id={id}"}
