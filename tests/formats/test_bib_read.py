"""BibTeX as people have it: what can be read is read, what cannot is said with its line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.diagnostics import Diagnostic
from reading_list.formats.biblatex import read as read_biblatex
from reading_list.formats.bibtex import looks_like, read
from reading_list.records.draft import Draft


def drafts(text: str) -> list[Draft]:
    return [found for found in read("a.bib", text) if isinstance(found, Draft)]


def findings(text: str) -> list[tuple[int, str]]:
    found = (it for it in read("a.bib", text) if isinstance(it, Diagnostic))
    return [(it.span.line, it.rule.removeprefix("bibtex/")) for it in found]


def fields(text: str) -> dict[str, object]:
    (draft,) = drafts(text)
    return dict(draft.fields)


def one(**values: str) -> dict[str, object]:
    """The fields of an article of these raw values."""
    lines = "".join(f"{name} = {value},\n" for name, value in values.items())
    return fields("@article{k,\ntitle = {T},\n" + lines + "}")


def test_an_entry_has_its_key_and_its_place() -> None:
    (draft,) = drafts("\n  @Article{Key-1,\n title = {T}}")
    assert (draft.key, draft.place) == ("Key-1", ("a.bib", 2, 3))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("{A {BERT} {{M}odel}}", "A BERT Model"),
        ('"Quoted {"}so{"}"', 'Quoted "so"'),
        ('"a " # {b } # "c"', "a b c"),
        ("short # { and long}", "Short and long"),
        (r"{Schr{\"o}dinger, \'{e}t\'e, \v{C}ech, {\ss}, \o{}, {\L}}", "Schrödinger, été, Čech, ß, ø, Ł"),
        (r"{50\% of \$5 \& \#1 a\_b}", "50% of $5 & #1 a_b"),
        (r"{\emph{Very} \textbf{deep} \texttt{code}}", "*Very* **deep** `code`"),
        (r"{Learning $L_0$ and \(x^2\) norms}", "Learning $L_0$ and $x^2$ norms"),
        (r"{A --- b -- c, ``so''~d}", "A — b – c, “so” d"),
        (r"{\alpha-fair \textregistered}", "α-fair ®"),
        (r"{\unheard{kept} \input{/etc/passwd}}", r"\unheard{kept} \input{/etc/passwd}"),
        ("{A* search}", "A* search"),
        ("{*not* emphasis}", r"\*not\* emphasis"),
        ("{Ends with a stop.}", "Ends with a stop"),
        ("{Two\n  lines}", "Two lines"),
        ("2001", "2001"),
    ],
)  # fmt: skip
def test_titles(text: str, title: str) -> None:
    text = f"@string{{Short = {{Short}}}}\n@article{{k, title = {text}}}"
    assert fields(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Han, Song and Mao, Huizi", ["Song Han", "Huizi Mao"]),
        ("Song Han AND Huizi\n and  others", ["Song Han", "Huizi", "others"]),
        ("{The OpenAI Team} and MLPerf", [{"name": "The OpenAI Team", "group": True}, "MLPerf"]),
        ("{Barnes and Noble}", [{"name": "Barnes and Noble", "group": True}]),
        (r"Mart{\'\i}nez, Jos{\'e}", ["José Martínez"]),
        (r"Ji\v{r}\'{\i} Kvita and Bl\'{a}\v{z} K", ["Jiří Kvita", "Bláž K"]),
        (r"Hau\ss{}mann, M. and \L{}ukasz K and Mu\~{n}oz, A.", ["M. Haußmann", "Łukasz K", "A. Muñoz"]),
        ("van der Maaten, Laurens", ["Laurens van der Maaten"]),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("Del Debbio, Luigi", ["Del Debbio, Luigi"]),
        ("Sandy {de la Cruz}", ["Sandy de la Cruz"]),
        ("Ng, {A. Y.}", ["A. Y. Ng"]),
    ],
)  # fmt: skip
def test_people(text: str, people: list[object]) -> None:
    assert one(author=f"{{{text}}}")["authors"] == people


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"year": "2018", "month": "sep"}, {"year": 2018, "month": 9}),
        ({"year": "{[1998]}"}, {"year": 1998}),
        ({"date": "{2018-09-12}"}, {"year": 2018, "month": 9, "extra": {"date": "2018-09-12"}}),
        ({"year": "{in press}"}, {"extra": {"year": "in press"}}),
        ({"month": '"10~" # jan'}, {"month": 1, "extra": {"day": "10"}}),
        ({"pages": "{1 -- 9}"}, {"pages": "1-9"}),
        ({"doi": r"{https://doi.org/10.1007/978\_3}"}, {"doi": "10.1007/978_3"}),
        ({"doi": "{10.48550/arXiv.1802.03494}"}, {"arxiv": "1802.03494", "type": "preprint"}),
        ({"url": "{http://arxiv.org/abs/1802.03494v2}"}, {"arxiv": "1802.03494", "type": "preprint"}),
        ({"url": r"{https://a.b/c\_d?e=1\&f}"}, {"links": {"paper": "https://a.b/c_d?e=1&f"}}),
        ({"url": "{https://a.b/c.pdf}"}, {"links": {"pdf": "https://a.b/c.pdf"}}),
        ({"url": "{javascript:alert(1)}"}, {"extra": {"url": "javascript:alert(1)"}}),
        ({"howpublished": r"{\url{https://a.b}}"}, {"links": {"paper": "https://a.b"}}),
        (
            {"eprint": "{arXiv:1802.03494v1}", "archivePrefix": "{arXiv}", "primaryClass": "{cs.CV}"},
            {"arxiv": "1802.03494", "type": "preprint", "extra": {"primaryclass": "cs.CV"}},
        ),
        ({"eprint": "{hal-1}", "eprinttype": "{hal}"}, {"extra": {"eprint": "hal-1", "eprinttype": "hal"}}),
        ({"journal": "{arXiv preprint arXiv:1510.00149}"}, {"arxiv": "1510.00149", "type": "preprint"}),
        ({"journal": "{CoRR}", "volume": "{abs/1510.00149}"}, {"arxiv": "1510.00149", "type": "preprint"}),
        ({"journaltitle": "{A J.}", "issue": "3"}, {"booktitle": "A J.", "number": "3"}),
        ({"school": "{ETH}"}, {"institution": "ETH"}),
        ({"language": "{ngerman}"}, {"language": "de"}),
        ({"note": "{Talk}", "foo_bar": "{5}"}, {"extra": {"note": "Talk", "foo_bar": "5"}}),
        ({"file": r"{:C\:/a_b.pdf:PDF}"}, {"extra": {"file": r":C\:/a_b.pdf:PDF"}}),
        ({"ids": "{old, a:b}"}, {"aliases": ["old"], "extra": {"ids": "a:b"}}),
        ({"empty": "{}"}, {}),
    ],
)  # fmt: skip
def test_fields(values: dict[str, str], found: dict[str, object]) -> None:
    assert one(**values) == {"title": "T", "type": "article", **found}


@pytest.mark.parametrize(
    ("type", "kind", "extra"),
    [
        ("conference", "inproceedings", {}),
        ("InProceedings", "inproceedings", {}),
        ("mastersthesis", "mastersthesis", {}),
        ("report", "techreport", {}),
        ("online", "misc", {}),
        ("patent", "misc", {"entrytype": "patent"}),
        ("inbook", "incollection", {"entrytype": "inbook"}),
    ],
)
def test_types(type: str, kind: str, extra: dict[str, str]) -> None:
    found = fields(f"@{type}{{k, title = {{T}}}}")
    assert found["type"] == kind
    assert found.get("extra", {}) == extra


def test_both_dialects_are_read_by_one_reader() -> None:
    text = "@thesis{k, title = {T}, type = {mathesis}, date = {2018}}"
    (draft,) = read_biblatex("a.bib", text)
    assert isinstance(draft, Draft)
    assert draft.fields["type"] == "mastersthesis"


def test_crossref_and_xdata_give_what_is_missing() -> None:
    text = """\
@inproceedings{a, title = {A}, crossref = {proc}, pages = {1--2}, xdata = {x, y}}
@proceedings{Proc, title = {Proceedings of X}, year = 2018, publisher = {P}, editor = {E D}}
@xdata{x, series = {S}} @xdata{y, address = {Wien}}
@book{b, title = {B}} @incollection{c, title = {C}, crossref = {b}}
"""
    found = {draft.key: draft.fields for draft in drafts(text)}
    assert findings(text) == []
    assert found == {
        "a": {
            "title": "A", "editors": ["E D"], "year": 2018, "booktitle": "Proceedings of X",
            "type": "inproceedings", "pages": "1-2", "publisher": "P", "series": "S",
            "address": "Wien",
        },
        "b": {"title": "B", "type": "book"},
        "c": {"title": "C", "type": "incollection", "booktitle": "B"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@article{a, title={A}, crossref={a}}", [(1, "crossref")]),
        (
            "@article{a, title={A}, crossref={b}}\n@article{b, title={B}, crossref={a}}",
            [(1, "crossref"), (2, "crossref")],
        ),
        ("@article{a, title={A}, crossref={../../etc/passwd}}", [(1, "crossref")]),
    ],
)
def test_loops_and_gaps_end(text: str, found: list[tuple[int, str]]) -> None:
    assert findings(text) == found
    assert len(drafts(text)) == text.count("@")


@pytest.mark.parametrize(
    ("text", "found", "read_all_the_same"),
    [
        ("@article{a,\n title = {A}\n year = 2018,\n}", [(3, "comma")], {"year": 2018}),
        ('@article{a,\n title = "A"\n year = {2018}\n}', [(3, "comma")], {"year": 2018}),
        ("@article{a\n title = {A}, year = 2018}", [(1, "comma")], {"year": 2018}),
        ("@article{title = {A}, year = 2018}", [(1, "no-key")], {"year": 2018}),
        ("@article{a, title = {A}, year = 2018", [(1, "unclosed")], {"year": 2018}),
        ("@article{a, title = {A}, year = 2018, year = 2019}", [(1, "field-twice")], {"year": 2018}),
        ("@article{a, title = {A}, journal = jmlr}", [(1, "macro")], {"booktitle": "jmlr"}),
        ("@article{a, title = {A}, year = 2018 x}", [(1, "left-over")], {"year": 2018}),
    ],
)  # fmt: skip
def test_slips_are_said_and_read(
    text: str, found: list[tuple[int, str]], read_all_the_same: dict[str, object]
) -> None:
    assert findings(text) == found
    assert read_all_the_same.items() <= fields(text).items()


def test_a_broken_entry_costs_itself_alone() -> None:
    text = """\
@article{a, title = {A}}
@article{b, title = {{{{{{B}
@article{c, title = {C}}
@article d
@misc{e, = }
@article{f, title = {F}}
@misc{g, year = 2018}
"""
    assert [draft.key for draft in drafts(text)] == ["a", "c", "f"]
    assert findings(text) == [(2, "broken"), (5, "no-title"), (7, "no-title")]


def test_a_key_twice_is_said_and_both_are_read() -> None:
    text = "@misc{a, title = {A}}\n@misc{A, title = {B}}"
    assert findings(text) == [(2, "key-twice")]
    assert len(drafts(text)) == 2


def test_comments_and_jabref_s_own_blocks_are_no_entries() -> None:
    text = """\
% Encoding: UTF-8
Some words, an address a@b.c, and
@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\\newcommand{\\x}{y}"}
@Comment{@article{no, title = {No}}}
@misc{a, title = {A}}
"""
    assert [draft.key for draft in drafts(text)] == ["a"]
    assert findings(text) == []


def test_a_file_without_entries_is_said() -> None:
    assert findings("nothing here") == [(1, "empty")]
    assert not looks_like("nothing here")
    assert looks_like("\n @misc{a,}")


HOSTILE = [
    "@article{a, title = {" + "x" * 3_000_000 + "}}",
    "@article{a, title = " + "{" * 100_000,
    "@article{a, title = " + "{" * 100_000 + "}" * 100_000 + "}",
    "@article{" * 20_000,
    "@" * 300_000,
    "@a" * 200_000,
    "@article{a, title = {" + r"\emph{" * 50_000 + "}" * 50_000 + "}}",
    "@article{a, title = {A}, author = {" + " and " * 60_000 + "}}",
    "@article{a, title = {A}, author = {" + "{" * 50_000 + "}" * 50_000 + "}}",
    "@article{a, title = {" + "$" * 100_000 + "}}",
    "@article{a, title = {" + "\\" * 100_000 + "}}",
    "@article{a, title = " + '"' * 100_001 + "}",
    "@article{a, title = " + "a # " * 50_000 + "a}",
    "@string{a = {" + "x" * 5000 + "}}"
    + "".join(f"@string{{{'a' * n} = {'a' * (n - 1)} # {'a' * (n - 1)}}}\n" for n in range(2, 40))
    + f"@misc{{k, title = {'a' * 39}}}",
    "@misc{k, title={A}, crossref={" + ",".join(map(str, range(20_000))) + "}}",
    "\n".join(f"@misc{{k{n}, title={{A}}, crossref={{k{n + 1}}}}}" for n in range(3000)),
    "@misc{k, title={A}, year={" + "9" * 100_000 + "}, month={" + "x" * 100_000 + "}}",
    "@misc{k, title={A}, url={" + "http://" * 50_000 + "}, doi={10." + "1" * 100_000 + "}}",
    " " * 1_000_000 + "@misc{k, title={A}}",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_neither_hangs_nor_raises(number: int) -> None:
    begin = time.process_time()
    found = list(read("a.bib", HOSTILE[number]))
    assert time.process_time() - begin < 10
    assert found


@given(st.text(st.sampled_from('@{}(),="#\\$~ \n%aarticle1-'), max_size=80))
def test_any_text_is_read_to_its_end(text: str) -> None:
    list(read("a.bib", text))


@given(st.integers(0, 200))
def test_a_cut_file_gives_what_stands_before_the_cut(place: int) -> None:
    entry = '@article{{k{0},\n title = {{Title {0}}},\n author = "A B and C D",\n year = 2018\n}}\n'
    text = "".join(entry.format(number) for number in range(3))
    whole = {draft.key: draft.fields for draft in drafts(text)}
    for draft in drafts(text[:place] if "@" in text[:place] else text):
        if draft.key in whole and f"k{int(str(draft.key)[1:]) + 1}" in text[:place]:
            assert draft.fields == whole[draft.key]
