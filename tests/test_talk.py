"""Whoever does not listen hears nothing."""

from __future__ import annotations

import pytest

from reading_list.talk import Talk


def test_talk_keeps_silent(capfd: pytest.CaptureFixture[str]) -> None:
    talk = Talk()
    talk.begin("read", 2)
    talk.step(1)
    talk.end()
    assert capfd.readouterr() == ("", "")
