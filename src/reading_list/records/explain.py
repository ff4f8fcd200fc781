"""libyaml's complaints in a contributor's words.

libyaml is exact about the place and poor about the cause of the commonest mistakes: an unquoted
colon in a title, a tab, a value that begins with `@`. What pydantic complains of is explained in
`complaints`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, START, Diagnostic, Edit, Severity, Span

if TYPE_CHECKING:
    from yaml import MarkedYAMLError
    from yaml.reader import ReaderError

__all__ = ["CONFLICT", "Severity", "quoted", "shown", "yaml_error"]

# What is wrong, and what to do, where git has left both sides of a merge in a file.
CONFLICT = (
    "two branches meet here, and the file still holds both sides",
    "keep the right lines, delete the others and git's marks; two papers need two keys",
)


def shown(text: str, width: int = 60) -> str:
    """Text from a file as a message may hold it: one line, cut, controls made visible."""
    from reading_list.text import printable, shorten

    return printable(shorten(text, width))


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def yaml_error(path: str, text: str, error: MarkedYAMLError | ReaderError) -> Diagnostic:
    """The finding that stands for what libyaml could not read."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    span = _span_of(error)
    start = getattr(error, "context_mark", None)
    lines = [line.rstrip("\r") for line in text.split("\n")]
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    rest = line[span.column - 1 :]
    if "mapping values are not allowed" in problem:
        return _colon(path, lines, span)
    if rest.startswith("\t"):
        message = "a tab stands where YAML wants spaces"
        return _finding(path, "yaml/tab", message, "indent with two spaces", line, span)
    if "cannot start any token" in problem or "undefined tag handle" in problem:
        return _first_character(path, lines, span)
    if any(f"while {what}" in context for what in _BEGINNINGS):
        return _first_character(path, lines, _span_of(error, "context_mark"))
    if rest[:1] and rest[0] in "?,]}" and _BLOCK.fullmatch(line[: span.column - 1]):
        return _first_character(path, lines, span)
    if "block sequence entries are not allowed" in problem:
        message = "a list item stands on the line of its field"
        hint = "begin the list on the next line: `- ` and one item a line"
        return _finding(path, "yaml/list", message, hint, line, span)
    if "quoted scalar" in context and start is not None:
        return _quote(path, lines, span, _span_of(error, "context_mark"), problem)
    if "could not find expected ':'" in problem:
        return _no_colon(path, lines, span, start)
    if "while parsing a flow" in context:
        opened = _span_of(error, "context_mark")
        if "flow node" in context:  # whose mark is where something is missing
            opened = _last_bracket(lines, opened)
        message = "a bracket is opened here and not closed as YAML expects"
        hint = "close the list, or quote a text that holds `[`, `]`, `{`, `}` or `,`"
        line = lines[opened.line - 1] if opened.line <= len(lines) else ""
        return _finding(path, "yaml/bracket", message, hint, line, opened)
    if "did not find expected" in problem or "block end" in problem:
        return _misplaced(path, line, span)
    message = f"this is not YAML: {shown(problem)}"
    return _finding(
        path, "yaml/syntax", message, "quote the text, check the indentation", line, span
    )


# What libyaml is at when a text begins like something else of YAML.
_BEGINNINGS = ("scanning an alias", "scanning an anchor", "scanning a tag", "parsing a tag",
               "scanning a block scalar")  # fmt: skip
# What stands before a value outside brackets. Linear: no two parts can match the same text.
_BLOCK = re.compile(r"(?=.*\S)\s*(?:- )*(?:[\w-]+:\s+)?")
_FLOW = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?[\[{]")
_FIELD = re.compile(r"(?P<lead>\s*(?:- )?[\w-]+:\s+)(?P<value>[^\s\"'#\[{|>].*)")


def _colon(path: str, lines: list[str], span: Span) -> Diagnostic:
    """`title: GANs: a survey`."""
    line = lines[span.line - 1]
    match = _FIELD.match(line.rstrip())
    if match and span.column > match.start("value"):
        value = match["value"]
        place = Span(span.line, match.start("value") + 1, span.line, match.end("value") + 1)
        message = "a colon followed by a space inside a text without quotes"
        lead = match["lead"].strip()
        hint = f"put the text in double quotes: {_ways_to_quote(value, shown(lead) + ' ')}"
        edits = (Edit(place, quoted(value)),) if _is_all(lines, place, value) else ()
        return _finding(path, "yaml/colon", message, hint, line, span, edits)
    if line[: span.column - 1].rstrip()[-1:] in {'"', "'", "]", "}"}:
        return _misplaced(path, line, span)
    message = "a field begins where none can stand"
    hint = "fields of one level begin in the same column; text with `: ` needs double quotes"
    return _finding(path, "yaml/indentation", message, hint, line, span)


def _first_character(path: str, lines: list[str], span: Span) -> Diagnostic:
    """`author: @x`, `` title: `x` ``, `note: *x*`, `title: %x`, `topics: [@x, y]`."""
    line = lines[span.line - 1]
    before = line[: span.column - 1]
    value = line[span.column - 1 :].rstrip()
    is_block = _BLOCK.fullmatch(before) is not None
    is_flow = bool(_FLOW.match(before)) and _is_open(before)
    if is_flow:
        value = re.split(r"[],}]", value, maxsplit=1)[0].rstrip() or value
    place = Span(span.line, span.column, span.line, span.column + len(value))
    message = f"a text without quotes cannot begin with `{shown(value[:1])}`"
    hint = f"put it in double quotes: {_ways_to_quote(value)}"
    is_text = (is_block or is_flow) and value[:1] not in "|>"
    edits = (Edit(place, quoted(value)),) if is_text and _is_all(lines, place, value) else ()
    return _finding(path, "yaml/first-character", message, hint, line, place, edits)


def _quote(path: str, lines: list[str], span: Span, opened: Span, problem: str) -> Diagnostic:
    r"""`title: "open`, `title: "50 \% of it"`."""
    if "end of stream" not in problem and "document indicator" not in problem:
        message = "a backslash in double quotes begins an escape that YAML does not know"
        hint = "write the backslash twice, or use single quotes"
        line = lines[span.line - 1]
        at = line.rfind("\\", 0, span.column)  # the mark is at the backslash or behind it
        place = Span(span.line, at + 1, span.line, at + 1)
        is_text = at >= 0 and line[at + 1 : at + 2] not in {"x", "u", "U"}
        edits = (Edit(place, "\\"),) if is_text else ()
        return _finding(path, "yaml/escape", message, hint, line, span, edits)
    line = lines[opened.line - 1]
    message = "the text that begins here has no closing quote"
    hint = f"close it with {line[opened.column - 1]}"
    return _finding(path, "yaml/quote", message, hint, line, opened)


def _is_all(lines: list[str], place: Span, value: str) -> bool:
    """Whether `value` is the whole text: no comment ends it, no deeper line goes on with it."""
    here = lines[place.line - 1]
    after = next((line for line in lines[place.line :] if line.strip()), "")
    return " #" not in value and _indent(after) <= _indent(here)


def _ways_to_quote(value: str, lead: str = "") -> str:
    """What to type for `value`: two ways if ` #` may be a comment to its writer or a part of it."""
    whole = f"{lead}{shown(quoted(value))}"
    text, mark, comment = value.partition(" #")
    if not mark or not text.strip():
        return whole
    short = f"{lead}{shown(quoted(text.rstrip()))} {shown('#' + comment, 30)}"
    return f"{short} if a comment begins at the `#`, {whole} if the `#` belongs to the text"


def _is_open(text: str) -> bool:
    return sum(map(text.count, "[{")) > sum(map(text.count, "]}"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _last_bracket(lines: list[str], span: Span) -> Span:
    """The last bracket that is opened before `span`, or `span`."""
    for number in range(min(span.line, len(lines)), 0, -1):
        line = lines[number - 1]
        end = span.column - 1 if number == span.line else len(line)
        index = max(line.rfind("[", 0, end), line.rfind("{", 0, end))
        if index >= 0:
            return Span(number, index + 1, number, index + 2)
    return span


def _no_colon(path: str, lines: list[str], span: Span, start: object) -> Diagnostic:
    number = getattr(start, "line", span.line - 1) + 1
    line = lines[number - 1] if number <= len(lines) else ""
    lead = len(line) - len(line.lstrip())
    place = Span(number, lead + 1, number, len(line) + 1)
    message = "this line is no `field: value`"
    hint = "a colon and a space follow a field's name; text of several lines needs double quotes"
    return _finding(path, "yaml/no-colon", message, hint, line, place)


def _misplaced(path: str, line: str, span: Span) -> Diagnostic:
    """Wrong indentation, or text after a closing quote or bracket."""
    before = line[: span.column - 1].rstrip()
    if before.endswith(('"', "'", "]", "}")):
        message = "text follows after the closing " + (
            "quote" if before[-1] in "\"'" else "bracket"
        )
        inside = "''" if before[-1] == "'" else '\\"'
        hint = f"quote the whole text; a quote inside it is written {inside}"
        return _finding(path, "yaml/after-quote", message, hint, line, span)
    message = "this line is indented unlike the lines it belongs to"
    hint = "fields of one level begin in the same column, items of a list with `- `"
    if line.lstrip()[:1] == "-":
        hint = "items of one list begin in the same column"
    return _finding(path, "yaml/indentation", message, hint, line, span)


def _span_of(error: object, mark: str = "problem_mark") -> Span:
    place = getattr(error, mark, None)
    if place is None:
        return START
    return Span(place.line + 1, place.column + 1, place.line + 1, place.column + 2)


def _finding(
    path: str,
    rule: str,
    message: str,
    hint: str,
    line: str,
    span: Span,
    edits: tuple[Edit, ...] = (),
) -> Diagnostic:
    return Diagnostic(path, span, ERROR, rule, message, hint, line[:400], edits)
