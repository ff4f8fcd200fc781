"""What Zotero, search engines and others understand of a paper's page.

`seen_by_zotero` reads the tags as Zotero's translator "Embedded Metadata" does: the first tag of a
name counts, but the last tag of those that say what kind of thing it is.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from reading_list.catalog.outline import Outline
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.records.model import Paper
from reading_list.rendering.citation import citation_head, script_json

TAXONOMY = taxonomy_of(
    Outline.model_validate(
        {
            "list": {"title": "A list", "url": "https://example.org/list"},
            "facets": [{"id": "small", "title": "Small things"}, {"id": "chips", "title": "Chips"}],
            "venues": [
                {
                    "id": "eccv",
                    "name": "European Conference on Computer Vision",
                    "acronym": "ECCV",
                    "type": "conference",
                    "publisher": "Springer",
                    "series": "LNCS",
                },
                {"id": "jssc", "name": "IEEE Journal of Solid-State Circuits", "type": "journal",
                 "publisher": "IEEE", "issn": "0018-9200"},
                {"id": "arxiv", "name": "arXiv", "type": "preprint"},
                {"id": "ws", "name": "Workshop on Small Things", "type": "workshop"},
            ],
            "organizations": [{"id": "mit", "name": "MIT"}],
        }
    )
)  # fmt: skip
BASE = {"title": "A Paper", "authors": ["Yihui He", "van der Maaten, Laurens"], "year": 2018}


class Metas(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            name = values.get("name") or values.get("property") or ""
            self.found.append((name, values.get("content") or ""))
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.scripts.append(data)


_KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_technical_report_institution": "report",
    "citation_dissertation_institution": "thesis",
}
_FIELDS = {
    "title": ["citation_title"],
    "publicationTitle": ["citation_journal_title", "citation_inbook_title"],
    "conferenceName": ["citation_conference_title", "citation_conference"],
    "volume": ["citation_volume"],
    "issue": ["citation_issue"],
    "series": ["citation_series_title"],
    "publisher": ["citation_publisher"],
    "university": ["citation_dissertation_institution"],
    "institution": ["citation_technical_report_institution"],
    "number": ["citation_technical_report_number"],
    "DOI": ["citation_doi", "citation_DOI"],
    "ISBN": ["citation_isbn"],
    "ISSN": ["citation_issn"],
    "language": ["citation_language"],
}


def seen_by_zotero(head: str) -> dict[str, object]:
    metas = Metas(head).found
    first: dict[str, str] = {}
    for name, value in metas:
        first.setdefault(name, value)
    item: dict[str, object] = {"itemType": "journalArticle"}
    for name, _ in metas:
        item["itemType"] = _KINDS.get(name, item["itemType"])
    for field, names in _FIELDS.items():
        for name in names:
            if name in first:
                item[field] = first[name]
                break
    for name in ("citation_publication_date", "citation_cover_date", "citation_date"):
        if name in first:
            item["date"] = first[name]
    if "citation_firstpage" in first:
        last = first.get("citation_lastpage", "")
        item["pages"] = first["citation_firstpage"] + (f"-{last}" if last else "")
    item["creators"] = [value for name, value in metas if name == "citation_author"]
    if "citation_keywords" in first:
        item["tags"] = re.split(r"\s*;\s*", first["citation_keywords"])
    if "citation_pdf_url" in first:
        item["attachment"] = first["citation_pdf_url"]
    return item


def head_of(**fields: object) -> str:
    paper = Paper.model_validate({**BASE, **fields})
    return citation_head("he2018amc", paper, TAXONOMY, "https://example.org/list/papers/he.html")


AUTHORS = ["He, Yihui", "van der Maaten, Laurens"]
TABLE = [
    (
        {"venue": "eccv", "pages": "815-832", "doi": "10.1007/978-3-030-01234-2_48",
         "topics": ["small", "chips"]},
        {"itemType": "conferencePaper", "title": "A Paper", "creators": AUTHORS, "date": "2018",
         "publicationTitle": "European Conference on Computer Vision",
         "conferenceName": "ECCV 2018",
         "publisher": "Springer", "series": "LNCS", "pages": "815-832",
         "DOI": "10.1007/978-3-030-01234-2_48", "tags": ["Small things", "Chips"]},
    ),
    (
        {"venue": "jssc", "volume": "53", "number": "4", "pages": "968-982", "month": 4},
        {"itemType": "journalArticle", "title": "A Paper", "creators": AUTHORS, "date": "2018/04",
         "publicationTitle": "IEEE Journal of Solid-State Circuits", "publisher": "IEEE",
         "volume": "53", "issue": "4", "pages": "968-982", "ISSN": "0018-9200"},
    ),
    (
        {"venue": "arxiv", "arxiv": "1802.03494"},
        {"itemType": "journalArticle", "title": "A Paper", "creators": AUTHORS, "date": "2018",
         "attachment": "https://arxiv.org/pdf/1802.03494"},
    ),
    (
        {"type": "phdthesis", "institution": "MIT"},
        {"itemType": "thesis", "title": "A Paper", "creators": AUTHORS, "date": "2018",
         "university": "MIT"},
    ),
    (
        {"type": "techreport", "institution": "MIT", "number": "TR-7"},
        {"itemType": "report", "title": "A Paper", "creators": AUTHORS, "date": "2018",
         "institution": "MIT", "number": "TR-7"},
    ),
    (
        {"type": "incollection", "booktitle": "A Book", "publisher": "Press",
         "isbn": "9783161484100"},
        {"itemType": "bookSection", "title": "A Paper", "creators": AUTHORS, "date": "2018",
         "publicationTitle": "A Book", "publisher": "Press", "ISBN": "9783161484100"},
    ),
    (
        {"venue": "ws", "title": "Of *small* $L_0$ <b>things</b> & \"more\""},
        {"itemType": "conferencePaper", "title": "Of small L₀ <b>things</b> & \"more\"",
         "creators": AUTHORS, "date": "2018", "publicationTitle": "Workshop on Small Things",
         "conferenceName": "Workshop on Small Things 2018"},
    ),
    (
        {"authors": [{"name": "The MLPerf Group", "group": True}, "others"], "year": None,
         "venue": "eccv"},
        {"itemType": "conferencePaper", "title": "A Paper", "creators": ["The MLPerf Group"],
         "publicationTitle": "European Conference on Computer Vision",
         "publisher": "Springer", "series": "LNCS",
         "conferenceName": "European Conference on Computer Vision"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "seen"), TABLE)
def test_zotero_sees(fields: dict[str, object], seen: dict[str, object]) -> None:
    assert seen_by_zotero(head_of(**fields)) == seen


def described(**fields: object) -> dict[str, object]:
    (script,) = Metas(head_of(**fields)).scripts
    made = json.loads(script)
    assert isinstance(made, dict)
    return made


def test_a_conference_paper_is_part_of_a_book_of_a_series() -> None:
    made = described(venue="eccv", pages="1-2")
    assert made["@type"] == "ScholarlyArticle"
    assert made["isPartOf"] == {
        "@type": "Book",
        "name": "European Conference on Computer Vision",
        "isPartOf": {"@type": "BookSeries", "name": "LNCS"},
    }
    assert made["publisher"] == {"@type": "Organization", "name": "Springer"}
    assert made["pagination"] == "1-2"


def test_an_article_is_part_of_an_issue_of_a_volume_of_a_periodical() -> None:
    issue = described(venue="jssc", volume="53", number="4")["isPartOf"]
    assert issue == {
        "@type": "PublicationIssue",
        "issueNumber": "4",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "53",
            "isPartOf": {
                "@type": "Periodical",
                "name": "IEEE Journal of Solid-State Circuits",
                "issn": "0018-9200",
            },
        },
    }


def test_a_preprint_is_part_of_nothing_and_published_by_nobody() -> None:
    made = described(venue="arxiv", arxiv="1802.03494")
    assert not {"isPartOf", "publisher"} & made.keys()
    assert made["sameAs"] == ["https://arxiv.org/abs/1802.03494"]


def test_people_are_persons_and_groups_organizations() -> None:
    made = described(
        authors=[
            {"name": "Han, Song", "orcid": "0000-0002-4186-7618"},
            {"name": "MLPerf", "group": True},
        ]
    )
    assert made["author"] == [
        {"@type": "Person", "name": "Song Han", "sameAs": "https://orcid.org/0000-0002-4186-7618"},
        {"@type": "Organization", "name": "MLPerf"},
    ]


def test_no_text_ends_the_script() -> None:
    hostile = "</script><script>alert(1)</script><!--"
    text = script_json({"name": hostile})
    assert "<" not in text
    assert json.loads(text) == {"name": hostile}
    assert described(title=hostile)["headline"] == hostile


def test_a_site_without_an_address_names_none() -> None:
    head = citation_head("a", Paper.model_validate(BASE), TAXONOMY, "")
    assert "og:url" not in head
    assert '"url"' not in head
