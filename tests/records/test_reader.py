"""YAML to values with their places: what may stand in a file, and what is refused where."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_list.diagnostics import START, Diagnostic, Span
from reading_list.records.limits import Limits
from reading_list.records.reader import Document, line_at, read

GOOD = """\
# yaml-language-server: $schema=../../schemas/paper.schema.json
title: "AMC: AutoML for Model Compression"
authors:
  - Yihui He
  - {name: Song Han, orcid: 0000-0002-4186-7618}
year: 2018  # as printed
topics: [pruning, automl]
arxiv: "1802.03494"
links:
  pdf: https://example.org/a.pdf
note: |
  One *short*
  paragraph.
"""


def found(text: str | bytes) -> Diagnostic:
    """The first finding of a file without values."""
    raw = text if isinstance(text, bytes) else text.encode()
    document = read("papers/x.yaml", raw)
    assert document.data is None
    return document.diagnostics[0]


def place(finding: Diagnostic) -> str:
    return "{}:{}-{}:{}".format(*finding.span)


def cut(document: Document, span: Span) -> str:
    """What stands at a span of one line."""
    assert span.line == span.end_line
    return document.text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def test_a_good_record_is_read_without_a_word() -> None:
    document = read("papers/x.yaml", GOOD.encode())
    assert document.diagnostics == ()
    assert document.path == "papers/x.yaml"
    assert document.text == GOOD
    assert document.data == {
        "title": "AMC: AutoML for Model Compression",
        "authors": ["Yihui He", {"name": "Song Han", "orcid": "0000-0002-4186-7618"}],
        "year": "2018",
        "topics": ["pruning", "automl"],
        "arxiv": "1802.03494",
        "links": {"pdf": "https://example.org/a.pdf"},
        "note": "One *short*\nparagraph.\n",
    }


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "on", "1802.03494", "0x1F", "1_000", "12:30", "2019-01-20", ".inf", "1e3",
     "010", "=", "<<", "True", "Null", "--", "a#b", "C++", "x:y", "-1", "http://a.b/c?d=e&f"],
)  # fmt: skip
def test_a_scalar_stays_text(text: str) -> None:
    assert read("x", f"a: {text}\n".encode()).data == {"a": text}


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: # later", "{a}", "{a: , }"])
def test_a_value_left_out_is_none(text: str) -> None:
    assert read("x", text.encode()).data == {"a": None}


@pytest.mark.parametrize("text", ["a: ''", 'a: ""', "a: '~'", 'a: "null"', "a: |\n", "a: >-\n\n"])
def test_a_text_in_quotes_or_a_block_is_a_text(text: str) -> None:
    data = read("x", text.encode()).data
    assert data is not None
    assert isinstance(data["a"], str)


PLAIN = "a: b\nc: [d]\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.rstrip().encode(),
        b"---\n" + PLAIN.encode(),
        PLAIN.encode() + b"...\n",
        b"%YAML 1.1\n---\n" + PLAIN.encode(),
        b"{a: b, c: [d]}",
        b'{"a": "b", "c": ["d"]}',
        b"? a\n: b\n? c\n: - d\n",
        b"\n\n# comment\n" + PLAIN.encode() + b"\n \n# end",
        b"a:\tb\nc:\t[d]\t\n",
    ],
)
def test_other_ways_to_write_the_same_are_read_alike(raw: bytes) -> None:
    document = read("x", raw)
    assert (document.data, document.diagnostics) == ({"a": "b", "c": ["d"]}, ())


def test_each_value_and_key_has_its_place() -> None:
    document = read("x", GOOD.encode())
    assert cut(document, document.marks[("title",)]) == '"AMC: AutoML for Model Compression"'
    assert cut(document, document.marks[("authors", 0)]) == "Yihui He"
    assert cut(document, document.marks[("authors", 1, "orcid")]) == "0000-0002-4186-7618"
    assert cut(document, document.marks[("year",)]) == "2018"
    assert cut(document, document.marks[("topics", 1)]) == "automl"
    assert cut(document, document.keys[("links", "pdf")]) == "pdf"
    assert cut(document, document.keys[("authors", 1, "name")]) == "name"
    assert document.marks[("note",)] == Span(11, 7, 14, 1)


def test_columns_count_code_points() -> None:
    document = read("x", 'é: "王伟 😀"\nb: [𝒳, e\u0301, z]\n'.encode())
    assert document.keys[("é",)] == Span(1, 1, 1, 2)
    assert document.marks[("é",)] == Span(1, 4, 1, 10)
    assert document.marks[("b", 2)] == Span(2, 12, 2, 13)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_neither_bom_nor_line_ends_move_a_place(start: bytes, end: bytes) -> None:
    document = read("x", start + b"a: b" + end + b"c: d" + end)
    assert document.keys[("a",)] == Span(1, 1, 1, 2)
    assert document.marks[("c",)] == Span(2, 4, 2, 5)
    assert line_at(document.text, 2) == "c: d"


def test_the_place_of_what_is_missing_is_the_key_of_what_should_hold_it() -> None:
    document = read("x", b"a:\n  b: c\nd:\n  - {e: f}\n")
    assert document.place(("a", "b")) == document.marks[("a", "b")]
    assert document.place(("a", "b"), of_key=True) == document.keys[("a", "b")]
    assert document.place(("a", "x")) == document.keys[("a",)]
    assert document.place(("a", "x", "y", 3)) == document.keys[("a",)]
    assert document.place(("d", 0, "x")) == document.marks[("d", 0)]
    assert document.place(("x",)) == document.marks[()]
    assert read("x", b"").place(("x",)) == START


# Title, input, line:column-line:column, rule, message, hint.
REFUSED: list[tuple[str, str | bytes, str, str, str, str]] = [
    ("empty", "", "1:1-1:1", "yaml/empty", "the file is empty", "begin with `title: \"...\"`"),
    ("blank", "\n  \n", "1:1-1:1", "yaml/empty", "the file is empty", "begin with"),
    ("comment", "# later\n", "1:1-1:1", "yaml/empty", "the file is empty", "begin with"),
    ("dashes", "---\n", "1:1-1:1", "yaml/empty", "the file is empty", "begin with"),
    ("null", "null\n", "1:1-1:5", "yaml/not-a-mapping", "the file holds one text", "begin with"),
    ("list", "- a\n", "1:1-1:1", "yaml/not-a-mapping", "the file holds a list instead",
     "begin with `title: \"...\"` and one field a line"),
    ("text", "title a\n", "1:1-1:8", "yaml/not-a-mapping", "the file holds one text", "begin"),
    ("utf16", "a: b\n".encode("utf-16"), "1:1-1:1", "yaml/encoding",
     "the file is UTF-16, not UTF-8", "save the file as UTF-8"),
    ("utf16be", b"\xfe\xff\0a", "1:1-1:1", "yaml/encoding", "the file is UTF-16", "save"),
    ("latin1", b"a: b\ntitle: Caf\xe9 x\n", "2:11-2:12", "yaml/encoding",
     "byte 0xE9 is not UTF-8 text", "save the file as UTF-8"),
    ("after-cjk", "title: 王伟".encode() + b"\xff\n", "1:10-1:11", "yaml/encoding",
     "byte 0xFF is not UTF-8 text", "save"),
    ("surrogate", b"a: \xed\xa0\x80\n", "1:4-1:5", "yaml/encoding", "byte 0xED is not", "save"),
    ("cut-off", b"a: \xe2\x82", "1:4-1:5", "yaml/encoding", "byte 0xE2 is not", "save"),
    ("nul", 'title: "a\0b"\n', "1:10-1:11", "yaml/character",
     "the character U+0000 may not stand in a record", "it is invisible or no text at all: delete"),
    ("escape", "a: b\nc: \x1b[31m\n", "2:4-2:5", "yaml/character", "the character U+001B", "it"),
    ("bidi", "a: \u202eb\n", "1:4-1:5", "yaml/character", "the character U+202E", "it is"),
    ("isolate", "a: \u2066b\n", "1:4-1:5", "yaml/character", "the character U+2066", "it is"),
    ("separator", "a: b\u2028c\n", "1:5-1:6", "yaml/character", "the character U+2028", "it is"),
    ("bom-inside", "a: \ufeffb\n", "1:4-1:5", "yaml/character", "the character U+FEFF", "it is"),
    ("nel", "a: b\u0085c: \"d\n", "1:5-1:6", "yaml/character", "the character U+0085", "it is"),
    ("cr", "a: b\rc: \"d\n", "1:5-1:6", "yaml/character", "the character U+000D", "it is"),
    ("non-character", "a: \uffff\n", "1:4-1:5", "yaml/character", "the character U+FFFF", "it"),
    ("escaped", 'a: "b\\x1b"\n', "1:4-1:11", "yaml/character",
     "an escape in this text stands for a character that may not be there",
     "write the text itself, without `\\x..` or `\\u....`"),
    ("escaped-key", '"\\0": a\n', "1:1-1:5", "yaml/character", "an escape in this text", "write"),
    ("escaped-bidi", 'a: "\\u202e"\n', "1:4-1:12", "yaml/character", "an escape in", "write"),
    ("escaped-nel", 'a: "\\N"\n', "1:4-1:8", "yaml/character", "an escape in this", "write"),
    ("escaped-cr", 'a: "\\r"\n', "1:4-1:8", "yaml/character", "an escape in this", "write"),
    ("anchor", "a: &x 1\n", "1:4-1:8", "yaml/anchor",
     "`&x` is a YAML anchor, which records do not use",
     "if it is meant as text, put it in double quotes"),
    ("anchor-key", "&x a: 1\n", "1:1-1:5", "yaml/anchor", "`&x` is a YAML anchor", "if it"),
    ("anchor-root", "&x\na: 1\n", "1:1-2:1", "yaml/anchor", "`&x` is a YAML anchor", "if it"),
    ("anchor-list", "a: &x [b]\n", "1:4-1:8", "yaml/anchor", "`&x` is a YAML anchor", "if it"),
    ("alias", "a: *x\n", "1:4-1:6", "yaml/alias",
     "`*x` is a YAML alias, which records do not use", "if it is meant as text"),
    ("alias-item", "a: [*x]\n", "1:5-1:7", "yaml/alias", "`*x` is a YAML alias", "if it"),
    ("merge", "<<: *x\n", "1:5-1:7", "yaml/alias", "`*x` is a YAML alias", "if it is meant"),
    ("bomb", "a: &a [x]\nb: &b [*a, *a]\n", "1:4-1:8", "yaml/anchor", "`&a` is a", "if it"),
    ("tag", "a: !x b\n", "1:4-1:8", "yaml/tag",
     "`!x` is a YAML tag, which records do not use", "if it is meant as text"),
    ("tag-root", "!!map\na: 1\n", "1:1-2:1", "yaml/tag", "`tag:yaml.org,2002:map` is", "if it"),
    ("tag-key", "!x a: 1\n", "1:1-1:5", "yaml/tag", "`!x` is a YAML tag", "if it is"),
    ("tag-python", "a: !!python/object/apply:os.system [ls]\n", "1:4-1:37", "yaml/tag",
     "`tag:yaml.org,2002:python/object/apply:os.system` is a YAML tag", "if it"),
    ("list-key", "? [a]\n: b\n", "1:3-1:4", "yaml/key", "a field's name must be plain text", "if"),
    ("map-key", "{a: b}: c\n", "1:1-1:2", "yaml/key", "a field's name must be plain", "if it"),
    ("two", "a: b\n---\nc: d\n", "2:1-2:4", "yaml/two-documents", "a second document begins here",
     "one file holds one record: move it to a file of its own and delete the `---`"),
    ("end", "a: b\n---\n", "2:1-2:4", "yaml/two-documents", "a second document begins", "one"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where", "rule", "message", "hint"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_what_is_no_record_is_refused_at_its_place(
    text: str | bytes, where: str, rule: str, message: str, hint: str
) -> None:
    finding = found(text)
    assert (place(finding), finding.rule) == (where, rule)
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)
    assert finding.is_error


def test_a_finding_shows_its_line() -> None:
    assert found("a: b\nc: *x # y\n").snippet == "c: *x # y"
    assert found(b"a: b\r\nc: *x\r\n").snippet == "c: *x"
    assert found(b"a: b\nc: d\xff\n").snippet == "c: d"


def test_a_duplicate_key_points_at_the_second_and_the_first_one_counts() -> None:
    document = read("x", b"a: 1\nb: 2\na: 3\na: [4]\n")
    assert document.data == {"a": "1", "b": "2"}
    assert [(place(f), f.rule, f.message, f.hint) for f in document.diagnostics] == [
        ("3:1-3:2", "yaml/duplicate-key", "the field 'a' stands here a second time",
         "the first one is in line 1: keep one of them"),
        ("4:1-4:2", "yaml/duplicate-key", "the field 'a' stands here a second time",
         "the first one is in line 1: keep one of them"),
    ]  # fmt: skip
    assert document.marks[("a",)] == Span(1, 4, 1, 5)


def test_a_duplicate_key_deep_inside_is_found_as_well() -> None:
    document = read("x", b"a:\n  - {b: 1, c: 2, b: 3}\n")
    assert document.data == {"a": [{"b": "1", "c": "2"}]}
    assert [place(f) for f in document.diagnostics] == ["2:18-2:19"]


def test_a_duplicate_key_moves_no_place_of_the_first_one() -> None:
    once = read("x", b"a: [b, c, d]\n")
    twice = read("x", b"a: [b, c, d]\na: {2: x, b: [y]}\n")
    assert {loc: twice.marks[loc] for loc in once.marks if loc} == {
        loc: span for loc, span in once.marks.items() if loc
    }


# A few limits, so that the files stay short.
SMALL = Limits(size=100, depth=3, nodes=5)


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("a: " + "x" * 98, "yaml/too-large", "the file is larger than 0 kB"),
        ("a: [[[b]]]", "yaml/too-deep", "values are nested more than 3 levels deep"),
        ("a:\n b:\n  c:\n   d: e", "yaml/too-deep", "values are nested more than 3 levels"),
        ("a: [1, 2, 3, 4, 5]", "yaml/too-many", "the file holds more than 5 values"),
        ("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6", "yaml/too-many", "the file holds more than"),
        ("a: 1\na: 2\na: 3\na: 4\na: 5\na: 6", "yaml/too-many", "the file holds more than"),
    ],
)
def test_limits_are_kept(text: str, rule: str, message: str) -> None:
    document = read("x", text.encode(), SMALL)
    assert document.data is None
    assert document.diagnostics[-1].rule == rule
    assert document.diagnostics[-1].message.startswith(message)


@pytest.mark.parametrize("text", ["a: " + "x" * 97, "a: [[b]]", "a: [1, 2, 3, 4]"])
def test_what_is_just_within_the_limits_is_read(text: str) -> None:
    assert read("x", text.encode(), SMALL).diagnostics == ()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail, rather than hang, when the work takes a hundred times as long as it should."""

    def fail(*_: object) -> None:
        pytest.fail("this takes more than linear time")

    before = signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


HUGE = {
    "flow": b"a: " + b"[" * 100_000,
    "flow-map": b"a: " + b"{a: " * 100_000,
    "block": b"a:\n" + b"- " * 100_000,
    "block-map": b"".join(b" " * depth + b"a:\n" for depth in range(1_000)),
    "question": b"? " * 100_000,
    "one-line": b"title: " + b"x" * 990_000 + b" @: y",
    "colon-and-spaces": b"title: a: b" + b" " * 990_000 + b"x",
    "colons": b"title:" + b" a:" * 300_000,
    "spaces-before": b" " * 990_000 + b"a: b: c",
    "word-before": b"a" * 990_000 + b": b: c",
    "dashes": b"a: b\n" + b"- " * 400_000 + b"@",
    "open-quote": b'title: "' + b"x\n" * 450_000,
    "open-bracket": b"title: [" + b"x\n" * 450_000,
    "quotes": b"title: " + b"'' " * 300_000,
    "backticks": b"title: `" + b"x, " * 300_000,
    "flow-tick": b"a: [b, `" + b"x" * 990_000,
    "anchor": b"a: &" + b"x" * 990_000,
    "tag": b"a: !" + b"x" * 990_000,
    "comments": b"#\n" * 450_000,
    "bad-byte": b"a\n" * 450_000 + b"\xff",
    "bad-character": b"a\n" * 450_000 + b"\0",
    "duplicates": b"a:\n" * 19_999,
    "not-closed": b"\n" * 990_000 + b"a: [",
}


@pytest.mark.parametrize("raw", HUGE.values(), ids=HUGE.keys())
def test_a_megabyte_of_anything_is_answered_at_once(raw: bytes) -> None:
    with at_most(5):
        document = read("x", raw)
    assert document.diagnostics


class Counted(str):
    """A text that counts how often it is searched or split."""

    searches = 0

    def find(self, *arguments: object) -> int:  # type: ignore[override]
        self.searches += 1
        return str(self).find(*arguments)  # type: ignore[arg-type]

    def split(self, *arguments: object) -> list[str]:  # type: ignore[override]
        self.searches += 1
        return str(self).split(*arguments)  # type: ignore[arg-type]


def test_the_lines_of_many_findings_cost_one_search_of_the_text() -> None:
    text = Counted("a\n" * 2_000)
    assert {line_at(text, number) for number in range(1, 2_001)} == {"a"}
    assert text.searches <= 1


def test_a_line_is_cut_and_one_past_the_end_is_empty() -> None:
    assert line_at("a\nb", 2) == "b"
    assert line_at("a\nb\n", 3) == ""
    assert line_at("a\nb", 9) == ""
    assert line_at("x" * 500, 1) == "x" * 400


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    document = read("x", raw)
    assert document.data is not None or document.diagnostics


WEIRD = "\n\r\t :-?[]{},#&*!|>'\"%@`~<=\\\0\u0085\u00a0\u2028\ufeff王😀ab01.nxu"


@settings(max_examples=500)
@given(st.text(WEIRD, max_size=60))
def test_no_text_makes_it_raise_and_every_place_is_in_the_text(text: str) -> None:
    document = read("x", text.encode())
    assert document.data is not None or document.diagnostics
    lines = text.removeprefix("\ufeff").split("\n")
    for finding in document.diagnostics:
        span = finding.span
        assert 1 <= span.line <= len(lines) + 1
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        assert finding.snippet == line.rstrip("\r")
        assert 1 <= span.column <= len(line) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


words = st.text("abcXYZ019 .-_äß王😀", min_size=1, max_size=12).map(str.strip)
scalars = st.one_of(words, st.text(st.characters(exclude_categories=["C", "Z"]), max_size=10))
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
    max_leaves=10,
)
FLOW_STYLES = [True, False, None]


@given(st.dictionaries(scalars, trees, max_size=4), st.sampled_from(FLOW_STYLES))
def test_what_yaml_wrote_is_read_as_it_was(data: dict[str, object], flow: bool | None) -> None:
    text = yaml.dump(data, allow_unicode=True, default_flow_style=flow, Dumper=Quoting)
    document = read("x", text.encode())
    assert document.diagnostics == ()
    assert document.data == data == yaml.safe_load(text)


class Quoting(yaml.SafeDumper):
    """Writes no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@given(st.dictionaries(scalars, trees, max_size=4), st.sampled_from(FLOW_STYLES))
def test_each_scalar_stands_where_its_place_says(
    data: dict[str, object], flow: bool | None
) -> None:
    text = yaml.dump(data, allow_unicode=True, default_flow_style=flow, width=10_000)
    document = read("x", text.encode())
    if "&" in text:  # equal parts may have been written as aliases
        return
    for loc, span in document.marks.items():
        value: object = document.data
        for part in loc:
            value = value[part]  # type: ignore[index]
        if isinstance(value, str) and span.line == span.end_line:
            assert yaml.load(cut(document, span), yaml.BaseLoader) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r'title: "Learning $\theta$"', r"`\t` in double quotes is a tab"),
        (r'title: "Along $\nabla f$"', r"`\n` in double quotes is a line break"),
    ],
)
def test_a_macro_that_yaml_takes_for_an_escape_is_said(text: str, message: str) -> None:
    (found,) = read("papers/x.yaml", text.encode()).diagnostics
    assert (found.rule, found.message, found.span.column) == ("yaml/escape", message, 8)
    assert "single quotes" in found.hint


@pytest.mark.parametrize(
    "text",
    [r'title: "Learning $\\theta$"', r"title: '$\theta$'", 'title: "a\n  b"', 'note: "a\tb"'],
)
def test_maths_that_yaml_leaves_alone_is_fine(text: str) -> None:
    assert read("papers/x.yaml", text.encode()).diagnostics == ()


def test_both_sides_of_a_merge_are_called_that() -> None:
    text = 'title: "A"\n<<<<<<< HEAD\nyear: 2015\n=======\nyear: 2016\n>>>>>>> other\n'
    (found,) = read("p", text.encode()).diagnostics
    assert (found.rule, found.span.line, found.span.column) == ("yaml/conflict", 2, 1)
    assert read("p", b'title: "<<<<<<< HEAD"\n').diagnostics == ()
