"""`serve` as its user has it: a process, a browser's requests, saves, an interrupt."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reading_list.store.database import locked

SECONDS = 60  # at most, on a machine that is busy; see benchmarks/serve.py for what it takes
TAXONOMY = """\
list: {title: A list}
facets: [{id: compression, title: Compression, terms: [{id: pruning, title: Pruning}]}]
venues: [{id: eccv, name: European Conference, acronym: ECCV}]
"""
README = "# Mine\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
RECORD = "title: {}\nauthors: [Ann Author]\nyear: 2018\nvenue: eccv\ntopics: [pruning]\n"
FILES = {
    "taxonomy.yaml": TAXONOMY,
    "README.md": README,
    "papers/2018/a.yaml": RECORD.format("First title"),
}
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "CI"}


class Served:
    """A running `serve`, and what it says."""

    def __init__(self, root: Path, log: Path, *options: str) -> None:
        self.root = root
        self.log = log
        command = [sys.executable, "-m", "reading_list", "--root", str(root), "serve"]
        with log.open("w") as said:
            self.process = subprocess.Popen(
                [*command, "--port", "0", *options],
                stdout=said,
                stderr=said,
                env=ENVIRONMENT,
                start_new_session=True,  # a group of its own, as a terminal would make it
            )
        self.url = self.until(lambda: re.search(r"serving (http://\S+)", self.said()))[1]

    def said(self) -> str:
        return self.log.read_text()

    def until(self, claim: Callable[[], object]):
        end = time.monotonic() + SECONDS
        while not (found := claim()):
            assert time.monotonic() < end, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.02)
        return found

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def shows(self, path: str, text: str) -> None:
        self.until(lambda: text in self.get(path))

    def state(self) -> dict[str, object]:
        with urllib.request.urlopen(self.url + ".reading-list/events", timeout=SECONDS) as events:
            while not (line := events.readline()).startswith(b"data: "):
                pass
            return json.loads(line[6:])

    def problems(self) -> list[str]:
        return [its["message"] for its in self.state()["problems"]]

    def end(self, how: int = signal.SIGINT) -> int:
        os.killpg(self.process.pid, how)
        return self.process.wait(SECONDS)

    def write(self, path: str, text: str) -> None:
        """As editors do: beside, then in its place."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.swp")
        beside.write_text(text)
        beside.replace(target)


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(FILES).resolve()


@pytest.fixture
def serve(root: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def start(*options: str) -> Served:
        served = Served(root, tmp_path / f"log{len(running)}", *options)
        running.append(served)
        return served

    yield start
    for served in running:
        if served.process.poll() is None:
            served.end(signal.SIGKILL)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [(), ("--poll",)], ids=["watched", "looked at"])
def test_every_kind_of_save_is_shown(serve: Callable[..., Served], options: list[str]) -> None:
    served = serve(*options)
    served.shows("papers/a.html", "First title")
    served.write("papers/2018/a.yaml", RECORD.format("Second title"))
    served.shows("papers/a.html", "Second title")
    served.write("papers/2019/b.yaml", RECORD.format("Another").replace("2018", "2019"))
    served.shows("papers/b.html", "Another")
    shutil.rmtree(served.root / "papers" / "2019")
    served.until(lambda: "Another" not in served.get("papers/b.html"))
    served.write("taxonomy.yaml", TAXONOMY.replace("A list", "Renamed list"))
    served.shows("index.html", "Renamed list")
    served.write("templates/assets/site.css", "a { color: teal }\n")
    served.until(lambda: (address := sheet_of(served)) and "teal" in served.get(address))
    served.write("templates/pages/about.html", "written by hand")
    served.shows("about.html", "written by hand")
    shutil.rmtree(served.root / "templates")
    served.until(lambda: "written by hand" not in served.get("about.html"))
    served.until(lambda: not served.problems())
    assert b"reading-list/live" not in b"".join(files_of(served.root / "site").values())


def sheet_of(served: Served) -> str:
    found = re.search(r'rel="stylesheet" href="([^"]*)"', served.get("index.html"))
    return found[1] if found else ""


def test_an_error_is_told_to_pages_and_terminal_until_it_is_repaired(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    served.shows("papers/a.html", "First title")
    served.until(lambda: "1 record: " in served.said())
    before = files_of(served.root / "site")
    version = served.state()["version"]
    served.write("papers/2018/a.yaml", RECORD.format("a: b").replace("pruning", "prunning"))
    served.until(served.problems)
    served.until(lambda: "papers/2018/a.yaml:1:9: error yaml/colon" in served.said())
    assert [its["place"] for its in served.state()["problems"]] == ["papers/2018/a.yaml:1:9"]
    assert served.state()["problems"][0]["hint"]
    assert served.state()["version"] == version
    assert files_of(served.root / "site") == before
    served.write("papers/2018/a.yaml", RECORD.format("First title"))
    served.until(lambda: not served.problems())
    served.until(lambda: "no errors any more" in served.said())
    assert served.state()["version"] == version  # nothing new to see
    served.write("papers/2018/a.yaml", RECORD.format("Third title"))
    served.until(lambda: served.state()["version"] != version)


def test_a_broken_template_or_readme_is_told_and_mended(serve: Callable[..., Served]) -> None:
    served = serve()
    served.shows("papers/a.html", "First title")
    served.write("templates/pages/about.html", "\n{% if %}")
    served.until(served.problems)
    assert served.problems()[0].startswith("templates/pages/about.html:2: ")
    assert "First title" in served.get("papers/a.html")
    served.until(lambda: "templates/pages/about.html:2: " in served.said())
    (served.root / "templates" / "pages" / "about.html").unlink()
    served.until(lambda: not served.problems())
    served.write("README.md", "<!-- reading-list:end -->")
    served.write("papers/2018/a.yaml", RECORD.format("Second title"))
    served.until(served.problems)
    served.write("README.md", README)
    served.until(lambda: not served.problems())
    served.shows("papers/a.html", "Second title")


def test_a_list_with_errors_is_served_from_the_beginning(
    serve: Callable[..., Served], root: Path
) -> None:
    (root / "papers" / "2018" / "a.yaml").write_text("title: a: b\n")
    served = serve()
    served.until(served.problems)
    assert "Not built yet" in served.get("")
    served.write("papers/2018/a.yaml", RECORD.format("First title"))
    served.shows("papers/a.html", "First title")
    served.until(lambda: not served.problems())


def test_another_build_is_waited_for(serve: Callable[..., Served], root: Path) -> None:
    served = serve()
    served.until(lambda: "1 record: " in served.said())
    with locked(root / ".cache"):
        served.write("papers/2018/a.yaml", RECORD.format("Second title"))
        served.until(served.problems)
        assert served.problems() == ["another build of this list is running"]
    served.until(lambda: not served.problems())
    served.shows("papers/a.html", "Second title")
    assert served.said().count("another build") == 1


def test_a_site_that_was_deleted_is_there_again_after_the_next_save(
    serve: Callable[..., Served], root: Path
) -> None:
    served = serve()
    served.until(lambda: "1 record: " in served.said())
    shutil.rmtree(root / "site")
    assert "Not built yet" in served.get("papers/a.html")
    served.write("papers/2018/a.yaml", RECORD.format("Second title"))
    served.shows("index.html", "A list")


def test_an_interrupt_ends_it_cleanly(serve: Callable[..., Served], root: Path) -> None:
    served = serve()
    served.shows("papers/a.html", "First title")
    port = int(served.url.rstrip("/").rpartition(":")[2])
    assert served.end() == 0
    assert served.said().rstrip().endswith("served no longer")
    assert "Traceback" not in served.said()
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0
    with locked(root / ".cache"):  # nobody holds it
        pass


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_one_that_is_killed(serve: Callable[..., Served], how: int) -> None:
    served = serve()
    served.shows("papers/a.html", "First title")
    served.process.send_signal(how)  # to that one alone
    served.process.wait(SECONDS)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            os.killpg(served.process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the process of the server is still there")


def ended(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_a_port_that_somebody_has_is_said(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = ended(root, "--port", port)
    assert done.returncode == 3
    assert f"port {port} of 127.0.0.1 cannot be had: address already in use" in done.stderr
    assert "--port 0" in done.stderr
    assert not (root / "site").exists()


def test_what_the_machine_refuses_ends_it_before_it_began(root: Path) -> None:
    (root / ".cache").write_text("in the way")
    done = ended(root, "--port", "0")
    assert done.returncode == 3
    assert "cache folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert ended(root, "--port", "0", "--output", str(root / "papers")).returncode == 2
    assert ended(root, "--port", "65536").returncode == 2
