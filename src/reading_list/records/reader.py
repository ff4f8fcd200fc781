"""YAML text to plain values with the place of each: `Document`.

Reads libyaml's events and never its composer: 100,000 opening brackets make the composer overflow
the stack and end the interpreter, while here a depth counter makes them a diagnostic. Scalars stay
text (YAML 1.1 would make `NO` false and `2301.00010` a float); whoever validates converts them.
Anchors, aliases, tags, second documents and duplicate keys are refused. What the values mean is
left to `parse` and the taxonomy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

import yaml
from yaml import events
from yaml.reader import ReaderError

from reading_list.diagnostics import ERROR, START, Diagnostic, Edit, Span
from reading_list.records import explain
from reading_list.records.limits import RECORD_LIMITS, Limits

Loc: TypeAlias = tuple[str | int, ...]
Node: TypeAlias = "str | None | list[Node] | dict[str, Node]"


class Document(NamedTuple):
    """A file read: its text, its values, where each value and key stands, what was wrong.

    `data` is None when the file as a whole could not be read. `marks` holds the span of each value
    by its path, `keys` that of each mapping key.
    """

    path: str
    text: str
    data: dict[str, Node] | None
    marks: dict[Loc, Span]
    keys: dict[Loc, Span]
    diagnostics: tuple[Diagnostic, ...]

    def place(self, loc: Loc, *, of_key: bool = False) -> Span:
        """The span at `loc`, or of the nearest parent that stands in the file.

        A loc that is in the file only in part (a missing field) points at the key of what should
        hold it.
        """
        if of_key and loc in self.keys:
            return self.keys[loc]
        if loc in self.marks:
            return self.marks[loc]
        while loc:
            loc = loc[:-1]
            if loc in self.keys:
                return self.keys[loc]
            if loc in self.marks:
                return self.marks[loc]
        return START

    def report(
        self,
        rule: str,
        message: str,
        span: Span,
        *,
        severity: explain.Severity = ERROR,
        hint: str = "",
        edits: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """A finding at `span` of this file, with the source line it points at."""
        snippet = line_at(self.text, span.line)
        return Diagnostic(self.path, span, severity, rule, message, hint, snippet, edits)


def read(path: str, raw: bytes, limits: Limits = RECORD_LIMITS) -> Document:
    """The document that `raw` holds; anything wrong with it is in `diagnostics`."""
    if len(raw) > limits.size:
        message = f"the file is larger than {limits.size // 1000:,} kB"
        return _unreadable(path, "", "yaml/too-large", message, "a record holds one paper")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(path, raw, error)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        span = _span_of_index(text, forbidden.start())
        message = f"the character U+{ord(forbidden[0]):04X} may not stand in a record"
        hint = "it is invisible or no text at all: delete it"
        return _unreadable(path, text, "yaml/character", message, hint, span)
    if "\n<<<<<<<" in (whole := f"\n{text}"):
        span = _span_of_index(text, whole.index("\n<<<<<<<"))
        return _unreadable(path, text, "yaml/conflict", *explain.CONFLICT, span)
    return _Builder(path, text, limits).build()


def line_at(text: str, line: int) -> str:
    """Line `line` (from 1) of `text`, cut at 400 characters; empty past the end."""
    lines = _lines(text)
    return lines[line - 1][:400].rstrip("\r") if line <= len(lines) else ""


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    """Kept for the next finding: a file with 20,000 mistakes asks for 20,000 of its lines."""
    return text.split("\n")


# C0 and C1 controls but tab and line ends; U+2028/9, direction overrides, surrogates, the BOM
# inside a text, non-characters. Joiners (U+200C, U+200D) are needed by real names and stay.
# Where a line ends, libyaml and we must agree: U+0085 and a carriage return alone end one there.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)


# A macro of maths whose first letter YAML would take for itself.
_MACRO = re.compile(
    r"(?<!\\)\\(?:nabla|neq?|neg|ni|not(?:in)?|nu|tanh?|tau|text[a-z]*|theta|tilde|times|to|top)"
    r"(?![A-Za-z])"
)
_BLANKS = {"t": "tab", "n": "line break"}


class _Refused(Exception):
    """The document cannot be read on from here."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Mark(Protocol):
    line: int
    column: int


class _Event(Protocol):
    """What libyaml's events have in common as far as their kind allows it to be asked for."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class _Builder:
    """Builds one document; recursion is bounded by the depth limit."""

    def __init__(self, path: str, text: str, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.nodes
        self.found: list[Diagnostic] = []
        self.document = Document(path, text, None, {}, {}, ())
        self.escapes = "\\" in text
        self.next_event: Callable[[], _Event] = _LOADER(text).get_event

    def build(self) -> Document:
        try:
            data = self._document()
        except _Refused as refusal:
            return self.document._replace(diagnostics=(*self.found, refusal.finding))
        except (yaml.MarkedYAMLError, ReaderError) as error:
            finding = explain.yaml_error(self.document.path, self.document.text, error)
            return self.document._replace(diagnostics=(*self.found, finding))
        return self.document._replace(data=data, diagnostics=tuple(self.found))

    def _document(self) -> dict[str, Node]:
        next_event = self.next_event
        next_event()  # StreamStart
        first = next_event()
        if _kind(first) is events.StreamEndEvent:
            raise self._refusal("yaml/empty", "the file is empty", START, _SHAPE_HINT)
        root = next_event()
        if _is_nothing(root) and not root.value:
            raise self._refusal("yaml/empty", "the file is empty", START, _SHAPE_HINT)
        if _kind(root) is not events.MappingStartEvent:
            what = "a list" if _kind(root) is events.SequenceStartEvent else "one text"
            message = f"the file holds {what} instead of `field: value` lines"
            raise self._refusal("yaml/not-a-mapping", message, _span(root), _SHAPE_HINT)
        if root.anchor is not None or root.tag is not None:
            self._refuse_marked(root)
        data = self._mapping((), 1)
        self.document.marks[()] = _span(root)
        next_event()  # DocumentEnd
        after = next_event()
        if _kind(after) is not events.StreamEndEvent:
            message = "a second document begins here"
            hint = "one file holds one record: move it to a file of its own and delete the `---`"
            raise self._refusal("yaml/two-documents", message, _span(after), hint)
        return data

    def _mapping(self, loc: Loc, depth: int) -> dict[str, Node]:
        next_event = self.next_event
        keys, marks = self.document.keys, self.document.marks
        found: dict[str, Node] = {}
        while True:
            event = next_event()
            kind = _kind(event)
            if kind is events.MappingEndEvent:
                return found
            if kind is not events.ScalarEvent:
                message = "a field's name must be plain text"
                raise self._refusal("yaml/key", message, _span(event), _QUOTE_HINT)
            if event.anchor is not None or event.tag is not None:
                self._refuse_marked(event)
            key = self._text(event) if self.escapes else event.value
            here = (*loc, key)
            if key in found:
                line = keys[here].line
                message = f"the field '{explain.shown(key)}' stands here a second time"
                hint = f"the first one is in line {line}: keep one of them"
                span = _span(event)
                self.found.append(
                    self.document.report("yaml/duplicate-key", message, span, hint=hint)
                )
                self._value((*here, -1), depth)  # a place that no item of the first one has
                continue
            keys[here] = _span(event)
            found[key] = self._value(here, depth)
            if here not in marks:
                marks[here] = keys[here]

    def _sequence(self, loc: Loc, depth: int) -> list[Node]:
        items: list[Node] = []
        while True:
            event = self.next_event()
            if _kind(event) is events.SequenceEndEvent:
                return items
            items.append(self._node(event, (*loc, len(items)), depth))

    def _value(self, loc: Loc, depth: int) -> Node:
        return self._node(self.next_event(), loc, depth)

    def _node(self, event: _Event, loc: Loc, depth: int) -> Node:
        self.left -= 1
        if self.left < 0:
            message = f"the file holds more than {self.limits.nodes:,} values"
            raise self._refusal("yaml/too-many", message, _span(event), "a record holds one paper")
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
        kind = _kind(event)
        self.document.marks[loc] = span = _span(event)
        if kind is events.ScalarEvent:
            if not event.style and event.value in _NOTHING:
                return None
            return self._text(event) if self.escapes else event.value
        if depth >= self.limits.depth:
            message = f"values are nested more than {self.limits.depth} levels deep"
            hint = "text that begins with `[` or `{` needs quotes"
            raise self._refusal("yaml/too-deep", message, span, hint)
        if kind is events.SequenceStartEvent:
            return self._sequence(loc, depth + 1)
        return self._mapping(loc, depth + 1)

    def _text(self, event: _Event) -> str:
        """The text of a scalar in a file with backslashes."""
        if _FORBIDDEN.search(event.value):
            message = "an escape in this text stands for a character that may not be there"
            hint = "write the text itself, without `\\x..` or `\\u....`"
            raise self._refusal("yaml/character", message, _span(event), hint)
        if event.style == '"' and ("\t" in event.value or "\n" in event.value):
            self._check_macros(event)
        return event.value

    def _check_macros(self, event: _Event) -> None:
        """Say where double quotes turn the beginning of a macro of maths into a blank."""
        span = _span(event)
        lines = self.document.text.split("\n")[span.line - 1 : span.end_line]
        found = _MACRO.search("\n".join(lines))
        if found:
            edits = tuple(
                Edit(Span(number, it.start() + 1, number, it.start() + 1), "\\")
                for number, line in enumerate(lines, span.line)
                for it in _MACRO.finditer(line, span.column - 1 if number == span.line else 0)
            )
            message = f"`{found[0][:2]}` in double quotes is a {_BLANKS[found[0][1]]}"
            hint = f"write `\\{found[0]}`, or put the text in single quotes"
            finding = self.document.report("yaml/escape", message, span, hint=hint, edits=edits)
            self.found.append(finding)

    def _refuse_marked(self, event: _Event) -> None:
        """Raise for an alias, an anchor or a tag."""
        if _kind(event) is events.AliasEvent:
            message = (
                f"`*{explain.shown(event.anchor or '')}` is a YAML alias, which records do not use"
            )
            raise self._refusal("yaml/alias", message, _span(event), _QUOTE_HINT)
        if event.anchor is not None:
            message = f"`&{explain.shown(event.anchor)}` is a YAML anchor, which records do not use"
            raise self._refusal("yaml/anchor", message, _span(event), _QUOTE_HINT)
        message = f"`{explain.shown(event.tag or '')}` is a YAML tag, which records do not use"
        raise self._refusal("yaml/tag", message, _span(event), _QUOTE_HINT)

    def _refusal(self, rule: str, message: str, span: Span, hint: str) -> _Refused:
        return _Refused(self.document.report(rule, message, span, hint=hint))


_SHAPE_HINT = 'begin with `title: "..."` and one field a line'
_QUOTE_HINT = "if it is meant as text, put it in double quotes"
_NOTHING = frozenset({"", "~", "null"})
# The pure parser only where PyYAML was built without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _kind(event: _Event) -> type:
    return type(event)


def _is_nothing(event: _Event) -> bool:
    """Whether this stands for no value. libyaml calls the style of a plain scalar `""`."""
    is_plain = _kind(event) is events.ScalarEvent and not event.style
    return is_plain and event.value in _NOTHING and not event.tag and not event.anchor


def _span(event: _Event) -> Span:
    start, end = event.start_mark, event.end_mark
    # Past the constructor of named tuples, which takes twice as long.
    return _new(Span, (start.line + 1, start.column + 1, end.line + 1, end.column + 1))


_new = tuple.__new__


def _span_of_index(text: str, index: int) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Span(line, column, line, column + 1)


def _unreadable(
    path: str, text: str, rule: str, message: str, hint: str, span: Span = START
) -> Document:
    document = Document(path, text, None, {}, {}, ())
    return document._replace(diagnostics=(document.report(rule, message, span, hint=hint),))


def _undecodable(path: str, raw: bytes, error: UnicodeDecodeError) -> Document:
    hint = "save the file as UTF-8"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unreadable(path, "", "yaml/encoding", "the file is UTF-16, not UTF-8", hint)
    if b"\0" in raw:
        return _unreadable(path, "", "yaml/encoding", "the file is no text", hint)
    before = raw[: error.start].decode("utf-8", "replace")
    span = _span_of_index(before, len(before))
    message = f"byte 0x{raw[error.start]:02X} is not UTF-8 text"
    return _unreadable(path, before, "yaml/encoding", message, hint, span)
