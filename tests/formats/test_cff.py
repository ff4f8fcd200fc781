"""`CITATION.cff`: the paper that is to be cited, else the program."""

from __future__ import annotations

import pytest

from reading_list.diagnostics import Diagnostic
from reading_list.formats.cff import looks_like, read
from reading_list.records.draft import Draft

CFF = """\
cff-version: 1.2.0
message: "Please cite it."
title: My *Tool*
authors:
  - {family-names: Maaten, name-particle: van der, given-names: Laurens,
     orcid: "https://orcid.org/0000-0002-1825-0097"}
  - name: The Team
version: 1.2.3
date-released: 2021-08-11
license: MIT
repository-code: https://github.com/a/b
keywords: [pruning, tools]
identifiers:
  - {type: doi, value: 10.5281/zenodo.1234}
  - {type: swh, value: "swh:1:rev:x"}
"""
PREFERRED = """\
preferred-citation:
  type: conference-paper
  title: "The Paper"
  authors: [{family-names: Doe, given-names: Jane, name-suffix: Jr.}]
  year: 2020
  month: 9
  conference: {name: A Conference}
  start: 1
  end: 9
  doi: 10.48550/arXiv.1802.03494
references:
  - {type: book, title: Another}
"""


def draft(text: str) -> Draft:
    (found,) = read("CITATION.cff", text)
    assert isinstance(found, Draft)
    return found


def test_a_program() -> None:
    assert looks_like(CFF)
    assert draft(CFF).fields == {
        "title": r"My \*Tool\*",
        "authors": [
            {"name": "Laurens van der Maaten", "orcid": "0000-0002-1825-0097"},
            {"name": "The Team", "group": True},
        ],
        "year": 2021,
        "month": 8,
        "type": "software",
        "doi": "10.5281/zenodo.1234",
        "links": {"code": "https://github.com/a/b"},
        "extra": {
            "identifier-swh": "swh:1:rev:x",
            "keywords": "pruning, tools",
            "version": "1.2.3",
            "license": "MIT",
        },
    }


def test_the_paper_that_is_preferred() -> None:
    found = draft(CFF + PREFERRED)
    assert found.fields == {
        "title": "The Paper",
        "authors": ["Jane Doe Jr."],
        "year": 2020,
        "month": 9,
        "type": "inproceedings",
        "arxiv": "1802.03494",
        "links": {"code": "https://github.com/a/b"},
        "booktitle": "A Conference",
        "pages": "1-9",
    }
    assert found.place.line == 18
    assert found.remarks == ("1 works that the program itself cites were not taken",)


@pytest.mark.parametrize(
    "text", ["", "- a", "title: [", "title: &a x", "cff-version: 1\n", "title: " + "[" * 100_000]
)
def test_what_is_wrong_is_said(text: str) -> None:
    found = list(read("CITATION.cff", text))
    assert found and all(isinstance(it, Diagnostic) for it in found)
