"""The text of an issue that was written with one of the two forms: what was asked for.

GitHub puts a form's answers one after the other, each under a heading with the field's label.
Everything in it is a stranger's text. Nothing here knows the list; `correcting` and `adding` do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.draft import Draft, Place
from reading_list.records.identifiers import check_url
from reading_list.records.model import Links

if TYPE_CHECKING:
    from collections.abc import Mapping

# The labels of the forms, in their order: `scaffold/github/ISSUE_TEMPLATE/`.
ADD = (
    "DOI, arXiv id or address", "BibTeX", "Title", "Authors", "Year", "Venue", "Topics", "Links",
    "Note",
)  # fmt: skip
CORRECT = ("Paper", "Field", "New value", "Source")
LONGEST = 100_000  # GitHub takes 65,536 characters
_NO_ANSWER = "_No response_"
_FENCE = re.compile(r"(`{3,})[a-z]*\n(.*?)\n?\1", re.DOTALL)
_LINK = re.compile(r"([a-z]+)\s*:\s*(\S+)")


class Refusal(ValueError):
    """Why an issue cannot be taken in, in words for the person who wrote it."""


class Addition(NamedTuple):
    """A paper that is asked for: the identifier, the BibTeX and the fields that were given.

    `topics` are names as they were typed.
    """

    identifier: str
    bibtex: str
    fields: Mapping[str, object]
    topics: tuple[str, ...]

    def draft(self, path: str) -> Draft:
        """The fields as a draft."""
        return Draft(self.fields, Place(path))


class Correction(NamedTuple):
    """A field of a paper that should have another value; `paper` is a key or an address."""

    paper: str
    field: str
    value: str
    source: str


def parse_issue(text: str) -> Addition | Correction:
    """What an issue asks for. Raises Refusal where it follows neither form."""
    if len(text) > LONGEST:
        raise Refusal(f"The text is longer than {LONGEST:,} characters.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for labels in (CORRECT, ADD):
        if (answers := _answers(text, labels)) is not None:
            return _correction(answers) if labels is CORRECT else _addition(answers)
    raise Refusal(
        "The text does not follow one of the forms: their headings are missing or in another "
        "order. Please open a new issue with a form, or restore the headings."
    )


def _answers(text: str, labels: tuple[str, ...]) -> dict[str, str] | None:
    """The answer below each heading; None where one of the headings is not there.

    Headings are looked for in the order of the form, so that a heading that somebody wrote into an
    answer can at most cut that answer short.
    """
    lines = text.split("\n")
    places = []
    line = 0
    for label in labels:
        try:
            line = lines.index(f"### {label}", line)
        except ValueError:
            return None
        places.append(line)
    ends = [*places[1:], len(lines)]
    answers = {}
    for label, begin, end in zip(labels, places, ends, strict=True):
        answer = "\n".join(lines[begin + 1 : end]).strip()
        answers[label] = "" if answer == _NO_ANSWER else answer
    return answers


def _addition(answers: Mapping[str, str]) -> Addition:
    fields: dict[str, object] = {}
    if title := " ".join(answers["Title"].split()):
        fields["title"] = title
    if authors := names_in(answers["Authors"]):
        fields["authors"] = authors
    for label, field in (("Year", "year"), ("Venue", "venue"), ("Note", "note")):
        if answer := " ".join(answers[label].split()):
            fields[field] = answer
    if links := _links(answers["Links"]):
        fields["links"] = links
    topics = tuple(name for it in re.split(r"[,;\n]", answers["Topics"]) if (name := it.strip()))
    identifier = answers["DOI, arXiv id or address"].strip()
    bibtex = _unfenced(answers["BibTeX"])
    if not (identifier or bibtex or "title" in fields):
        raise Refusal("Please give a DOI, an arXiv id or an address, BibTeX, or at least a title.")
    return Addition(identifier, bibtex, fields, topics)


def _correction(answers: Mapping[str, str]) -> Correction:
    paper, field = answers["Paper"].strip(), answers["Field"].strip()
    value = _unfenced(answers["New value"])
    if not paper or not value:
        raise Refusal("Please say which paper is meant, and what the new value is.")
    return Correction(paper, field, value, answers["Source"].strip())


def names_in(text: str) -> list[str]:
    """One name a line, or with semicolons between them; marks of lists are left out."""
    parts = re.split(r"[;\n]", text)
    names = (" ".join(re.sub(r"^\s*(?:[-*+]|[0-9]{1,3}[.)])\s+", "", it).split()) for it in parts)
    return [name for name in names if name]


def _links(text: str) -> dict[str, str]:
    links: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        found = _LINK.fullmatch(line)
        if found is None or found[1] not in Links.model_fields:
            kinds = ", ".join(Links.model_fields)
            raise Refusal(f"A link is its kind, a colon and its address; kinds: {kinds}.")
        try:
            links[found[1]] = check_url(found[2])
        except ValueError as error:
            raise Refusal(f"The {found[1]} link is no address of the web.") from error
    return links


def _unfenced(text: str) -> str:
    found = _FENCE.fullmatch(text)
    return (found[2] if found else text).strip()
