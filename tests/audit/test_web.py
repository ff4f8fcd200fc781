"""What is found out of all files together."""

from __future__ import annotations

import re

import pytest

from reading_list.audit import is_read


def test_a_paper_to_which_only_scripts_lead_is_found(the) -> None:
    for path in the.pages:
        if path.endswith(".html") and path != "papers/paper4.html":
            page = the.site / path
            text = page.read_text("utf-8")
            page.write_text(re.sub(r'<a href="[./]*papers/paper4\.html[^"]*"', "<a", text), "utf-8")
    found = the.findings()
    assert (found[0].path, found[0].rule) == (
        "site/papers/paper4.html",
        "site/unreachable",
    )
    assert "site/dead-link" not in {it.rule for it in found}


def test_a_paper_whose_page_is_gone_is_found_with_the_links_to_it(the) -> None:
    (the.site / "papers" / "paper4.html").unlink()
    assert the.rules() == {"site/unreachable", "site/dead-link", "site/orphan"}


def test_a_file_of_the_build_to_which_nothing_leads_is_found(the) -> None:
    the.add("topics/left.html", (the.site / "topics" / "hashing.html").read_text("utf-8"))
    assert (the.one().path, the.one().rule) == ("site/topics/left.html", "site/orphan")


def test_a_file_of_the_curator_may_stand_and_be_linked_to(the) -> None:
    (the.site / "own.html").write_text("<script>mine</script>")
    assert the.findings() == []
    the.change("index.html", "</main>", '<a href="own.html#x">mine</a></main>')
    assert the.findings() == []


@pytest.mark.parametrize("path", ["feed.atom", "data/2017.json", "search/2016-links.js"])
def test_a_file_that_something_asks_for_is_missed(the, path: str) -> None:
    (the.site / path).unlink()
    found = the.findings()
    assert any(path in it.message and it.rule == "site/dead-link" for it in found)


def test_several_processes_find_the_same(the, monkeypatch) -> None:
    from reading_list import auditing
    from reading_list.store import workers
    from reading_list.talk import Talk

    the.change("index.html", "</main>", '<a href="papers/paper1.html#x"><style></style></main>')
    one = the.findings()
    assert {it.rule for it in one} == {"site/dead-anchor", "site/inline"}
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)
    monkeypatch.setattr(workers, "CHUNK", 3)
    many = auditing.audit(the.site, "site", the.pages, the.keys, the.home, 2, Talk())
    assert many == one


def test_what_is_read_is_read_by_one_leaf_alone(the) -> None:
    from reading_list import leaves

    for path in the.pages:
        assert sum(leaf.is_mine(path) for leaf in leaves.load_all("audit")) <= 1, path
    unread = {path.rpartition(".")[2] for path in the.pages if not is_read(path)}
    assert unread <= {"bib", "ris", "csv", "md", "js", "json"}
