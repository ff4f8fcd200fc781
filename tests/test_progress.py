"""Progress on a terminal: nothing for short work, one line that is wiped for long work."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.progress import BETWEEN_SECONDS, QUIET_SECONDS, TerminalTalk
from reading_list.talk import Talk

WIPE = "\r\x1b[K"
LINE = re.compile(
    r"\r\x1b\[K([\w ]+): ([\d,]+) of ([\d,]+)(?:, [\d,]+ a second, (\d+ s|\d+ min \d+ s) left)?"
)


class Clock:
    """Time that passes when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr("time.monotonic", lambda: self.now)

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_short_work_says_nothing() -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    assert isinstance(talk, Talk)
    talk.begin("read", 3)
    for _ in range(3):
        talk.step(1)
    talk.end()
    assert written == []


def test_long_work_shows_phase_count_rate_and_time_left_and_wipes_it(clock: Clock) -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    clock.pass_by(QUIET_SECONDS)
    talk.begin("read", 20_000)
    clock.pass_by(1)
    talk.step(1_500)
    talk.step(1)  # so soon after the last one, nobody would see it
    clock.pass_by(BETWEEN_SECONDS)
    talk.step(18_499)
    talk.end()
    assert written == [
        f"{WIPE}read: 0 of 20,000",
        f"{WIPE}read: 1,500 of 20,000, 1,500 a second, 12 s left",
        f"{WIPE}read: 20,000 of 20,000, 18,182 a second, 0 s left",
        WIPE,
    ]


def test_minutes_are_said_as_such_and_a_phase_without_a_count_by_its_name(clock: Clock) -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    talk.begin("read", 1_000)
    clock.pass_by(10)
    talk.step(50)
    talk.begin("write README", 0)
    talk.end()
    assert written[0].endswith("5 a second, 3 min 10 s left")
    assert written[1:] == [f"{WIPE}write README", WIPE]


def test_the_next_work_is_short_or_long_by_itself(clock: Clock) -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    talk.begin("read", 1)
    clock.pass_by(100)
    talk.end()
    assert written == []
    clock.pass_by(100)
    talk.begin("read", 1)
    talk.step(1)
    talk.end()
    assert written == []


def test_a_line_never_wraps(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    written: list[str] = []
    talk = TerminalTalk(written.append)
    clock.pass_by(1)
    talk.begin("render entries of the whole list", 5)
    assert written == [f"{WIPE}render entries of t"]


def test_work_on_nothing_is_no_division_by_zero(clock: Clock) -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    clock.pass_by(QUIET_SECONDS)
    talk.begin("read", 0)
    talk.step(0)
    talk.end()
    assert written[0] == f"{WIPE}read"


RECORD = "title: Paper number {0}\nauthors: [Ann Author{0}, Bob B{0}]\nyear: 2018\nvenue: v\n"
END = re.compile(
    r"500 records: [\d,]+ pages written, 0 kept, 0 removed in .*; [\d.]+ s, [\d,]+ MB"
    r"\n[\d,]+ warnings: see reading-list check"
)


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    files = {"taxonomy.yaml": "list: {title: A}\nvenues: [{id: v, name: V}]\n"}
    files.update({f"papers/2018/p{n}.yaml": RECORD.format(n) for n in range(500)})
    return make_list(files)


def said_to_a_terminal(root: Path, **environment: str) -> str:
    """What `build` says where standard error is a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "COLUMNS"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "reading_list", "--root", str(root), "build"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # how Linux tells that the other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return said.decode().replace("\r\n", "\n")


def test_a_terminal_sees_phases_and_is_left_with_one_line(root: Path) -> None:
    said = said_to_a_terminal(root)
    assert LINE.search(said)
    assert "write pages: " in said
    *shown, last = said.split(WIPE)
    assert len(shown) > 2
    assert not any("\n" in line for line in shown)
    assert END.fullmatch(last.rstrip("\n"))


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"TERM": "dumb"}])
def test_ci_and_simple_terminals_get_the_line_at_the_end_alone(
    root: Path, environment: dict[str, str]
) -> None:
    assert END.fullmatch(said_to_a_terminal(root, **environment).rstrip("\n"))


def test_a_pipe_gets_the_line_at_the_end_alone(root: Path) -> None:
    command = [sys.executable, "-m", "reading_list", "--root", str(root)]
    done = subprocess.run([*command, "build"], capture_output=True, text=True, check=True)
    assert END.fullmatch(done.stderr.rstrip("\n"))
    assert done.stdout == ""
    done = subprocess.run([*command, "-q", "build"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
