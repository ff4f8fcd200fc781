"""`enrich` against hand-made replies: gaps, publications, retractions, and what stays untouched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import made_replies as made
import pytest
import small_list
from hypothesis import given
from hypothesis import strategies as st
from web_server import Server, reply

from reading_list.commands.enrich import diff_of
from reading_list.enriching import Change
from reading_list.text import is_inert

MakeList = Callable[[Mapping[str, str]], Path]
OLD = "papers/2017/he2017amc.yaml"
NEW = "papers/2018/he2018amc.yaml"
QUOTED = made.DOI.replace("/", "%2F")
COMPLETE = (
    f'title: "{made.TITLE}"\nauthors: [Yihui He]\nyear: 2018\nvenue: eccv\ntopics: [pruning]\n'
    f"doi: {made.DOI}\npages: 815-832\n"
)


def enrich(root: Path, server: Server | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "reading_list", "--root", str(root), *arguments]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
        "READING_LIST_GATEWAY": server.gateway if server else "127.0.0.1:1",
    }
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def root(make_list: MakeList, server: Server) -> Path:
    server.routes.update(made.web())
    return make_list(small_list.files(he2017amc=small_list.PREPRINT))


def test_a_preprint_becomes_a_publication_and_keeps_its_key_and_comments(
    root: Path, server: Server
) -> None:
    done = enrich(root, server, "enrich", "--yes", OLD)
    assert done.returncode == 0, done.stderr
    assert not (root / OLD).exists()
    assert (root / NEW).read_text() == (
        "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"
        f'title: "{made.TITLE}"  # mine\n'
        "# who\nauthors:\n  - Yihui He\n  - others   # more\n"
        "year: 2018 # of the preprint\nvenue: eccv\ntopics: [pruning]\n"
        f'doi: {made.DOI}\narxiv: "1802.03494"\npages: 815-832\nnote: "Worth it."\n'
        'aliases: [he2017amc]\nadded: 2019-01-01\nextra: {read: "twice"}\n# the end\n'
    )
    assert "the preprint has been published" in done.stdout
    assert enrich(root, None, "check").returncode == 0
    again = enrich(root, server, "enrich", "--yes", NEW)
    assert "0 could gain something" in again.stderr


def test_without_a_person_or_yes_the_diff_is_shown_and_nothing_written(
    root: Path, server: Server
) -> None:
    done = enrich(root, server, "enrich", OLD)
    assert done.returncode == 0
    assert f"--- a/{OLD}\n+++ b/{NEW}\n" in done.stdout
    assert "+aliases: [he2017amc]" in done.stdout and "# doi: openalex" in done.stdout
    assert "add --yes" in done.stderr
    assert (root / OLD).read_text() == small_list.PREPRINT


def test_a_title_alone_publishes_nothing(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    text = small_list.PREPRINT.replace("Yihui He", "Somebody Else")
    root = make_list(small_list.files(he2017amc=text))
    done = enrich(root, server, "enrich", "--yes", OLD)
    assert (root / OLD).read_text() == text
    assert "speaks of another paper" in done.stderr


def test_gaps_are_filled_and_a_curators_values_stay(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    text = (
        f'title: "{made.TITLE}"\nauthors: [Yihui He, Song Han]\nyear: 2017\n'
        f"topics: [pruning]\ndoi: {made.DOI} # right\n"
    )
    root = make_list(small_list.files(he2017amc=text))
    done = enrich(root, server, "enrich", "--yes", OLD)
    after = (root / OLD).read_text()
    assert "year: 2017\nvenue: eccv\n" in after and "pages: 815-832\n" in after
    assert "authors: [Yihui He, Song Han]" in after and "# right" in after
    assert "year is '2017' here, '2018' at doi" in done.stderr
    assert "authors is 'Yihui He, Song Han' here" in done.stderr


def test_a_retraction_is_found_for_a_complete_record(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    server.routes[f"api.crossref.org/works/{QUOTED}"] = made.as_json(made.RETRACTED)
    root = make_list(small_list.files(he2018amc=COMPLETE))
    done = enrich(root, server, "enrich", "--yes", NEW)
    assert f"{NEW}:6:6: warning enrich/retracted: the paper was retracted in 2020" in done.stdout
    assert (
        'note: "Retracted in 2020, see https://doi.org/10.1007/notice-2."'
        in (root / NEW).read_text()
    )
    assert "enrich/retracted" not in enrich(root, server, "enrich", NEW).stdout


def test_a_curators_note_is_not_overwritten_by_a_retraction(
    make_list: MakeList, server: Server
) -> None:
    server.routes.update(made.web())
    server.routes[f"api.crossref.org/works/{QUOTED}"] = made.as_json(made.RETRACTED)
    text = f'{COMPLETE}note: "A classic."\n'
    root = make_list(small_list.files(he2018amc=text))
    done = enrich(root, server, "enrich", "--yes", NEW)
    assert "enrich/retracted" in done.stdout
    assert (root / NEW).read_text() == text


def test_an_identifier_of_another_record_is_not_taken(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    both = small_list.files(he2017amc=small_list.PREPRINT, he2018automl=COMPLETE)
    root = make_list(both)
    enrich(root, server, "enrich", "--yes", OLD)
    found = [p for p in root.glob("papers/**/*.yaml") if f"doi: {made.DOI}" in p.read_text()]
    assert [p.name for p in found] == ["he2018automl.yaml"]


def test_a_key_that_is_taken_is_not_taken_again(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    other = 'title: "Other"\nauthors: [A B]\nyear: 2018\ntopics: [pruning]\n'
    root = make_list(small_list.files(he2017amc=small_list.PREPRINT, he2018amc=other))
    done = enrich(root, server, "enrich", "--yes", OLD)
    assert done.returncode == 0, done.stderr
    assert (root / NEW).read_text() == other
    assert (root / "papers/2018/he2018amc-published.yaml").exists()
    assert enrich(root, None, "check").returncode == 0


def test_no_network_is_said_and_nothing_happens(root: Path) -> None:
    done = enrich(root, None, "enrich", "--yes")
    assert done.returncode == 3 and "no network" in done.stderr
    assert (root / OLD).read_text() == small_list.PREPRINT


def test_broken_and_hostile_answers_change_nothing(root: Path, server: Server) -> None:
    for host in ("export.arxiv.org", "api.semanticscholar.org", "api.openalex.org"):
        server.routes = {key: value for key, value in server.routes.items() if host not in key}
        server.routes[host] = reply('{"title": {"a": 1}, <script>')
    done = enrich(root, server, "enrich", "--yes", OLD)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert (root / OLD).read_text() == small_list.PREPRINT


def test_a_hostile_value_cannot_leave_its_field(root: Path, server: Server) -> None:
    evil = json.loads(json.dumps(made.SEMANTIC_SCHOLAR))
    evil["journal"] = {"pages": "1-2\nhighlight: true", "volume": 'x"\nnote: "owned'}
    server.routes["api.semanticscholar.org"] = made.as_json(evil)
    enrich(root, server, "enrich", "--yes", OLD)
    text = (root / NEW).read_text()
    assert "highlight: true" not in text.splitlines() and text.count("\nnote:") == 1
    assert enrich(root, None, "check").returncode == 0


def test_records_without_identifier_are_not_looked_up(make_list: MakeList, server: Server) -> None:
    text = 'title: "Other"\nauthors: [A B]\nyear: 2018\ntopics: [pruning]\n'
    root = make_list({"taxonomy.yaml": small_list.TAXONOMY, NEW: text})
    done = enrich(root, server, "enrich")
    assert done.returncode == 0 and "nothing to look up" in done.stderr
    assert server.asked == []


@pytest.mark.parametrize("answer", ["y", "n", "q", "a", None])
def test_a_person_decides(root: Path, server: Server, answer: str | None) -> None:
    from reading_list.commands.enrich import Wishes, run
    from reading_list.store.files import find_project
    from reading_list.talk import Talk

    asked: list[str] = []

    def ask(text: str) -> str | None:
        asked.append(text)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READING_LIST_GATEWAY", server.gateway)
        run(find_project(root), Talk(), [OLD], Wishes(), ask)
    assert len(asked) == 1 and "+venue: eccv" in asked[0]
    assert (root / NEW).exists() == (answer in {"y", "a"})


def test_a_record_changed_meanwhile_is_left_alone(root: Path) -> None:
    from reading_list.diagnostics import ProjectError
    from reading_list.store.files import find_project
    from reading_list.store.moving import replace_record

    with pytest.raises(ProjectError, match="changed meanwhile"):
        replace_record(find_project(root), OLD, "something else", NEW, "new")
    assert (root / OLD).read_text() == small_list.PREPRINT and not (root / NEW).exists()


def test_orcids_are_filled_in_for_the_same_names_alone(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    names = "\n".join(f"  - {name}  # {place}" for place, name in enumerate(made.AUTHORS))
    text = COMPLETE.replace("authors: [Yihui He]", f"authors:\n{names}")
    root = make_list(small_list.files(he2018amc=text))
    done = enrich(root, server, "enrich", "--yes", NEW)
    last = len(made.AUTHORS) - 1
    name = made.AUTHORS[last]
    orcid = "0000-0002-4186-7618"
    after = text.replace(f"  - {name}  # {last}", f"  - {{name: {name}, orcid: {orcid}}}  # {last}")
    assert (root / NEW).read_text() == after
    assert f"# authors.{last + 1}.orcid: doi\n" in done.stdout


def test_errors_and_unknown_keys_hinder_nothing_and_stay(
    make_list: MakeList, server: Server
) -> None:
    server.routes.update(made.web())
    start = "# mine\nmystery: [1, {a: b}] # what?\n"
    text = start + COMPLETE.replace("pages: 815-832\n", "isbn: wrong\nlinks:\n  cod: x  # typo\n")
    root = make_list(small_list.files(he2018amc=text))
    done = enrich(root, server, "enrich", "--yes", NEW)
    assert done.returncode == 0, done.stderr
    after = (root / NEW).read_text()
    assert "pages: 815-832\n" in after
    assert after.replace("pages: 815-832\n", "") == text


@pytest.mark.parametrize("more", ["authors: A B\n", "authors:\n", "authors: [1, [x], {}]\n"])
def test_authors_that_are_wrong_stay_as_they_are(
    make_list: MakeList, server: Server, more: str
) -> None:
    server.routes.update(made.web())
    text = COMPLETE.replace("authors: [Yihui He]\n", more).replace("pages: 815-832\n", "")
    root = make_list(small_list.files(he2018amc=text))
    done = enrich(root, server, "enrich", "--yes", NEW)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert (root / NEW).read_text().replace("pages: 815-832\n", "") == text


def test_a_record_that_is_no_yaml_is_named_and_left_alone(
    make_list: MakeList, server: Server
) -> None:
    text = f"title: A: B\ndoi: {made.DOI}\n"
    root = make_list(small_list.files(he2018amc=text))
    done = enrich(root, server, "enrich", "--yes", NEW)
    assert f"{NEW}: not looked up: " in done.stderr and "mend it first" in done.stderr
    assert (root / NEW).read_text() == text and server.asked == []


@given(st.text(), st.text(), st.text(alphabet="a\x1b\u202e\x9b\n"))
def test_a_proposal_is_shown_as_text_whatever_it_says(path: str, name: str, text: str) -> None:
    change = Change(f"papers/{path}", text, f"papers/{name}", f"{text}b", ((name, path),), (), True)
    assert all(is_inert(line) for line in diff_of(change))
