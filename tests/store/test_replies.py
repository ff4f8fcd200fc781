from __future__ import annotations

from pathlib import Path

import pytest

from reading_list.store import replies
from reading_list.store.replies import KEPT, Kept, Replies

A = Kept("https://a.example.org/", b"{}")


def test_a_reply_is_found_by_address_and_kind(tmp_path: Path) -> None:
    kept = Replies(tmp_path)
    kept.put("u", "application/json", A)
    assert kept.get("u", "application/json") == A
    assert kept.get("u", "text/html") is None
    kept.close()


def test_a_reply_is_forgotten_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Replies(tmp_path)
    kept.put("u", "x", A)
    now = replies.time.time()
    monkeypatch.setattr(replies.time, "time", lambda: now + KEPT + 1)
    assert kept.get("u", "x") is None
    kept.close()


def test_replies_take_no_more_room_than_they_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "_ROOM", 1000)
    kept = Replies(tmp_path)
    for number in range(50):
        kept.put(f"u{number}", "x", Kept("a", b"x" * 90))
    kept.put("large", "x", Kept("a", b"x" * 500))
    there = [number for number in range(50) if kept.get(f"u{number}", "x")]
    assert 0 < len(there) <= 11
    assert 49 in there
    assert kept.get("large", "x") is None
    kept.close()


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Replies(None)
    kept.put("u", "x", A)
    assert kept.get("u", "x") is None
    kept.close()
