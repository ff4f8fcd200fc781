"""A BibTeX file taken apart into raw entries, broken ones included as far as they can be read.

bibtexparser splits; it is given one block at a time, so that memory stays small, an unclosed brace
costs one entry and not the rest of the file, and every entry knows its line. Its known silences
are covered here: a missing comma, `#`, a key twice. What values mean is left to `_bib_fields`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING, Diagnostic, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.model import Block, Entry

LARGEST_BLOCK = 1_000_000  # characters; an entry with an abstract has two thousand
LARGEST_VALUE = 200_000  # after macros were put in: `a # a` may double again and again
_START = re.compile(r"^[ \t]*@[ \t]*\w*[ \t]*[{(]", re.MULTILINE)
_HEAD = re.compile(r"@[ \t]*(\w*)[ \t]*[{(]\s*")
# `@article{key` and a field without the comma between.
_NO_KEY_COMMA = re.compile(r"(@\w+[ \t]*[{(][ \t]*[^\s,={}\"]+)[ \t]*\n(?=\s*[\w-]+\s*=)")
_NO_KEY = re.compile(r"(@\w+[ \t]*[{(])\s*(?=[\w-]+\s*=\s*[{\"\d])")
_FIELD = re.compile(r"\s*([A-Za-z][\w.:+/-]*)\s*=\s*")
_BARE = re.compile(r"[^\s#,{}\"=]+")
_SPACE_OR_JOIN = re.compile(r"\s*(#?)\s*")
_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r"[{}\"]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(slots=True)
class RawEntry:
    """An entry whose values have their macros put in and their outer delimiters taken off."""

    type: str
    key: str
    line: int
    column: int
    fields: dict[str, str] = field(default_factory=dict)


class Blocks:
    """The entries of a file in their order; what is wrong goes into `findings` on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.findings: list[Diagnostic] = []
        self.has_any = False
        self._macros: dict[str, str] = {month: month for month in _MONTHS}
        self._unknown: set[str] = set()

    def entries(self, only: frozenset[str] | None = None) -> Iterator[RawEntry]:
        """Every entry; with `only` those of these keys (in small letters), and no findings."""
        for line, column, piece in self._pieces():
            head = _HEAD.search(piece)
            type = head[1].lower() if head else ""
            if type in {"comment", "preamble"}:
                continue
            if only is not None and type != "string" and _key_of(piece, head) not in only:
                continue
            self.has_any = True
            yield from self._read(line, column, piece, type)
        if only is not None:
            self.findings.clear()
            self._unknown.clear()

    def say(  # what, where, and how bad
        self, line: int, column: int, rule: str, message: str, hint: str = "",
        severity: Severity = WARNING,
    ) -> None:  # fmt: skip
        """Add a finding."""
        span = Span(line, column, line, column + 1)
        self.findings.append(Diagnostic(self.path, span, severity, f"bibtex/{rule}", message, hint))

    def _pieces(self) -> Iterator[tuple[int, int, str]]:
        """One block each, with its line and column; text between blocks goes with the one above."""
        found = _START.search(self.text)
        line, counted = 1, 0
        while found:
            start = found.start()
            following = _START.search(self.text, found.end())
            end = following.start() if following else len(self.text)
            line += self.text.count("\n", counted, start)
            counted = start
            indent = found[0].index("@")
            yield line, indent + 1, self.text[start + indent : end]
            found = following

    def _read(self, line: int, column: int, piece: str, type: str) -> Iterator[RawEntry]:
        if len(piece) > LARGEST_BLOCK:
            self.say(line, column, "too-large", "this entry is larger than 1 MB",
                     "a brace or a quote that is never closed may be the cause", ERROR)  # fmt: skip
            return
        blocks = _split(piece)
        if _has_failed(blocks):
            repaired, what, hint = _repaired(piece)
            again = _split(repaired) if what else blocks
            if what and not _has_failed(again):
                self.say(line, column, what, hint[0], hint[1])
                blocks = again
        for block in blocks:
            yield from self._block(block, line, column, type)

    def _block(self, block: Block, line: int, column: int, type: str) -> Iterator[RawEntry]:
        from bibtexparser.model import Entry, String

        at = line + (block.start_line or 0)
        match block:
            case String():
                self._macros[block.key.lower()] = self._joined(block.value, at)
            case Entry():
                yield self._entry(block, at, column)
            case _ if inner := getattr(block, "ignore_error_block", None):
                yield from self._block(inner, line, column, type)
            case _ if error := getattr(block, "error", None):
                reason = " ".join(str(getattr(error, "abort_reason", error)).split())
                message = f"this @{type or 'entry'} cannot be read: {_lower(reason)}"
                self.say(at, column, "broken", message, _BROKEN_HINT, ERROR)

    def _entry(self, block: Entry, at: int, column: int) -> RawEntry:
        entry = RawEntry(block.entry_type.lower().strip(), block.key.strip(), at, column)
        base = at - (block.start_line or 0)
        for part in block.fields:
            where = base + part.start_line
            for name, value in self._values(part.key, part.value, where):
                if name in entry.fields:
                    if value != entry.fields[name]:
                        message = f"'{name}' stands here twice; the first one is taken"
                        self.say(where, 1, "field-twice", message, "keep one of them")
                else:
                    entry.fields[name] = value
        return entry

    def _values(self, name: str, raw: str, line: int) -> Iterator[tuple[str, str]]:
        """The field, and those that a missing comma has swallowed."""
        name = name.strip().lower()
        simple = _simple(raw)
        if simple is not None:
            yield name, simple
            return
        position = 0
        while True:
            parts, position = _parts(raw, position)
            yield name, self._put_together(parts, line)
            following = _FIELD.match(raw, position)
            if following is None:
                rest = raw[position:].strip()
                if rest:
                    self.say(line, 1, "left-over", f"`{rest[:40]}` belongs to no field",
                             "is a comma or a quote missing?")  # fmt: skip
                return
            where = line + raw.count("\n", 0, following.start(1))
            name = following[1].lower()
            self.say(where, 1, "comma", f"a comma is missing before '{name}'",
                     "it was read as if it were there")  # fmt: skip
            position = following.end()

    def _joined(self, raw: str, line: int) -> str:
        simple = _simple(raw)
        return simple if simple is not None else self._put_together(_parts(raw, 0)[0], line)

    def _put_together(self, parts: list[tuple[str, bool]], line: int) -> str:
        out: list[str] = []
        size = 0
        for text, is_macro in parts:
            value = self._macro(text, line) if is_macro else text
            size += len(value)
            if size > LARGEST_VALUE:
                self.say(line, 1, "too-large", "this value is longer than 200,000 characters",
                         "shorten it", ERROR)  # fmt: skip
                return ""
            out.append(value)
        return "".join(out)

    def _macro(self, word: str, line: int) -> str:
        if word.isdigit():
            return word
        value = self._macros.get(word.lower())
        if value is None:
            if word.lower() not in self._unknown:
                self._unknown.add(word.lower())
                self.say(line, 1, "macro", f"no @string says what `{word[:40]}` is",
                         "the word itself was taken; put text in braces")  # fmt: skip
            return word
        return value


_BROKEN_HINT = "look for a brace, a quote or a comma that is missing"


def _key_of(piece: str, head: re.Match[str] | None) -> str:
    start = head.end() if head else 0
    return re.split(r"[,\s}]", piece[start : start + 300], maxsplit=1)[0].lower()


@cache
def _silenced() -> None:
    """The parser warns on its own; what it says is said here as a finding."""
    import logging

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


def _split(piece: str) -> list[Block]:
    from bibtexparser.splitter import Splitter

    _silenced()
    return list(Splitter(piece).split().blocks)


def _has_failed(blocks: list[Block]) -> bool:
    return any(type(block).__name__ == "ParsingFailedBlock" for block in blocks)


def _repaired(piece: str) -> tuple[str, str, tuple[str, str]]:
    """The block with what certainly is missing, the rule, the message and the hint; or nothing."""
    text, count = _NO_KEY_COMMA.subn(r"\1,\n", piece, count=1)
    if count:
        return text, "comma", ("a comma is missing after the key", _AS_IF)
    text, count = _NO_KEY.subn(r"\1,", piece, count=1)
    if count:
        return text, "no-key", ("this entry has no key", "one was made for it")
    depth = 0
    for found in _BRACE.finditer(piece):
        depth += (found[0] == "{") - (found[0] == "}")
    # A file that was cut, or the one brace that people forget.
    if 0 < depth <= 3:
        stripped = re.sub(r"[\s,]*(?:\n%[^\n]*)*\s*$", "", piece)
        message = "the brace that closes this entry is missing"
        return f"{stripped}{'}' * depth}", "unclosed", (message, _AS_IF)
    return piece, "", ("", "")


_AS_IF = "it was read as if it were there"


def _simple(raw: str) -> str | None:
    """What stands between one pair of delimiters, or a number; None for all else."""
    first, last = raw[:1], raw[-1:]
    if first == "{" and last == "}":
        inner = raw[1:-1]
        if "{" not in inner and "}" not in inner:
            return inner
        return inner if _closing(raw, 0) == len(raw) else None
    if first == '"' and last == '"' and len(raw) > 1:
        inner = raw[1:-1]
        return inner if '"' not in inner and inner.count("{") == inner.count("}") else None
    return raw if raw.isdigit() else None


def _parts(raw: str, position: int) -> tuple[list[tuple[str, bool]], int]:
    """The operands of `#` from a position on, each with whether it is a macro's name."""
    parts: list[tuple[str, bool]] = []
    while position < len(raw):
        char = raw[position]
        if char == "{":
            end = _closing(raw, position)
            parts.append((raw[position + 1 : end - 1], False))
        elif char == '"':
            end = _quoted(raw, position)
            parts.append((raw[position + 1 : end - 1], False))
        else:
            bare = _BARE.match(raw, position)
            if bare is None:
                break
            parts.append((bare[0], True))
            end = bare.end()
        join = _SPACE_OR_JOIN.match(raw, end)
        position = end
        if join is None or not join[1]:
            break
        position = join.end()
    return parts, position


def _closing(raw: str, start: int) -> int:
    """Behind the brace that closes the one at `start`; an escaped one does not count."""
    depth = 0
    for found in _BRACE.finditer(raw, start):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0:
            return found.end()
    return len(raw) + 1


def _quoted(raw: str, start: int) -> int:
    depth = 0
    for found in _QUOTE.finditer(raw, start + 1):
        if found[0] == '"' and depth == 0:
            return found.end()
        depth += (found[0] == "{") - (found[0] == "}")
    return len(raw) + 1


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
