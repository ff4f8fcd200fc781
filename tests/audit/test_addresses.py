"""Addresses as browsers resolve them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.audit._addresses import INSIDE, LOST, OUTSIDE, target_of
from reading_list.audit._mentions import candidates
from reading_list.audit._tags import tags_of

HOME = "https://e.example/a/b"


@pytest.mark.parametrize(
    ("folder", "address", "path"),
    [
        ("", "x.html", "x.html"),
        ("p/", "x.html", "p/x.html"),
        ("p/q/", "../../x.html", "x.html"),
        ("p/", "./", "p/index.html"),
        ("p/", "..", "index.html"),
        ("p/", "../", "index.html"),
        ("p/", "/a/b/x", "x"),
        ("p/", "/a/b/", "index.html"),
        ("", "a%20b%C3%A9.html", "a bé.html"),
        ("p/", "\tx\n.ht\rml ", "p/x.html"),
        ("p/", "q\\x.html", "p/q/x.html"),
        ("p/", f"{HOME}/x.html?q#f", "x.html"),
        ("p/", f"{HOME}#f", "index.html"),
        ("", "#x", ""),
        ("", "?x", ""),
    ],
)
def test_an_address_inside(folder: str, address: str, path: str) -> None:
    found = target_of(folder, address, HOME)
    assert (found.kind, found.path) == (INSIDE, path)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("../x", LOST),
        ("/x", LOST),
        ("http://e.example/a/b/x", OUTSIDE),
        ("https://e.example/a/bc", OUTSIDE),
        ("https://e.example:8443/a/b/", OUTSIDE),
        ("https://e.example:x/a/b/", OUTSIDE),
        ("https://[/", OUTSIDE),
        ("mailto:x", OUTSIDE),
        ("JavaScript:x", "script"),
        (" java\tscript:x", "script"),
        ("vbscript:x", "script"),
        ("DATA:,x", "data"),
    ],
)
def test_an_address_outside(address: str, kind: str) -> None:
    assert target_of("", address, HOME).kind == kind


@given(st.text(max_size=30), st.sampled_from(["", HOME, "https://e.example"]))
def test_any_address_leads_somewhere_and_never_above_the_site(address: str, home: str) -> None:
    found = target_of("p/", address, home)
    assert ".." not in found.path.split("/")


def test_a_set_of_pictures_is_taken_apart() -> None:
    assert list(candidates("a.png, b,c.png 2x ,d.png 3x,")) == ["a.png", "b,c.png", "d.png"]


@given(st.lists(st.sampled_from([*"<>!-/=\"' ax[]&;?\n", "<!--", "-->", "<![", "<script"])))
def test_any_text_is_taken_apart(pieces: list[str]) -> None:
    tags, problems = tags_of("".join(pieces))
    assert all(tag.line >= 1 and tag.column >= 1 for tag in tags)
    assert all(one.line >= 1 and one.column >= 1 for one in problems)
