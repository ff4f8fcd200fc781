from __future__ import annotations

import pytest

from reading_list.store.pace import Pace, retry_after


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    return Pace(clock=clock, sleep=clock.sleep)


def test_hosts_do_not_wait_for_each_other(pace: Pace, clock: Clock) -> None:
    for host in ("a", "b", "c"):
        assert pace.wait(host, 200)
    assert clock.slept == []


def test_a_host_is_asked_once_a_second(pace: Pace, clock: Clock) -> None:
    for _ in range(3):
        assert pace.wait("a", 200)
    assert clock.slept == [1.0, 1.0]


def test_a_turn_after_the_deadline_is_not_waited_for(pace: Pace, clock: Clock) -> None:
    pace.hold("a", 30)
    assert not pace.wait("a", 120)
    assert clock.slept == []


def test_rate_headers_set_the_gap(pace: Pace, clock: Clock) -> None:
    pace.hear("a", {"x-rate-limit-limit": "5", "x-rate-limit-interval": "1s"})
    for _ in range(3):
        assert pace.wait("a", 200)
    assert clock.slept == [0.2, 0.2]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "-1", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "9" * 500, "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "5"},
        {},
    ],
)
def test_senseless_rate_headers_change_nothing(
    pace: Pace, clock: Clock, headers: dict[str, str]
) -> None:
    pace.hear("a", headers)
    pace.wait("a", 200)
    pace.wait("a", 200)
    assert clock.slept == [1.0]


def test_no_server_makes_us_wait_for_ever(pace: Pace, clock: Clock) -> None:
    pace.hear("a", {"x-rate-limit-limit": "1", "x-rate-limit-interval": "999999s"})
    pace.wait("a", 200)
    pace.wait("a", 200)
    assert clock.slept == [60.0]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 60.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 400, None),
        ("Fri, 99 Foo 0000 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, 60.0) == seconds
