"""What a page gets while it is served: a script, and the right to load it; texts stay texts."""

from __future__ import annotations

import json
import re

import pytest

from reading_list.diagnostics import ERROR, WARNING, Diagnostic, ProjectError, Span
from reading_list.store import live

POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'


def page(head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>ü</body></html>".encode()


def policy_of(served: bytes) -> dict[str, str]:
    found = re.search(rb'content="([^"]*)"', served)
    assert found
    parts = found[1].decode().replace("&#x27;", "'").split("; ")
    return {part.split(" ")[0]: " ".join(part.split(" ")[1:]) for part in parts}


def test_the_script_stands_in_the_head_and_knows_its_version() -> None:
    served = live.with_client(page("<title>t</title>"), "abc-1").decode()
    assert served.count("<script") == 1
    script = '<script src="/.reading-list/live.js" data-version="abc-1" defer></script>\n</head>'
    assert f"<title>t</title>{script}" in served
    assert served.endswith("<body>ü</body></html>")


def test_a_page_without_a_head_gets_the_script_at_its_end() -> None:
    assert live.with_client(b"<p>x", "1").startswith(b"<p>x<script src=")


def test_bytes_that_are_no_text_are_kept() -> None:
    assert live.with_client(b"\xff<p></head>", "1").startswith(b"\xff<p><script")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:",
            {"connect-src": "'self'", "script-src": "'self'", "img-src": "'self' data:"},
        ),
        ("default-src 'self' https://a.org", {"connect-src": "'self' https://a.org"}),
        ("connect-src 'none'", {"connect-src": "'self'"}),
        ("default-src 'none'", {"default-src": "'none'", "script-src": "'self'"}),
        ("SCRIPT-SRC https://a.org", {"script-src": "https://a.org 'self'"}),
        ("img-src 'none'", {"img-src": "'none'"}),
    ],
)
def test_a_policy_lets_this_origin_in_and_nothing_else(before: str, after: dict[str, str]) -> None:
    served = policy_of(live.with_client(page(POLICY.format(before)), "1"))
    assert after.items() <= served.items()
    allowed = {word for sources in served.values() for word in sources.split()}
    assert allowed <= {*before.split(), *before.replace(";", "").split(), "'self'"}


def test_a_policy_named_in_the_text_of_a_page_is_left_alone() -> None:
    text = POLICY.format("default-src 'none'").encode()
    served = live.with_client(page().replace(b"\xc3\xbc", text), "1")
    assert text in served


def test_errors_alone_are_problems_and_of_many_the_first() -> None:
    span = Span(4, 9, 4, 12)
    one = Diagnostic("papers/a.yaml", span, ERROR, "r/x", "bad \x1b\u202e", "hint", "  topics: x ")
    warning = one._replace(severity=WARNING)
    assert live.problems_of([warning, one]) == [
        {
            "place": "papers/a.yaml:4:9",
            "rule": "r/x",
            "message": "bad \\x1b\\u202e",
            "hint": "hint",
            "line": "topics: x",
        }
    ]
    many = live.problems_of([one] * (live.MOST_SHOWN + 7))
    assert len(many) == live.MOST_SHOWN + 1
    assert many[-1]["message"].startswith("and 7 more")
    assert live.problem_of(ProjectError("m", "h")) == [{"message": "m", "hint": "h"}]


def test_nothing_in_a_text_ends_an_event() -> None:
    problems = [{"message": "a\n\ndata: {}\r\n\r\u2028</script>"}]
    sent = live.event("v", problems)
    assert sent.isascii()
    assert sent.startswith(b"data: ")
    assert sent.count(b"\n") == 2
    assert b"\r" not in sent
    assert json.loads(sent[6:]) == {"version": "v", "problems": problems}


def test_links_of_the_page_for_lost_addresses_lead_home_from_any_depth() -> None:
    page = b'<link rel="stylesheet" href="assets/a.css"><a href="#x"><a href="https://b.org/x">'
    assert live.from_anywhere(page) == (
        b'<link rel="stylesheet" href="/assets/a.css"><a href="#x"><a href="https://b.org/x">'
    )
    full = (
        b'<link rel="canonical" href="https://a.org/list/404.html">'
        b'<script src="https://a.org/list/assets/a.js"></script><a href="https://b.org/x">'
    )
    served = live.from_anywhere(full)
    assert b'<script src="/assets/a.js"></script><a href="https://b.org/x">' in served


def test_what_the_script_needs_is_there_and_sets_no_markup() -> None:
    script = live.client_file("live.js").decode()
    assert live.client_file("live.css")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in script
