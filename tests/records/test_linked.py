from __future__ import annotations

import pytest

from reading_list.records.linked import linked_in
from reading_list.records.reader import read

RECORD = b"""title: "About http://title.example.org/x"
doi: 10.1145/3007787.3001163
arxiv: "1802.03494"
links:
  pdf: https://arxiv.org/pdf/1802.03494v2
  code: https://github.com/a/b#readme
  paper: https://doi.org/10.1/Y
note: "see [this](https://a.example.org/(x)), or <https://b.example.org>."
"""


def test_every_target_with_its_place() -> None:
    found = [(it.target, it.span.line, it.span.column) for it in linked_in(read("p", RECORD))]
    assert found == [
        ("http://title.example.org/x", 1, 8),
        ("doi:10.1145/3007787.3001163", 2, 6),
        ("arxiv:1802.03494", 3, 8),
        ("arxiv:1802.03494", 5, 8),
        ("https://github.com/a/b", 6, 9),
        ("https://doi.org/10.1/Y", 7, 10),
        ("https://a.example.org/(x)", 8, 7),
        ("https://b.example.org", 8, 7),
    ]


def test_the_lists_own_address_is_not_asked_for() -> None:
    raw = b"list: {url: https://own.example.org, repository: https://r.example.org}\nx: https://a.b.c\n"
    assert [it.target for it in linked_in(read("taxonomy.yaml", raw))] == ["https://a.b.c"]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "https://user:pw@x.example.org/", "https://", "no link"]
)
def test_what_is_no_link_is_left_to_check(text: str) -> None:
    assert list(linked_in(read("p", f'note: "{text}"\n'.encode()))) == []


def test_a_file_that_cannot_be_read_has_no_links() -> None:
    assert list(linked_in(read("p", b"a: [\n"))) == []
