"""What fuzzing found, as it was found: each ended in a traceback."""

from __future__ import annotations

import pytest

from reading_list.formats import readers

FOUND = [
    ("awesome", "# A list\n\n<table><tr><td><![\t&amp;></td></tr></table>\n"),
    ("awesome", "<details><![CVPR'18 x\n\n<![if]> - [x](https://e.example)\n"),
    ("awesome", "# A list\n\n<details>\n<![CDATA[ x ]]>\n</details>\n"),
    ("cff", "cff-version: 1.2.0\ntitle: \ud800\n"),
    ("csv", 'title,a""b\r\t\r"\'=1+1'),
    ("csv", "title," + "a" * 1_000_001 + "\nx,y\n"),
]


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_reader_raises_nothing(name: str, text: str) -> None:
    for found in readers()[name].read("x", text):
        assert found
