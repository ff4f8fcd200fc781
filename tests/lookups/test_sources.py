"""Each source against replies made by hand after its documentation: whole, cut, empty and wrong."""

from __future__ import annotations

import json
import time

import made_replies as made
import pytest

from reading_list import leaves, lookups
from reading_list.diagnostics import Diagnostic
from reading_list.lookups import Work, label, matching, source

PEOPLE = made.AUTHORS
HAN = {"name": "Song Han", "orcid": "0000-0002-4186-7618"}
NAMES = leaves.names("lookups")
REPLIES = {
    "acl": made.ACL,
    "arxiv": made.ATOM,
    "crossref": json.dumps(made.CROSSREF),
    "cvf": made.CVF,
    "dblp": made.DBLP,
    "doi": json.dumps(made.CSL),
    "neurips": made.NEURIPS,
    "openalex": json.dumps(made.OPENALEX),
    "openreview": json.dumps(made.OPENREVIEW_2),
    "page": made.CVF,
    "pmlr": made.PMLR,
    "semantic_scholar": json.dumps(made.SEMANTIC_SCHOLAR),
}


def parsed(name: str, body: str | bytes) -> Work:
    raw = body.encode() if isinstance(body, str) else body
    found = source(name).parse(raw, "https://example.org/x")
    assert isinstance(found, Work), found
    return found


def fields(name: str, body: str | bytes | None = None) -> dict[str, object]:
    return dict(parsed(name, REPLIES[name] if body is None else body).draft.fields)


def test_every_source_has_a_reply_here() -> None:
    assert set(REPLIES) == set(NAMES)


@pytest.mark.parametrize(
    ("text", "first", "id"),
    [
        (made.DOI, "doi", made.DOI),
        (f"https://doi.org/{made.DOI}", "doi", made.DOI),
        (f"doi:{made.DOI}", "doi", made.DOI),
        (f"DOI: {made.DOI}.", "doi", made.DOI),
        ("http://dx.doi.org/10.1145/3007787.3001163", "doi", "10.1145/3007787.3001163"),
        ("https://dl.acm.org/doi/10.1145/3007787.3001163", "doi", "10.1145/3007787.3001163"),
        ("https://dl.acm.org/doi/pdf/10.1145/3007787.3001163", "doi", "10.1145/3007787.3001163"),
        (f"https://link.springer.com/chapter/{made.DOI}", "doi", made.DOI),
        ("https://link.springer.com/content/pdf/10.1007/s1.pdf", "doi", "10.1007/s1"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/a%28b%29", "doi", "10.1002/a(b)"),
        ("1802.03494", "arxiv", "1802.03494"),
        ("arXiv:1802.03494v2", "arxiv", "1802.03494"),
        ("https://arxiv.org/pdf/1802.03494v4.pdf", "arxiv", "1802.03494"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("10.48550/arXiv.1802.03494", "arxiv", "1802.03494"),
        ("https://doi.org/10.48550/arXiv.1802.03494", "arxiv", "1802.03494"),
        ("https://dblp.org/rec/conf/eccv/HeLLWLH18.html", "dblp", "conf/eccv/HeLLWLH18"),
        ("https://dblp.uni-trier.de/rec/bibtex/conf/eccv/X1", "dblp", "conf/eccv/X1"),
        ("DBLP:conf/eccv/HeLLWLH18", "dblp", "conf/eccv/HeLLWLH18"),
        ("https://openalex.org/W2886851716", "openalex", "W2886851716"),
        ("W2886851716", "openalex", "W2886851716"),
        ("https://openreview.net/forum?id=A1b2C3d4E5", "openreview", "A1b2C3d4E5"),
        ("https://openreview.net/pdf?id=A1b2C3d4E5", "openreview", "A1b2C3d4E5"),
        ("https://openreview.net/forum?noteId=x&id=A1b2C3d4E5#d", "openreview", "A1b2C3d4E5"),
        ("https://aclanthology.org/2020.acl-main.12", "acl", "2020.acl-main.12"),
        ("https://aclanthology.org/P18-1032.pdf", "acl", "P18-1032"),
        ("https://www.aclweb.org/anthology/P18-1032/", "acl", "P18-1032"),
        ("P18-1032", "acl", "P18-1032"),
        ("https://proceedings.mlr.press/v97/tan19a.html", "pmlr", "v97/tan19a"),
        ("http://proceedings.mlr.press/v97/tan19a/tan19a.pdf", "pmlr", "v97/tan19a"),
        (
            "https://openaccess.thecvf.com/content_ECCV_2018/papers/Yihui_He_AMC_ECCV_2018_paper.pdf",
            "cvf",
            "content_ECCV_2018/html/Yihui_He_AMC_ECCV_2018_paper.html",
        ),
        (
            f"https://papers.nips.cc/paper/2019/file/{'a1' * 16}-Paper.pdf",
            "neurips",
            f"paper/2019/hash/{'a1' * 16}-Abstract.html",
        ),
        (
            f"https://papers.nips.cc/paper_files/paper/2022/hash/{'b2' * 16}-Abstract-Conference.html",  # noqa: E501
            "neurips",
            f"paper_files/paper/2022/hash/{'b2' * 16}-Abstract-Conference.html",
        ),
        (
            "https://www.semanticscholar.org/paper/AMC-He-Lin/" + "d4" * 20,
            "semantic_scholar",
            "d4" * 20,
        ),
        (
            "https://journal.example.org/articles/1",
            "page",
            "https://journal.example.org/articles/1",
        ),
    ],
)
def test_a_source_knows_what_is_its_own(text: str, first: str, id: str) -> None:
    assert matching(f"  {text} ")[0] == (first, id)


@pytest.mark.parametrize(
    "text",
    ["", "amc", "10.1145/", "references.bib", "./10.txt", "javascript:alert(1)", "file:///etc/x",
     "https://user:pw@example.org/", "x" * 3000, "../../10.1/x", "2018", "1802.3494", "-", "--yes",
     "https://dblp.org/rec/../../x"],
)  # fmt: skip
def test_nothing_is_made_of_other_texts(text: str) -> None:
    assert [it for it in matching(text) if it[0] != "page"] == []


@pytest.mark.parametrize("name", NAMES)
def test_requests_go_to_https_and_hold_the_id_as_text(name: str) -> None:
    hostile = "10.1000/a?b#c&d=e/../%2e/\u202e \"<>'x"
    for id in (hostile, f"ARXIV:{hostile}", f"W1{hostile}"):
        if name in {"page", "acl", "pmlr", "neurips", "cvf"}:
            continue  # their ids are matched to the letter, or are addresses
        for request in source(name).requests(id):
            scheme, _, rest = request.url.partition("://")
            assert scheme == "https"
            assert request.url.isascii() and " " not in request.url and "<" not in request.url
            path, _, query = rest.partition("?")
            assert "b#c" not in path and "?b" not in query


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_is_read_whole(name: str) -> None:
    work = parsed(name, REPLIES[name])
    found = work.draft.fields
    assert found["title"] == made.TITLE
    assert isinstance(found["authors"], list)
    shown = [it["name"] if isinstance(it, dict) else it for it in found["authors"]]
    assert shown == PEOPLE
    assert found["year"] in {2018, 2019, 2020, 2024}
    assert work.draft.place.path == "https://example.org/x"


@pytest.mark.parametrize("name", ["doi", "crossref"])
def test_registries_give_pages_with_a_hyphen_orcid_and_affiliation(name: str) -> None:
    found = fields(name)
    assert found["doi"] == made.DOI
    assert found["pages"] == "815-832"
    assert found["authors"][-1] == {**HAN, "affiliation": "MIT"}  # type: ignore[index]


def test_crossref_names_the_conference() -> None:
    assert parsed("crossref", REPLIES["crossref"]).venues[:2] == (
        "ECCV",
        "European Conference on Computer Vision",
    )


def test_a_retraction_is_told_from_a_correction() -> None:
    work = parsed("crossref", json.dumps(made.RETRACTED))
    assert work.retracted == "retracted in 2020, see https://doi.org/10.1007/notice-2"
    assert parsed("crossref", REPLIES["crossref"]).retracted == ""
    openalex = {**made.OPENALEX, "is_retracted": True}
    assert parsed("openalex", json.dumps(openalex)).retracted
    only_corrected = json.loads(json.dumps(made.RETRACTED))
    del only_corrected["message"]["updated-by"][1]
    assert parsed("crossref", json.dumps(only_corrected)).retracted == ""


def test_versions_of_a_work_are_named() -> None:
    item = json.loads(json.dumps(made.CROSSREF))
    item["message"]["relation"] = {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/xyz"}]}
    assert parsed("crossref", json.dumps(item)).versions == ("10.1000/xyz",)


def test_an_arxiv_paper_at_datacite_is_no_publication() -> None:
    found = fields("doi", json.dumps(made.DATACITE))
    assert found["arxiv"] == made.ARXIV
    assert "doi" not in found


def test_arxiv_gives_the_id_without_version_and_the_title_on_one_line() -> None:
    found = fields("arxiv")
    assert found["arxiv"] == made.ARXIV
    assert found["year"] == 2018
    assert fields("arxiv", made.ATOM_WITH_DOI)["doi"] == made.DOI


@pytest.mark.parametrize("body", [made.ATOM_EMPTY, made.ATOM_ERROR])
def test_arxiv_says_when_it_has_no_such_paper(body: str) -> None:
    found = source("arxiv").parse(body.encode(), "u")
    assert isinstance(found, Diagnostic) and "no paper of this id" in found.message


def test_dblp_loses_its_numbers_and_keeps_the_venue() -> None:
    work = parsed("dblp", REPLIES["dblp"])
    found = work.draft.fields
    assert found["authors"][0] == "Yihui He"  # type: ignore[index]
    assert found["authors"][-1] == HAN  # type: ignore[index]
    assert work.venues == ("ECCV (7)", "eccv")
    assert found["doi"] == made.DOI


def test_openreview_of_both_kinds() -> None:
    found = fields("openreview")
    assert found["track"] == "oral"
    assert found["links"] == {"openreview": "https://openreview.net/forum?id=A1b2C3d4E5"}
    assert parsed("openreview", REPLIES["openreview"]).venues[0] == "ICLR 2024 oral"
    older = fields("openreview", json.dumps(made.OPENREVIEW_1))
    assert older["title"] == made.TITLE
    assert older["year"] == 2024
    assert "booktitle" not in older


@pytest.mark.parametrize(
    "venue", ["Submitted to ICLR 2024", "ICLR 2024 Conference Withdrawn Submission", ""]
)
def test_a_submission_is_no_publication(venue: str) -> None:
    note = json.loads(json.dumps(made.OPENREVIEW_2))
    note["notes"][0]["content"]["venue"]["value"] = venue
    work = parsed("openreview", json.dumps(note))
    assert work.venues == () and "booktitle" not in work.draft.fields


def test_a_challenge_for_people_leads_to_pasting() -> None:
    found = source("openreview").parse(b"<!DOCTYPE html><title>Just a moment...</title>", "u")
    assert isinstance(found, Diagnostic)
    assert "web page instead of data" in found.message
    assert "reading-list add -" in found.hint


def test_semantic_scholar_tells_where_a_preprint_was_published() -> None:
    work = parsed("semantic_scholar", REPLIES["semantic_scholar"])
    assert work.draft.fields["doi"] == made.DOI
    assert work.draft.fields["arxiv"] == made.ARXIV
    assert "ECCV" in work.venues
    only_arxiv = {**made.SEMANTIC_SCHOLAR, "venue": "arXiv.org", "publicationVenue": None}
    assert parsed("semantic_scholar", json.dumps(only_arxiv)).venues == ()


def test_pages_of_conferences() -> None:
    found = fields("cvf")
    assert found["pages"] == "784-800"
    assert found["booktitle"] == "Proceedings of the European Conference on Computer Vision (ECCV)"
    assert str(found["links"]).endswith("_paper.pdf'}")
    assert fields("acl")["doi"] == "10.18653/v1/2020.acl-main.12"
    assert fields("neurips")["volume"] == "32"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{}",
        b"[]",
        b"null",
        b"true",
        b"1",
        b'"text"',
        b"{",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"<html><head></head></html>",
        b"<!DOCTYPE html><title>Too many requests</title>",
        b'{"message": null}',
        b'{"message": []}',
        b'{"notes": [null]}',
        b'{"notes": {"a": 1}}',
        b'{"title": {"a": [1]}, "author": 5, "issued": [[]], "authors": {"a": null}}',
        b'{"title": [], "author": [null, 1, "a", []], "issued": {"date-parts": [[null]]}}',
        b'{"message": {"title": [[["x"]]], "author": {"given": 1}}}',
        b'{"content": {"title": {"value": null}}}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"year": ' + b"9" * 10_000 + b"}",
        b"<a>" * 100_000,
        b"<feed><entry/></feed>",
        b"<dblp><x/></dblp>",
        b"<dblp/>",
        b'<?xml version="1.0" encoding="nonsense"?><dblp/>',
        "<dblp>ü</dblp>".encode("latin-1"),
        b"%PDF-1.5\n%\xe2\xe3",
        b"<meta " * 100_000,
        b'<meta name="citation_title' * 50_000,
        b"<!--" * 100_000,
        b"<script>" * 100_000,
    ],
)
def test_whatever_comes_is_a_finding_in_a_moment(name: str, body: bytes) -> None:
    began = time.monotonic()
    found = source(name).parse(body, "https://example.org/x")
    assert isinstance(found, Diagnostic), found
    assert found.message
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_cut_anywhere_is_a_finding_or_a_paper_with_a_title(name: str) -> None:
    whole = REPLIES[name].encode()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        found = source(name).parse(whole[:end], "u")
        assert isinstance(found, Diagnostic) or found.draft.fields["title"]


@pytest.mark.parametrize("name", ["arxiv", "dblp"])
@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE x [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_no_entity_is_read(name: str, start: str) -> None:
    found = source(name).parse(f"{start}<feed><entry>&a;</entry></feed>".encode(), "u")
    assert isinstance(found, Diagnostic) and "document type" in found.message


HOSTILE = "A <script>alert(1)</script><img src=x onerror=alert(1)>B\u202e\x00 <b>c</b> &lt;i&gt;d"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("doi", json.dumps({**made.CSL, "title": HOSTILE})),
        ("crossref", json.dumps({"message": {**made.CSL, "title": [HOSTILE]}})),
        ("openalex", json.dumps({**made.OPENALEX, "title": HOSTILE})),
        ("semantic_scholar", json.dumps({**made.SEMANTIC_SCHOLAR, "title": HOSTILE})),
        ("page", made.page(("citation_author", HOSTILE), title=HOSTILE)),
    ],
)
def test_no_markup_and_nothing_hidden_is_left_in_a_title(name: str, body: str) -> None:
    title = str(fields(name, body)["title"])
    assert "<" not in title and "alert" not in title
    assert "\u202e" not in title and "\x00" not in title
    assert title.startswith("A B")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("A title.", "A title"),
        ("What next...", "What next..."),
        ("Solving <i>k</i>-means in O(n<sup>2</sup>)", "Solving k-means in O(n2)"),
        ("a &amp; b &amp;amp; c", "a & b & c"),
        ("x < y and y > z", "x < y and y > z"),
        ("A* search", r"A\* search"),
        ("Learning $L_0$ and $a*b*c$", "Learning $L_0$ and $a*b*c$"),
        ("  two\n lines ", "two lines"),
        ("<mml:math><mml:mi>n</mml:mi></mml:math> bounds", "n bounds"),
    ],
)
def test_titles_become_plain(given: str, kept: str) -> None:
    assert fields("doi", json.dumps({**made.CSL, "title": given}))["title"] == kept


def test_names_and_their_number_are_limited() -> None:
    crowd = [{"family": f"F{number}", "given": "G" * number} for number in range(20_000)]
    authors = fields("doi", json.dumps({**made.CSL, "author": crowd}))["authors"]
    assert isinstance(authors, list) and len(authors) == 3000
    assert max(len(str(it)) for it in authors) <= 300


@pytest.mark.parametrize(
    ("person", "kept"),
    [
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "Martin King Jr."),
        ({"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"},
         "Laurens van der Maaten"),
        ({"name": "The MLPerf Group"}, {"name": "The MLPerf Group", "group": True}),
        ({"literal": "OpenAI"}, {"name": "OpenAI", "group": True}),
        ({"family": "Garcia Lopez", "given": "Maria"}, "Garcia Lopez, Maria"),
        ({"given": "Suharto"}, "Suharto"),
        ({"family": "李", "given": "飞飞"}, "李, 飞飞"),
        ({"family": "Han", "given": "Song", "ORCID": "0000-0000-0000-0000x"}, "Song Han"),
    ],
)  # fmt: skip
def test_people_as_registries_write_them(person: dict[str, str], kept: object) -> None:
    assert fields("doi", json.dumps({**made.CSL, "author": [person]}))["authors"] == [kept]


def test_a_link_that_is_none_is_left_out() -> None:
    body = made.page(("citation_author", "A B"), ("citation_pdf_url", "javascript:alert(1)"))
    assert "links" not in fields("page", body)


@pytest.mark.parametrize(
    "html",
    [
        '<meta content="T" name="citation_title">',
        "<META NAME='citation_title' CONTENT='T' />",
        "<meta name=citation_title content=T>",
        '<meta\n  name = "citation_title"\n  content = "T"\n>',
        '<meta property="citation_title" content="T">',
        '<!-- <meta name=citation_title content=no> --><meta name="citation_title" content="T">',
        "<script>'<meta name=citation_title content=x>'</script><meta name=citation_title content=T",  # noqa: E501
        '<meta data-x="a>b" name="citation_title" content="T">',
    ],
)
def test_tags_in_all_their_spellings(html: str) -> None:
    assert fields("page", html)["title"] == "T"


def test_pages_in_older_encodings_are_read() -> None:
    page = '<meta charset="iso-8859-1"><meta name="citation_title" content="Müller – ein Titel">'
    assert fields("page", page.encode("cp1252"))["title"] == "Müller – ein Titel"


def test_a_pdf_is_no_page() -> None:
    found = source("page").parse(b"%PDF-1.7 ...", "u")
    assert isinstance(found, Diagnostic) and "PDF" in found.message


def test_a_source_is_called_as_users_type_it() -> None:
    assert label("semantic_scholar") == "semantic-scholar"
    lookups.check_names(["semantic-scholar", "doi"])
    with pytest.raises(ValueError, match="none of acl, arxiv"):
        lookups.check_names(["semantic_scholar"])


def test_handles_and_batches_of_link_checks() -> None:
    from reading_list.lookups import arxiv, doi

    assert doi.handle("10.1/a b").url == "https://doi.org/api/handles/10.1/a%20b"
    assert doi.is_registered(b'{"responseCode": 1}', "u") is True
    assert doi.is_registered(b'{"responseCode": 100}', "u") is False
    assert doi.is_registered(b'{"responseCode": 2}', "u") is None
    assert doi.is_registered(b"<html>", "u") is None
    assert arxiv.batch(["1802.03494", "hep-th/9901001"]).url.endswith(
        "id_list=1802.03494,hep-th/9901001&max_results=2"
    )
    assert arxiv.ids_in(made.ATOM.encode(), "u") == {made.ARXIV}
    assert arxiv.ids_in(made.ATOM_EMPTY.encode(), "u") == frozenset()
    assert arxiv.ids_in(b"<html/>", "u") is None
