"""`links` against a server that answers, refuses, lies and hangs for all of the web."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import made_replies as made
import pytest
import small_list
from web_server import Server, moved, reply

from reading_list.commands.links import markdown
from reading_list.diagnostics import Span
from reading_list.probing import Found, Link, Place

MakeList = Callable[[Mapping[str, str]], Path]
PAPER = "papers/2018/a2018links.yaml"
ARXIV = "export.arxiv.org/api/query?id_list=1611.06440,1802.03494&max_results=2"
RECORD = f"""title: "Of Links"
authors: [A B]
year: 2018
topics: [pruning]
doi: {made.DOI}
arxiv: "1802.03494"
links:
  pdf: https://ok.example.org/a.pdf
  code: https://gone.example.org/code
  project: https://shy.example.org/
  slides: https://slow.example.org/
  video: https://loop.example.org/
  data: https://inward.example.org/
  poster: http://127.0.0.1:8000/poster
"""


def links(
    root: Path, server: Server | None, *arguments: str, day: int = 1
) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "reading_list", "--root", str(root), "links", *arguments]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
        "READING_LIST_GATEWAY": server.gateway if server else "127.0.0.1:1",
        "SOURCE_DATE_EPOCH": str(1577836800 + day * 86400),
    }
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


def hang(connection: socket.socket) -> None:
    connection.recv(1)
    time.sleep(0.1)
    connection.shutdown(socket.SHUT_RDWR)  # after silence, no answer at all


@pytest.fixture
def root(make_list: MakeList, server: Server) -> Path:
    both = made.atom(made.atom_entry() + made.atom_entry(id="1611.06440v1"))
    server.routes.update(
        {
            f"doi.org/api/handles/{made.DOI}": made.as_json({"responseCode": 1}),
            ARXIV: reply(both),
            "ok.example.org": reply(),
            "shy.example.org": reply(status="403 Forbidden"),
            "slow.example.org": b"",
            "loop.example.org": moved("https://loop.example.org/"),
            "inward.example.org": moved("http://169.254.169.254/"),
        }
    )
    return make_list(small_list.files(a2018links=RECORD))


def states(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {row["target"]: row["state"] for row in json.loads(done.stdout)["links"]}


def test_three_states(root: Path, server: Server) -> None:
    done = links(root, server, "--format", "json")
    assert done.returncode == 1
    assert states(done) == {
        f"doi:{made.DOI}": "ok",
        "arxiv:1611.06440": "ok",
        "arxiv:1802.03494": "ok",
        "https://ok.example.org/a.pdf": "ok",
        "https://gone.example.org/code": "dead",
        "https://shy.example.org/": "blocked",
        "https://slow.example.org/": "blocked",
        "https://loop.example.org/": "blocked",
        "https://inward.example.org/": "dead",
        "http://127.0.0.1:8000/poster": "dead",
    }
    assert "publisher" not in str(server.urls()) and "arxiv.org/abs" not in str(server.urls())
    assert done.stderr.strip().endswith("10 links: 4 ok, 3 blocked, 3 dead")


def test_dead_links_are_findings_at_their_places(root: Path, server: Server) -> None:
    done = links(root, server)
    assert f"{PAPER}:9:9: error links/dead: https://gone.example.org/code: not found (404)" in (
        done.stdout
    )
    assert f"{PAPER}:14:11: error links/dead: http://127.0.0.1:8000/poster: refused" in done.stdout
    assert "blocked: https://shy.example.org/ (refuses programs (status 403))" in done.stdout


def test_what_the_services_do_not_know_is_dead(root: Path, server: Server) -> None:
    handle = f"doi.org/api/handles/{made.DOI}"
    server.routes[handle] = reply('{"responseCode": 100}', "404 Not Found")
    server.routes[ARXIV] = reply(made.ATOM)
    done = links(root, server, "--format", "json")
    assert states(done)[f"doi:{made.DOI}"] == "dead"
    assert states(done)["arxiv:1611.06440"] == "dead"
    assert states(done)["arxiv:1802.03494"] == "ok"


@pytest.mark.parametrize(
    "broken",
    [reply("<html>", "503 Later"), reply("{}", "429 Slow"), reply("no"), b"", reply("[]")],
)
def test_a_service_that_is_out_of_order_kills_no_link(
    root: Path, server: Server, broken: bytes
) -> None:
    server.routes[f"doi.org/api/handles/{made.DOI}"] = broken
    server.routes[ARXIV] = broken
    done = links(root, server, "--format", "json", "--seconds", "3")
    assert {states(done).get(f"doi:{made.DOI}", "blocked")} == {"blocked"}
    assert {states(done).get("arxiv:1802.03494", "blocked")} == {"blocked"}


def test_silence_for_days_in_a_row_is_death(root: Path, server: Server) -> None:
    slow = "https://slow.example.org/"
    for day, state in ((1, "blocked"), (1, "blocked"), (2, "blocked"), (3, "dead")):
        done = links(root, server, "--format", "json", day=day)
        assert states(done)[slow] == state
    rows = {row["target"]: row for row in json.loads(done.stdout)["links"]}
    assert (rows[slow]["failures"], rows[slow]["since"]) == (3, "2020-01-02")
    server.routes["slow.example.org"] = reply()
    assert states(links(root, server, "--format", "json", day=4))[slow] == "ok"
    server.routes["slow.example.org"] = b""
    assert states(links(root, server, "--format", "json", day=5))[slow] == "blocked"


def test_the_history_is_a_file_of_ones_own(root: Path, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    links(root, server, "--history", str(file))
    found = json.loads(file.read_text())
    assert found["version"] == 1
    assert found["failing"]["https://gone.example.org/code"] == {
        "failures": 1, "since": "2020-01-02", "last": "2020-01-02", "reason": "not found (404)",
    }  # fmt: skip
    assert "https://shy.example.org/" not in found["failing"]
    assert not (root / ".cache" / "links.json").exists()
    file.write_text('{"failing": [1]}')
    wrong = links(root, server, "--history", str(file))
    assert wrong.returncode == 2 and "no history of links" in wrong.stderr


def test_no_network_is_never_red(root: Path) -> None:
    done = links(root, None)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no network" in done.stderr
    assert not (root / ".cache" / "links.json").exists()


def test_without_a_network_it_ends_soon(make_list: MakeList) -> None:
    many = "".join(
        f"  - {{url: 'https://h{number % 40}.example.org/{number}', title: a}}\n"
        for number in range(400)
    )
    resources = "    resources:\n" + many.replace("  - ", "      - ")
    start = "    title: Compression\n"
    taxonomy = small_list.TAXONOMY.replace(start, start + resources, 1)
    root = make_list({**small_list.files(), "taxonomy.yaml": taxonomy})
    began = time.monotonic()
    done = links(root, None)
    assert done.returncode == 0 and "no network" in done.stderr
    assert time.monotonic() - began < 20


def test_a_silent_host_is_left_alone_after_three_times(server: Server) -> None:
    def mute(connection: socket.socket) -> None:
        time.sleep(20)

    server.routes["slow.example.org"] = mute
    server.routes["export.arxiv.org"] = reply(made.ATOM)
    with pytest.MonkeyPatch.context() as patch:
        from reading_list import probing
        from reading_list.store import web as module
        from reading_list.store.wire import Wire
        from reading_list.talk import Talk

        patch.setattr(module, "_LONGEST", 0.2)
        with module.Web("", 30, wire=Wire(gateway=server.address)) as client:
            targets = [f"https://slow.example.org/{number}" for number in range(9)]
            found = probing.look(client, [*targets, "arxiv:1802.03494"], 4, Talk())
    asked = [it for it in server.asked if it.host == "slow.example.org"]
    assert len(asked) == 6  # HEAD and GET, three times
    assert {found[target].state for target in targets} == {"blocked"}
    assert found["arxiv:1802.03494"].state == "ok"


def test_a_deadline_leaves_links_out_and_counts_no_failure(root: Path, server: Server) -> None:
    def mute(connection: socket.socket) -> None:
        time.sleep(5)

    server.routes["slow.example.org"] = mute
    done = links(root, server, "--format", "json", "--seconds", "1.5")
    assert "https://slow.example.org/" not in states(done)
    assert "the time was over for 1 more" in done.stderr
    history = json.loads((root / ".cache" / "links.json").read_text())
    assert "https://slow.example.org/" not in history["failing"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_on_a_branch_only_new_links_are_looked_at(root: Path, server: Server) -> None:
    def git(*arguments: str) -> None:
        own = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "first")
    none = links(root, server, "--changed", "main")
    assert none.returncode == 0 and server.asked == []
    text = (root / PAPER).read_text()
    (root / PAPER).write_text(text + "  discussion: https://ok.example.org/new\n")
    done = links(root, server, "--changed", "main", "--format", "json")
    assert states(done) == {"https://ok.example.org/new": "ok"}
    assert done.returncode == 0
    assert not (root / ".cache" / "links.json").exists()
    wrong = links(root, server, "--changed", "no-such-branch")
    assert wrong.returncode == 2 and "git knows no commit 'no-such-branch'" in wrong.stderr


def test_a_summary_for_an_issue_is_inert_and_short_enough() -> None:
    evil = "https://x.example.org/`|<img src=x>|@everyone ![x](y) #1"
    place = Place("papers/2018/`x`|y.yaml", Span(1, 1, 1, 1), "")
    many = [
        Link(f"{evil}{number}", (place,) * 5, Found("dead", "gone `now` | <b>"), None)
        for number in range(5000)
    ]
    text = markdown(many)
    assert len(text) < 65_536
    assert text.startswith("5,000 links: 0 ok, 0 blocked, 5,000 dead.")
    assert "lines more" in text
    for line in text.splitlines():
        if line.startswith("| `"):
            assert line.count("`") == 10 and line.count("|") == 4, line


def test_markdown_for_an_issue(root: Path, server: Server) -> None:
    done = links(root, server, "--format", "markdown")
    assert "## Dead" in done.stdout and "## Blocked" in done.stdout
    assert f"| `https://gone.example.org/code` | `not found (404)` | `{PAPER}:9` |" in done.stdout
