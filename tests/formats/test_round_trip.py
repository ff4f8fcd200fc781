"""What a format writes it reads again as the same paper: a law for every format."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.formats.conftest import PAPERS, TAXONOMY, item, whole

from reading_list import leaves
from reading_list.formats import Style, reader_of, readers, writers
from reading_list.intake.duplicates import known_of
from reading_list.intake.fitting import fit
from reading_list.intake.merge import merge_fields
from reading_list.records.draft import Draft
from reading_list.text import title_key

BOTH = sorted(readers().keys() & writers().keys() - {"markdown"})
PLAIN = [name for name in BOTH if name in {"csv", "json", "jsonl"}]


def again(name: str, **fields: object) -> dict[str, object]:
    """The fields of a paper after it went out and in."""
    leaf = leaves.load("formats", name)
    text = "".join(leaf.write([item(**fields)], TAXONOMY, Style()))
    (draft,) = leaf.read("a", text)
    assert isinstance(draft, Draft), (text, draft)
    assert draft.key == "key2018a"
    fitted = fit(draft.fields)
    assert fitted.remarks == (), (text, fitted.remarks)
    return fitted.fields


@pytest.mark.parametrize("name", BOTH)
@given(PAPERS)
def test_it_is_the_same_paper(name: str, fields: dict[str, object]) -> None:
    found = again(name, **fields)
    assert title_key(str(found["title"])) == title_key(str(fields["title"]))
    for field in ("authors", "editors", "doi", "pages"):
        assert found.get(field) == fields.get(field), field
    assert str(found.get("year", "")) == fields.get("year", "")
    merged = merge_fields(found, {k: v for k, v in fields.items() if k in {"authors", "doi"}})
    assert not merged.gained and not merged.conflicts


@pytest.mark.parametrize("name", PLAIN)
@given(PAPERS)
def test_a_format_of_our_own_loses_nothing(name: str, fields: dict[str, object]) -> None:
    found = again(name, **fields)
    assert {k: str(v) for k, v in found.items()} == {k: str(v) for k, v in fields.items()}


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@given(PAPERS)
def test_latex_gives_back_every_letter(name: str, fields: dict[str, object]) -> None:
    found = again(name, **fields)
    for field in ("publisher", "series", "volume", "abstract"):
        assert found.get(field) == fields.get(field), field


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@given(PAPERS)
def test_ascii_gives_back_every_letter(name: str, fields: dict[str, object]) -> None:
    leaf = leaves.load("formats", name)
    texts = [
        "".join(leaf.write([item(**fields)], TAXONOMY, Style(ascii=it))) for it in (True, False)
    ]
    assert texts[0].isascii()
    short, plain = (next(iter(leaf.read("a", text))) for text in texts)
    assert isinstance(short, Draft) and isinstance(plain, Draft)
    for field in ("authors", "publisher"):
        assert short.fields.get(field) == plain.fields.get(field)


@pytest.mark.parametrize("name", BOTH)
def test_its_own_text_is_known_by_its_content(name: str) -> None:
    text = "".join(leaves.load("formats", name).write(list(whole()), TAXONOMY, Style()))
    found = reader_of("<stdin>", text)
    assert found == name or {found, name} <= {"bibtex", "biblatex"}


@pytest.mark.parametrize("name", BOTH)
def test_papers_of_all_types_are_known_again(name: str) -> None:
    items = list(whole())
    known = known_of((it.key, it.paper.model_dump()) for it in items)
    leaf = leaves.load("formats", name)
    drafts = list(leaf.read("a", "".join(leaf.write(items, TAXONOMY, Style()))))
    assert [d.key for d in drafts] == [it.key for it in items]
    for draft in drafts:
        same = known.same(draft.fields)
        assert same is not None and same.key == draft.key
