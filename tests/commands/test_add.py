"""`add` as users type it, against a server that answers for all of the web by hand-made replies."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import made_replies as made
import pytest
import small_list
from web_server import Server, moved, reply

MakeList = Callable[[Mapping[str, str]], Path]
NEW = "papers/2018/he2018amc.yaml"


def environment(server: Server | None) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if key != "CI"}
    return {
        **own,
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
        "READING_LIST_GATEWAY": server.gateway if server else "127.0.0.1:1",
        "SOURCE_DATE_EPOCH": "1577836800",
    }


def reading_list(
    root: Path, server: Server | None, *arguments: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "reading_list", "--root", str(root), *arguments]
    return subprocess.run(
        program, env=environment(server), input=stdin, capture_output=True, text=True, check=False
    )


@pytest.fixture
def root(make_list: MakeList, server: Server) -> Path:
    server.routes.update(made.web())
    return make_list(small_list.files())


def test_a_doi_becomes_a_record(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.DOI, "--yes", "--topic", "AutoML")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{NEW}\n"
    assert (root / NEW).read_text() == (
        "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"
        f'title: "{made.TITLE}"\n'
        "authors:\n  - Yihui He\n  - Ji Lin\n  - Zhijian Liu\n  - Hanrui Wang\n  - Li-Jia Li\n"
        "  - {name: Song Han, orcid: 0000-0002-4186-7618, affiliation: MIT}\n"
        "year: 2018\nvenue: eccv\ntopics: [automl]\n"
        f"doi: {made.DOI}\npages: 815-832\nadded: 2020-01-01\n"
    )
    for line in ("authors doi", "venue doi", "topics you", "added today"):
        assert line in " ".join(done.stderr.split())
    checked = reading_list(root, None, "check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("1802.03494", "eccv"),
        ("https://dblp.org/rec/conf/eccv/HeLLWLH18", "eccv"),
        ("W2886851716", "eccv"),
        ("https://openreview.net/forum?id=A1b2C3d4E5", "iclr"),
        ("https://aclanthology.org/2020.acl-main.12/", "acl"),
        ("https://proceedings.mlr.press/v97/he19a.html", "icml"),
        (f"https://papers.nips.cc/paper/2019/file/{'a1' * 16}-Paper.pdf", "nips"),
        (
            "https://openaccess.thecvf.com/content_ECCV_2018/html/Yihui_He_AMC_ECCV_2018_paper.html",
            "eccv",
        ),
    ],
)
def test_every_kind_of_address_becomes_a_record(
    root: Path, server: Server, text: str, venue: str
) -> None:
    done = reading_list(root, server, "add", text, "--yes", "--topic", "pruning")
    assert done.returncode == 0, done.stderr
    record = (root / done.stdout.strip()).read_text()
    assert f'title: "{made.TITLE}"' in record
    assert f"\nvenue: {venue}\n" in record
    assert reading_list(root, None, "check").returncode == 0


def test_sources_complete_each_other(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.ARXIV, "--yes", "--topic", "pruning")
    record = (root / NEW).read_text()
    assert f"doi: {made.DOI}\n" in record and 'arxiv: "1802.03494"\n' in record
    said = " ".join(done.stderr.split())
    assert "arxiv arxiv" in said and "doi semantic-scholar" in said


def test_one_source_alone_can_be_asked(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.DOI, "--from", "openalex", "--yes")
    assert done.returncode == 2 or "openalex" in done.stderr
    assert {asked.host for asked in server.asked} == {"api.openalex.org"}
    wrong = reading_list(root, server, "add", made.DOI, "--from", "scholar")
    assert wrong.returncode == 2 and "none of acl, arxiv" in wrong.stderr


def test_the_same_identifier_is_refused_before_anybody_is_asked(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", "https://arxiv.org/abs/1611.06440v2")
    assert done.returncode == 1
    assert done.stdout.startswith("papers/2017/molchanov2017pruning.yaml:6:8: error add/duplicate")
    assert server.asked == []


def test_a_near_title_with_a_common_author_is_refused(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    near = f'title: "{made.TITLE.replace("Devices", "Device")}"\nauthors: [Song Han]\n'
    root = make_list(small_list.files(han2018amc=f"{near}year: 2018\nvenue: eccv\n"))
    done = reading_list(root, server, "add", made.DOI, "--yes")
    assert done.returncode == 1
    assert "papers/2018/han2018amc.yaml:1:8: error add/duplicate" in done.stdout
    assert not (root / NEW).exists()


def test_another_paper_of_the_same_title_is_none(make_list: MakeList, server: Server) -> None:
    server.routes.update(made.web())
    other = f'title: "{made.TITLE}"\nauthors: [Somebody Else]\nyear: 2018\nvenue: eccv\n'
    root = make_list(small_list.files(else2018amc=other))
    done = reading_list(root, server, "add", made.DOI, "--yes")
    assert (root / NEW).exists(), done.stderr


def test_topics_are_suggested_and_not_written_unasked(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.DOI, "--yes")
    assert done.returncode == 0
    assert "topics that may fit, for --topic: automl" in done.stderr
    assert "topics:" not in (root / NEW).read_text()


def test_without_a_person_or_yes_nothing_is_written(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.DOI)
    assert done.returncode == 2
    assert f'title: "{made.TITLE}"' in done.stdout
    assert "add --yes" in done.stderr
    assert not (root / NEW).exists()


def test_a_paper_without_a_place_is_refused_with_what_may_fit(root: Path, server: Server) -> None:
    server.routes["journal.example.org/1"] = reply(made.page(("citation_author", "A B")))
    done = reading_list(root, server, "add", "https://journal.example.org/1", "--yes")
    assert done.returncode == 1
    assert "records/no-place" in done.stdout and "for --topic" in done.stderr
    assert list(root.glob("papers/**/*amc*")) == []


def test_an_unknown_topic_is_usage(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", made.DOI, "--yes", "--topic", "prunning")
    assert done.returncode == 2 and "did you mean 'pruning'?" in done.stderr


def test_bibtex_on_standard_input_needs_no_network(root: Path) -> None:
    entry = (
        "@inproceedings{han2016eie, title={{EIE}: Efficient Inference Engine}, year={2016},\n"
        " author={Han, Song and Liu, Xingyu}, booktitle={ECCV}}"
    )
    done = reading_list(root, None, "add", "-", "--yes", "--topic", "pruning", stdin=entry)
    assert done.returncode == 0, done.stderr
    record = (root / "papers/2016/han2016eie.yaml").read_text()
    assert "Song Han" in record and "venue: eccv" in record
    assert "title standard input" in " ".join(done.stderr.split())
    again = reading_list(root, None, "add", "-", "--yes", stdin=entry)
    assert again.returncode == 1 and "papers/2016/han2016eie.yaml:" in again.stdout


def test_a_file_and_an_identifier_on_standard_input(
    root: Path, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "one.bib"
    file.write_text("@article{a2019b, title={Of Things}, author={Ann Author}, year={2019}}")
    done = reading_list(root, None, "add", str(file), "--yes", "--topic", "pruning")
    assert done.returncode == 0, done.stderr
    piped = reading_list(root, server, "add", "-", "--yes", stdin=f"{made.DOI}\n")
    assert piped.returncode == 0 and (root / NEW).exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "no identifier, no address and no file"),
        ("arxiv:1802.3494", "4 digits after the point"),
        ("10.1145/", "ends after the prefix"),
    ],
)
def test_what_names_no_paper_is_usage(root: Path, text: str, message: str) -> None:
    done = reading_list(root, None, "add", text)
    assert done.returncode == 2
    assert message in done.stderr


def test_what_hinders_a_record_is_said_before_yes_is_asked_for(root: Path) -> None:
    entry = "@misc{x, title={A: B}, author={Lee, Ann}, year={2020}}"
    done = reading_list(root, None, "add", "-", stdin=entry)
    assert done.returncode == 2
    assert "error records/no-place" in done.stderr, done.stderr
    assert "mend this, then add --yes" in done.stderr


def test_topics_are_named_where_none_is_near(root: Path) -> None:
    done = reading_list(root, None, "add", "-", "--topic", "zzzz", stdin="@misc{x, title={A}}")
    assert done.returncode == 2
    assert "the topics are compression, pruning, quantization, automl" in done.stderr


def test_two_entries_are_for_import(root: Path) -> None:
    entries = "@misc{a, title={One Thing}}\n@misc{b, title={Two Things}}"
    done = reading_list(root, None, "add", "-", stdin=entries)
    assert done.returncode == 2 and "reading-list import -" in done.stderr


def test_without_a_network_it_says_what_works(root: Path) -> None:
    done = reading_list(root, None, "add", made.DOI)
    assert done.returncode == 3
    assert "no network" in done.stderr and "BibTeX on standard input" in done.stderr
    assert "Traceback" not in done.stderr


def test_sources_that_fail_are_named_and_the_next_one_is_asked(root: Path, server: Server) -> None:
    server.routes[f"doi.org/{made.DOI}"] = reply("<html>maintenance</html>")
    done = reading_list(root, server, "add", made.DOI, "--yes")
    assert done.returncode == 0
    assert "doi: the answer is a web page instead of data" in done.stderr
    assert "title crossref" in " ".join(done.stderr.split())


def test_a_paper_that_nobody_knows(root: Path, server: Server) -> None:
    done = reading_list(root, server, "add", "10.1000/nothing")
    assert done.returncode == 1
    said = f"semantic-scholar: asked for 10.1000/nothing, it speaks of {made.DOI}"
    assert said in done.stderr
    assert "nothing is known of 10.1000/nothing" in done.stderr
    assert "crossref: it does not know this paper" in done.stderr


def test_a_source_that_speaks_of_another_paper_is_not_believed(root: Path, server: Server) -> None:
    other = {**made.SEMANTIC_SCHOLAR, "title": "Something Else", "authors": [{"name": "A B"}]}
    server.routes["api.semanticscholar.org"] = made.as_json(other)
    done = reading_list(root, server, "add", made.ARXIV, "--yes", "--topic", "pruning")
    assert "semantic-scholar: it speaks of another paper" in done.stderr
    assert "doi:" not in (root / NEW).read_text()


def test_a_page_that_redirects_inward_is_refused(root: Path, server: Server) -> None:
    server.routes["evil.example.org/p"] = moved("http://169.254.169.254/latest/meta-data")
    done = reading_list(root, server, "add", "https://evil.example.org/p")
    assert done.returncode == 1
    assert "private or local address" in done.stderr
    assert server.urls() == ["evil.example.org/p"]


def test_a_hostile_page_writes_nothing_outside_and_no_markup(root: Path, server: Server) -> None:
    page = made.page(
        ("citation_author", "../../../../etc/passwd\x1b[31m"),
        ("citation_author", "<script>alert(1)</script>"),
        ("citation_publication_date", "2018; rm -rf /"),
        title='x": {y: "<script>alert(1)</script>\x1b[2J ${{ github.token }}',
    )
    server.routes["evil.example.org/p"] = reply(page, kind="text/html")
    done = reading_list(
        root, server, "add", "https://evil.example.org/p", "--yes", "--topic", "pruning"
    )
    assert done.returncode == 0, done.stderr
    path = root / done.stdout.strip()
    assert path.is_relative_to(root / "papers" / "2018")
    assert path.resolve() == path
    text = path.read_text()
    assert "<script" not in text and "\x1b" not in text + done.stderr
    assert reading_list(root, None, "check").returncode == 0


def test_replies_are_kept(root: Path, server: Server) -> None:
    for _ in range(2):
        reading_list(root, server, "add", made.DOI)
    assert len(server.asked) == 2  # the DOI and where it redirects to, once
    reading_list(root, server, "add", made.DOI, "--fresh")
    assert len(server.asked) == 4


def test_a_broken_taxonomy_is_a_finding(make_list: MakeList) -> None:
    root = make_list({"taxonomy.yaml": "list: [", "papers/.keep": ""})
    done = reading_list(root, None, "add", made.DOI)
    assert done.returncode == 1 and done.stdout.startswith("taxonomy.yaml:")


def on_terminal(
    root: Path, server: Server, answers: list[tuple[str, str]], *arguments: str
) -> tuple[str, int]:
    """What a person sees who types an answer after each text that is waited for."""
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reading_list", "--root", str(root), *arguments],
        env={**environment(server), "NO_COLOR": "1"}, stdin=other, stdout=other, stderr=other,
        close_fds=True,
    )  # fmt: skip
    os.close(other)
    seen, waiting, until = "", list(answers), time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([main], [], [], 0.2)[0]:
            try:
                piece = os.read(main, 65536).decode("utf-8", "replace")
            except OSError:
                break
            if not piece:
                break
            seen += piece
        elif process.poll() is not None:
            break
        if waiting and waiting[0][0] in seen:
            os.write(main, f"{waiting.pop(0)[1]}\n".encode())
    os.close(main)
    return seen, process.wait(10)


def test_a_person_chooses_topics_and_confirms(root: Path, server: Server) -> None:
    answers = [("nothing for none:", "1 quantization"), ("[Y/n]", "y")]
    seen, code = on_terminal(root, server, answers, "add", made.DOI)
    assert code == 0, seen
    assert "1 automl (" in seen and f'title: "{made.TITLE}"' in seen
    assert "topics: [automl, quantization]" in (root / NEW).read_text()


def test_a_wrong_topic_is_asked_for_again_and_no_means_no(root: Path, server: Server) -> None:
    answers = [
        ("nothing for none:", "prunning"), ("did you mean 'pruning'", "pruning"), ("[Y/n]", "n"),
    ]  # fmt: skip
    seen, code = on_terminal(root, server, answers, "add", made.DOI)
    assert code == 1 and "nothing was written" in seen
    assert not (root / NEW).exists()
