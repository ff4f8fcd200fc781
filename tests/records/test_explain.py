"""What libyaml could not read, in a contributor's words: the mistakes that people make."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_list.diagnostics import Diagnostic, Edit
from reading_list.records.explain import quoted, shown
from reading_list.records.reader import read

COLON = "a colon followed by a space inside a text without quotes"
BEGIN = "a text without quotes cannot begin with `{}`"
UNLIKE = "this line is indented unlike the lines it belongs to"
ONE_COLUMN = "fields of one level begin in the same column"
BRACKET = "a bracket is opened here and not closed as YAML expects"
NO_COLON = "this line is no `field: value`"
AFTER = "text follows after the closing {}"

# Input, line:column, rule, message, the beginning of the hint, the text after the repair.
# A repair is attached only where it is certain: None stands for none.
MISTAKES: list[tuple[str, str, str, str, str, str | None]] = [
    # A colon in a text.
    ("title: GANs: a survey\n", "1:12", "colon", COLON,
     'put the text in double quotes: title: "GANs: a survey"', 'title: "GANs: a survey"\n'),
    ("title: GANs: a: survey  \n", "1:12", "colon", COLON, "put the text in double quotes",
     'title: "GANs: a: survey"  \n'),
    ("year: 2018\ntitle:   A: b\nvenue: x\n", "2:11", "colon", COLON,
     'put the text in double quotes: title: "A: b"', 'year: 2018\ntitle:   "A: b"\nvenue: x\n'),
    ("title: 深度: 学习\n", "1:10", "colon", COLON, "put", 'title: "深度: 学习"\n'),
    ("title: 😀😀: x\n", "1:10", "colon", COLON, "put", 'title: "😀😀: x"\n'),
    ('title: The "A": b \\c\n', "1:15", "colon", COLON, "put", 'title: "The \\"A\\": b \\\\c"\n'),
    ("links:\n  pdf: a: b\n", "2:9", "colon", COLON, "put", 'links:\n  pdf: "a: b"\n'),
    ("authors:\n  - name: A: b\n", "2:12", "colon", COLON, "put",
     'authors:\n  - name: "A: b"\n'),
    ("title: A: b\r\nyear: 2018\r\n", "1:9", "colon", COLON, "put",
     'title: "A: b"\r\nyear: 2018\r\n'),
    ("title: A: b", "1:9", "colon", COLON, "put", 'title: "A: b"'),
    ("title: A: b # c\n", "1:9", "colon", COLON,
     ('put the text in double quotes: title: "A: b" # c if a comment begins at the `#`, '
      'title: "A: b # c" if the `#` belongs to the text'), None),
    ("title: A: b\n  c\n", "1:9", "colon", COLON, "put", None),
    ("title: A: b\n\n  c\n", "1:9", "colon", COLON, "put", None),
    ('title: "A": b\n', "1:11", "after-quote", AFTER.format("quote"), "quote the whole", None),
    ('title:  "A": b\n', "1:12", "after-quote", AFTER.format("quote"), "quote the whole", None),
    ("title: [A]: b\n", "1:11", "after-quote", AFTER.format("bracket"), "quote the", None),
    # A first character that means something else.
    ("title: @home\n", "1:8", "first-character", BEGIN.format("@"),
     'put it in double quotes: "@home"', 'title: "@home"\n'),
    ("title:\t@home\n", "1:8", "first-character", BEGIN.format("@"), "put", 'title:\t"@home"\n'),
    ("title: `ls` is a\n", "1:8", "first-character", BEGIN.format("`"), "put",
     'title: "`ls` is a"\n'),
    ("title: %d bits\n", "1:8", "first-character", BEGIN.format("%"), "put", 'title: "%d bits"\n'),
    ("note: *new* here\n", "1:7", "first-character", BEGIN.format("*"), "put",
     'note: "*new* here"\n'),
    ("note: **new**\n", "1:7", "first-character", BEGIN.format("*"), "put", 'note: "**new**"\n'),
    ("note: & so on\n", "1:7", "first-character", BEGIN.format("&"), "put", 'note: "& so on"\n'),
    ("note: !wow!x\n", "1:7", "first-character", BEGIN.format("!"), "put", 'note: "!wow!x"\n'),
    ("title: ? or not\n", "1:8", "first-character", BEGIN.format("?"), "put",
     'title: "? or not"\n'),
    ("title: , b\n", "1:8", "first-character", BEGIN.format(","), "put", 'title: ", b"\n'),
    ("title: ] b\n", "1:8", "first-character", BEGIN.format("]"), "put", 'title: "] b"\n'),
    ("title: } b\n", "1:8", "first-character", BEGIN.format("}"), "put", 'title: "} b"\n'),
    ("title: > b\n", "1:8", "first-character", BEGIN.format(">"), "put", None),
    ("title: | b\n", "1:8", "first-character", BEGIN.format("|"), "put", None),
    ("title: @a # b\n", "1:8", "first-character", BEGIN.format("@"),
     'put it in double quotes: "@a" # b if a comment begins at the `#`, "@a # b" if the `#`', None),
    ("title: @a\n  b\n", "1:8", "first-character", BEGIN.format("@"), "put", None),
    ("authors:\n  - @a\n  - b\n", "2:5", "first-character", BEGIN.format("@"), "put",
     'authors:\n  - "@a"\n  - b\n'),
    ("topics: [@a, b]\n", "1:10", "first-character", BEGIN.format("@"),
     'put it in double quotes: "@a"', 'topics: ["@a", b]\n'),
    ("topics: [a, `b c` ]\n", "1:13", "first-character", BEGIN.format("`"), "put",
     'topics: [a, "`b c`" ]\n'),
    ("links: {pdf: @x, code: y}\n", "1:14", "first-character", BEGIN.format("@"), "put",
     'links: {pdf: "@x", code: y}\n'),
    ("topics: [\n  @a,\n  b]\n", "2:3", "first-character", BEGIN.format("@"), "put", None),
    ("@article{x, title={a}}\n", "1:1", "first-character", BEGIN.format("@"), "put", None),
    # Tabs.
    ("title: a\n\tyear: 2018\n", "2:1", "tab", "a tab stands where YAML wants spaces",
     "indent with two spaces", None),
    ("authors:\n\t- b\n", "2:1", "tab", "a tab stands where YAML wants spaces", "indent", None),
    ("authors:\n  -\tb: c\n", "2:4", "tab", "a tab stands where YAML", "indent", None),
    ("links:\n  pdf: x\n\tcode: x\n", "3:1", "tab", "a tab stands where", "indent", None),
    # Quotes.
    ('title: "open\nyear: 2018\n', "1:8", "quote", "the text that begins here has no",
     'close it with "', None),
    ("title: 'open\nyear: 2018\n", "1:8", "quote", "the text that begins here has no closing",
     "close it with '", None),
    ('a: b\ntitle: "open\n---\n', "2:8", "quote", "the text that begins here has", "close", None),
    ('title: "AMC" is it\n', "1:14", "after-quote", AFTER.format("quote"),
     'quote the whole text; a quote inside it is written \\"', None),
    ("title: 'it's'\n", "1:12", "after-quote", AFTER.format("quote"), "quote the whole", None),
    ('title: "50 \\% off"\n', "1:12", "escape",
     "a backslash in double quotes begins an escape that YAML does not know",
     "write the backslash twice, or use single quotes", 'title: "50 \\\\% off"\n'),
    ('title: a\nnote: "the\n  \\uZZ"\n', "3:5", "escape", "a backslash in double", "write", None),
    ('title: "\\ud800"\n', "1:11", "escape", "a backslash in double quotes", "write", None),
    # Brackets.
    ("topics: [a, b\nyear: 2018\n", "1:9", "bracket", BRACKET,
     "close the list, or quote a text that holds `[`, `]`, `{`, `}` or `,`", None),
    ("topics: [a, b\n", "1:9", "bracket", BRACKET, "close", None),
    ("a: b\ntopics: [\n", "2:9", "bracket", BRACKET, "close", None),
    ("topics: [a, , b]\n", "1:9", "bracket", BRACKET, "close", None),
    ("links: {pdf: x\nyear: 2018\n", "1:8", "bracket", BRACKET, "close", None),
    ("authors:\n- {name: x, orcid: y\n- b\n", "2:3", "bracket", BRACKET, "close", None),
    ("title: [Survey] of x\n", "1:17", "after-quote", AFTER.format("bracket"), "quote", None),
    ("title: {A} survey\n", "1:12", "after-quote", AFTER.format("bracket"), "quote", None),
    ("topics: [a]]\n", "1:12", "after-quote", AFTER.format("bracket"), "quote", None),
    # Lines that are no fields, and fields in the wrong column.
    ("title: a\nyear 2018\nvenue: x\n", "2:1", "no-colon", NO_COLON,
     "a colon and a space follow a field's name", None),
    ("title: a\nyear:2018\n", "2:1", "no-colon", NO_COLON, "a colon and a space", None),
    ("title: a\nnote: b\nmore\n", "3:1", "no-colon", NO_COLON, "a colon", None),
    ("authors:\n-a\n-b\n", "2:1", "no-colon", NO_COLON, "a colon", None),
    ("title: a\n  year: 2018\n", "2:7", "indentation", "a field begins where none can stand",
     ONE_COLUMN, None),
    ("  title: a\nyear: 2018\n", "2:1", "indentation", UNLIKE, ONE_COLUMN, None),
    ("links:\n  pdf: x\n code: y\n", "3:2", "indentation", UNLIKE, ONE_COLUMN, None),
    ("authors:\n  - a\n - b\n", "3:2", "indentation", UNLIKE,
     "items of one list begin in the same column", None),
    ("authors: - b\n", "1:10", "list", "a list item stands on the line of its field",
     "begin the list on the next line: `- ` and one item a line", None),
    ("%YAML 2.0\n---\na: b\n", "1:1", "syntax",
     "this is not YAML: found incompatible YAML document", "quote the text", None),
]  # fmt: skip


def finding_of(text: str) -> Diagnostic:
    document = read("papers/x.yaml", text.encode())
    assert document.data is None
    (finding,) = document.diagnostics
    return finding


@pytest.mark.parametrize(("text", "place", "rule", "message", "hint", "mended"), MISTAKES)
def test_a_mistake_is_named_at_its_place_with_what_to_do(
    text: str, place: str, rule: str, message: str, hint: str, mended: str | None
) -> None:
    finding = finding_of(text)
    assert (f"{finding.span.line}:{finding.span.column}", finding.rule) == (place, f"yaml/{rule}")
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)
    assert finding.path == "papers/x.yaml"
    assert finding.is_error
    assert finding.snippet == text.split("\n")[finding.span.line - 1].rstrip("\r")
    assert bool(finding.edits) == (mended is not None)


@pytest.mark.parametrize(
    ("text", "mended"), [(case[0], case[5]) for case in MISTAKES if case[5] is not None]
)
def test_the_repair_is_what_was_meant_and_nothing_else_changes(text: str, mended: str) -> None:
    (edit,) = finding_of(text).edits
    assert applied(text, edit) == mended
    document = read("papers/x.yaml", mended.encode())
    assert document.diagnostics == ()
    assert document.data is not None


def applied(text: str, edit: Edit) -> str:
    span = edit.span
    assert span.line == span.end_line
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + edit.text + line[span.end_column - 1 :]
    return "\n".join(lines)


titles = st.text("ab :#@`%*&!,[]{}?-|>\"'\\王\t", min_size=1, max_size=15)


@settings(max_examples=300)
@given(titles.filter(lambda title: title.lstrip()[:1] not in "[{"))
def test_every_repair_of_a_title_is_read_as_the_title_that_was_typed(title: str) -> None:
    text = f"year: 2018\ntitle: {title}\nvenue: x\n"
    document = read("x", text.encode())
    if document.data is not None or not document.diagnostics[0].edits or title.lstrip()[0] == '"':
        return
    (edit,) = document.diagnostics[0].edits
    mended = read("x", applied(text, edit).encode())
    assert mended.data == {"year": "2018", "title": title.strip(), "venue": "x"}


@given(st.text("ab\"\\:#\n\t '王", max_size=20))
def test_quoted_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
    assert "\n" not in quoted(text)


def test_text_of_a_file_is_shown_short_and_inert() -> None:
    assert shown("a\x1b[2J\nb") == "a\\x1b[2J b"
    assert len(shown("x" * 1_000)) == 60


def test_a_message_holds_no_more_of_a_long_text_than_a_reader_wants() -> None:
    finding = finding_of("title: a: " + "b" * 100_000)
    assert len(finding.message) < 100
    assert len(finding.hint) < 150
    assert len(finding.snippet) == 400
