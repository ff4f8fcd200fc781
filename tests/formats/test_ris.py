"""RIS in the dialects that programs write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import Diagnostic
from reading_list.formats.ris import looks_like, read
from reading_list.records.draft import Draft

ZOTERO = """\
TY  - CONF
TI  - Deep Residual Learning for Image Recognition
AU  - He, Kaiming
AU  - Sun, Jian
T2  - 2016 IEEE Conference on Computer Vision
C3  - Proceedings of CVPR
DA  - 2016/06//
PY  - 2016
DO  - 10.1109/CVPR.2016.90
DP  - Crossref
SP  - 770
EP  - 778
UR  - https://arxiv.org/abs/1512.03385
L1  - https://example.org/a.pdf
KW  - Vision
KW  - Training
ER  -\x20

"""
IEEE = """\
TY  - JOUR
T1  - Gradient-Based Learning Applied to Document Recognition.
JO  - Proceedings of the IEEE
JF  - Proceedings of the IEEE
A1  - LeCun, Y.
A1  - King, M. L., Jr.
Y1  - 1998/11//
VL  - 86
IS  - 11
SP  - 2278
EP  - 2324
SN  - 1558-2256
AB  - An abstract
that goes on.
ER  -
"""
ENDNOTE = """\
TY  - THES
AU  - Doe, Jane
TI  - A Thesis
PB  - ETH
PY  - 2001
M3  - Master's thesis
N1  - a remark
ID  - 42
ER  -
"""


def drafts(text: str) -> list[dict[str, object]]:
    return [dict(it.fields) for it in read("a.ris", text) if isinstance(it, Draft)]


def findings(text: str) -> list[tuple[int, str]]:
    found = (it for it in read("a.ris", text) if isinstance(it, Diagnostic))
    return [(it.span.line, it.rule) for it in found]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            ZOTERO,
            {
                "title": "Deep Residual Learning for Image Recognition",
                "authors": ["Kaiming He", "Jian Sun"], "year": 2016, "month": 6,
                "doi": "10.1109/CVPR.2016.90", "arxiv": "1512.03385", "type": "inproceedings",
                "booktitle": "Proceedings of CVPR",
                "venue": "2016 IEEE Conference on Computer Vision", "pages": "770-778",
                "links": {"pdf": "https://example.org/a.pdf"},
                "extra": {"keywords": "Vision, Training", "dp": "Crossref"},
            },
        ),
        (
            IEEE,
            {
                "title": "Gradient-Based Learning Applied to Document Recognition",
                "authors": ["Y. LeCun", "M. L. King Jr."], "year": 1998, "month": 11,
                "issn": "1558-2256", "booktitle": "Proceedings of the IEEE", "type": "article",
                "pages": "2278-2324", "volume": "86", "number": "11",
                "abstract": "An abstract that goes on.",
            },
        ),
        (
            ENDNOTE,
            {
                "title": "A Thesis", "authors": ["Jane Doe"], "year": 2001,
                "type": "mastersthesis", "institution": "ETH", "extra": {"n1": "a remark"},
            },
        ),
    ],
)  # fmt: skip
def test_dialects(text: str, fields: dict[str, object]) -> None:
    assert drafts(text) == [fields]
    assert findings(text) == []
    assert looks_like(text)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("TY  - ELEC", {"type": "misc", "extra": {"ris-type": "ELEC"}}),
        ("TY  - JOUR\nT2  - arXiv:1510.00149 [cs]", {"type": "preprint", "arxiv": "1510.00149"}),
        ("TY  - BOOK\nSN  - 978-3-16-148410-0 (print)", {"type": "book", "isbn": "978-3-16-148410-0"}),
        ("TY  - JOUR\nSN  - 15582256", {"type": "article", "issn": "1558-2256"}),
        ("TY  - JOUR\nPY  - in press", {"type": "article", "extra": {"py": "in press"}}),
        ("TY  - JOUR\nAU  - CERN Team,", {"type": "article", "authors": [{"name": "CERN Team", "group": True}]}),
        ("TY  - JOUR\nUR  - javascript:x", {"type": "article", "extra": {"url": "javascript:x"}}),
        ("TY  - JOUR\nLA  - en", {"type": "article", "language": "en"}),
        ("TY  - JOUR\nDA  - 2019/01/20", {"type": "article", "year": 2019, "month": 1, "extra": {"da": "2019/01/20"}}),
        ("TY  - JOUR\nN1  - tex.mood: good", {"type": "article", "extra": {"mood": "good"}}),
    ],
)  # fmt: skip
def test_tags(lines: str, found: dict[str, object]) -> None:
    assert drafts(f"{lines}\nTI  - T\nER  - \n") == [{"title": "T", **found}]


def test_a_reference_without_end_is_read_and_said() -> None:
    text = "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n"
    assert [it["title"] for it in drafts(text)] == ["A", "B"]
    assert findings(text) == [(3, "ris/unclosed"), (3, "ris/unclosed")]


def test_what_cannot_be_read_is_said() -> None:
    assert findings("garbage\n") == [(1, "ris/empty")]
    assert findings("TY  - JOUR\nAU  - X\nER  - \n") == [(1, "ris/no-title")]
    assert (1, "ris/outside") in findings("AU  - X\nTY  - JOUR\nTI  - A\nER  - \n")


@given(st.text(st.sampled_from("TYERIAU  -\n2x,;"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    list(read("a", text))


def test_long_lines_and_many_of_them_take_no_time() -> None:
    text = "TY  - JOUR\nTI  - " + "x" * 10_000_000 + "\n" + "more\n" * 200_000 + "ER  - \n"
    assert len(drafts(text)) == 1
