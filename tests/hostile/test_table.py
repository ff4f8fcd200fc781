"""How many payloads in how many fields were seen in which output: the table of docs/security.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.hostile.conftest import Hostile
from tests.hostile.grammar import FIELDS, TAG
from tests.hostile.outputs import OUTPUTS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]  # the list is built once
DOC = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- payloads:begin -->\n", "<!-- payloads:end -->\n"
# They say keys, ids and the list's title alone.
FEW = {"sitemaps, OpenSearch", "pages at former addresses"}


def seen(texts: Iterable[str]) -> set[tuple[int, int]]:
    """Payload and field of every mark."""
    return {(int(n), int(f)) for text in texts for n, f in TAG.findall(text)}


def test_the_table_of_outputs_is_up_to_date(
    hostile: Hostile, exported: Callable[[str], str], bless: bool
) -> None:
    rows = ["| output | of records | of the rest | read by |", "|---|--:|--:|---|"]
    few = []
    for output in OUTPUTS:
        found = seen(output.texts(hostile, exported))
        records = sum(field < len(FIELDS) for _, field in found)
        few += [output.name] * (len(found) < 80)
        name = f"{output.name} | {records:,} | {len(found) - records:,}"
        rows.append(f"| {name} | {output.reader} |")
    table = "\n".join([*rows, ""])
    text = DOC.read_text(encoding="utf-8")
    if bless:
        text = re.sub(f"(?s){BEGIN}.*?{END}", lambda _: f"{BEGIN}{table}{END}", text)
        DOC.write_text(text, encoding="utf-8")
    assert f"{BEGIN}{table}{END}" in text, "run: make test ARGS='tests/hostile --bless'"
    assert set(few) == FEW
