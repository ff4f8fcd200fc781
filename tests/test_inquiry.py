from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import made_replies as made
import pytest
from web_server import Server, reply

from reading_list.diagnostics import ProjectError
from reading_list.inquiry import Inquiry, is_same
from reading_list.store.web import Web
from reading_list.store.wire import Wire


@pytest.fixture
def web(server: Server) -> Iterator[Web]:
    server.routes.update(made.web())
    with Web("me@example.org", 20, wire=Wire(gateway=server.address)) as client:
        yield client


def test_nobody_is_asked_for_what_is_known(server: Server, web: Web) -> None:
    told = Inquiry(web).ask([made.DOI], ["title", "authors"])
    assert [asked.host for asked in server.asked] == ["doi.org", "api.crossref.org"]
    assert set(told.origins.values()) == {"doi"}


def test_what_a_source_names_is_asked_further(server: Server, web: Web) -> None:
    told = Inquiry(web).ask([made.ARXIV], ["title", "publisher"])
    assert told.fields["publisher"] == "Springer International Publishing"
    assert told.origins["publisher"] == "doi" and told.origins["arxiv"] == "arxiv"


def test_the_year_is_that_of_the_publication(server: Server, web: Web) -> None:
    later = {**made.SEMANTIC_SCHOLAR, "year": 2019}
    server.routes["api.semanticscholar.org"] = made.as_json(later)
    told = Inquiry(web, only=["arxiv", "semantic_scholar"]).ask([made.ARXIV])
    assert (told.fields["year"], told.origins["year"]) == (2019, "semantic-scholar")


def test_sources_that_are_always_asked_are(server: Server, web: Web) -> None:
    Inquiry(web).ask([made.DOI], ["title"], always=["crossref"])
    assert f"api.crossref.org/works/{made.DOI.replace('/', '%2F')}" in server.urls()


def test_no_request_is_made_twice(server: Server, web: Web) -> None:
    Inquiry(web).ask([made.ARXIV, made.DOI, made.ARXIV], ["nothing that anybody knows"])
    assert len(server.urls()) == len(set(server.urls()))


def test_any_page_is_the_last_resort(server: Server, web: Web) -> None:
    server.routes["dl.acm.org"] = reply("<html>")
    told = Inquiry(web).ask([f"https://dl.acm.org/doi/{made.DOI}"], ["never"])
    assert told.works and "dl.acm.org" not in {asked.host for asked in server.asked}


def test_an_answer_for_another_doi_is_not_believed(server: Server, web: Web) -> None:
    other = {**made.CSL, "DOI": "10.1000/other"}
    server.routes[f"doi.org/{made.DOI}"] = reply(json.dumps(other))
    told = Inquiry(web, only=["doi"]).ask([made.DOI])
    assert told.works == () and "it speaks of 10.1000/other" in told.silent[0].message


def test_an_answer_of_no_use_is_asked_for_anew(server: Server, tmp_path: Path) -> None:
    server.routes.update(made.web())
    here = "api2.openreview.net/notes?id=A1b2C3d4E5"
    right = server.routes[here]
    url = "https://openreview.net/forum?id=A1b2C3d4E5"
    for answer, is_known in ((reply("<title>Just a moment</title>"), False), (right, True)):
        server.routes[here] = answer
        with Web("", 20, cache=tmp_path, wire=Wire(gateway=server.address)) as web:
            told = Inquiry(web, only=["openreview"]).ask([url])
        assert bool(told.works) is is_known


def test_without_any_answer_there_is_no_network() -> None:
    with Web("", 5, wire=Wire(gateway=("127.0.0.1", 1))) as web, pytest.raises(ProjectError) as err:
        Inquiry(web).ask([made.DOI])
    assert err.value.exit_code == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("A Title of Many Words", ["A B"]), ("A Title of Many Words", ["C B"]), True),
        (("A Title of Many Words", ["A B"]), ("A Title of Many Words", ["C D"]), False),
        (("A Title of Many Words", []), ("A title of many words.", ["C D"]), True),
        (("A Title of Many Words", []), ("A Title of Other Words", ["C D"]), False),
        (("AMC", ["A B"]), ("AMC: AutoML for Model Compression", ["A B"]), True),
        (("Pruning Filters", ["A B"]), ("Zebras of the Desert", ["A B"]), False),
        (("A Title", ["A B", "others"]), ("A Title", ["C D", "others"]), False),
    ],
)
def test_papers_are_told_apart(
    one: tuple[str, list[str]], other: tuple[str, list[str]], same: bool
) -> None:
    a = {"title": one[0], "authors": one[1]}
    b = {"title": other[0], "authors": other[1]}
    assert is_same(a, b) is same and is_same(b, a) is same
