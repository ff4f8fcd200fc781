"""Progress on a terminal: nothing for short work, one line that is wiped for long work."""

from __future__ import annotations

import re
import time

from reading_list.progress import BETWEEN_SECONDS, QUIET_SECONDS, TerminalTalk
from reading_list.talk import Talk

LINE = re.compile(r"\r\x1b\[K(\w+): ([\d,]+) of ([\d,]+), [\d,]+ a second, (\d+) s left")


def test_short_work_says_nothing() -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    assert isinstance(talk, Talk)
    talk.begin("read", 3)
    for _ in range(3):
        talk.step(1)
    talk.end()
    assert written == []


def test_long_work_shows_phase_count_and_time_left_in_one_line_and_wipes_it() -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    talk.begin("scan", 1)
    time.sleep(QUIET_SECONDS)
    talk.begin("read", 2_000)
    talk.step(1_500)
    talk.step(1)  # so soon after the last one, nobody would see it
    time.sleep(BETWEEN_SECONDS)
    talk.step(499)
    talk.end()
    shown = [LINE.fullmatch(line) for line in written[:-1]]
    assert [match.groups()[:3] for match in shown if match] == [
        ("read", "1,500", "2,000"),
        ("read", "2,000", "2,000"),
    ]
    assert shown[1] is not None
    assert shown[1][4] == "0"
    assert written[-1] == "\r\x1b[K"
    assert not any("\n" in line for line in written)


def test_work_on_nothing_is_no_division_by_zero() -> None:
    written: list[str] = []
    talk = TerminalTalk(written.append)
    time.sleep(QUIET_SECONDS)
    talk.begin("read", 0)
    talk.step(0)
    talk.end()
    assert LINE.fullmatch(written[0])
