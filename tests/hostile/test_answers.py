"""`enrich` and `links` say what strangers wrote, and nothing of it does anything."""

from __future__ import annotations

import re

import html5lib
from tests.hostile import answers
from tests.hostile.grammar import TAG

from reading_list.text import is_inert


def test_a_report_of_links_is_one_table_of_code() -> None:
    allowed = set("html head body p h2 table thead tbody tr th td code".split())
    for said in answers.reports():
        page = html5lib.parse(answers.GITHUB.render(said), namespaceHTMLElements=False)
        assert {it.tag for it in page.iter()} <= allowed, said
        assert not [it.attrib for it in page.iter() if it.attrib], said
        assert len(list(page.iter("tr"))) == 2, said
        assert len(list(page.iter("td"))) == 3, said
        for element in page.iter():
            outside = "" if element.tag == "code" else element.text or ""
            outside += "".join(child.tail or "" for child in element)
            assert not TAG.search(outside), said
        assert is_inert(re.sub("\n", "", said))


def test_links_are_told_to_a_terminal_as_text() -> None:
    assert all(map(is_inert, answers.lines_of(answers.in_terminal())))
