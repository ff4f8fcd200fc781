"""Document to `Parsed`: the paper that a record holds, or what is wrong with it, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from reading_list.diagnostics import ERROR, Diagnostic, Edit, Severity, Span
from reading_list.records.complaints import complaints
from reading_list.records.model import Paper
from reading_list.records.reader import Document, Loc, Node, line_at, read
from reading_list.records.surgery import drop

if TYPE_CHECKING:
    from collections.abc import Iterator


class Spot(NamedTuple):
    """A place in a record that a rule wants to speak about."""

    document: Document
    span: Span
    rule: str = ""
    severity: Severity = ERROR

    @property
    def snippet(self) -> str:
        """The line of the record at this place."""
        return line_at(self.document.text, self.span.line)

    def report(
        self,
        message: str,
        *,
        hint: str = "",
        edit: str | None = None,
        edits: tuple[Edit, ...] = (),
        is_certain: bool = True,
    ) -> Diagnostic:
        """A finding here; `edit` is the text that should stand here instead, as YAML.

        A repair in other places is given as `edits`; one that is a guess is not `is_certain`.
        """
        if edit is not None:
            edits = (Edit(self.span, edit, is_certain),)
        return self.document.report(
            self.rule, message, self.span, severity=self.severity, hint=hint, edits=edits
        )


class Parsed(NamedTuple):
    """A record read.

    `paper` is None where the file could not be read at all. Where single fields are wrong it holds
    the rest, so that rules can speak of all problems in one run; only a paper that `is_whole` may
    go on into the catalogue. `written` are the fields that the record has, right or wrong.
    """

    key: str
    document: Document
    paper: Paper | None
    is_whole: bool
    diagnostics: tuple[Diagnostic, ...]
    written: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """The record's path below the list's root, with forward slashes."""
        return self.document.path

    @property
    def facts(self) -> Paper:
        """The paper, for rules: they are asked only where there is one."""
        if self.paper is None:
            raise ValueError(f"{self.path} holds no paper")
        return self.paper

    def at(self, *loc: str | int, of_key: bool = False) -> Spot:
        """The place of a field such as `("authors", 0, "name")`; of its parent if it has none."""
        place: Loc = loc
        if loc[-1:] == ("name",) and loc not in self.document.marks:
            place = loc[:-1]
        return Spot(self.document, self.document.place(place, of_key=of_key))


def parse(path: str, raw: bytes) -> Parsed:
    """The record at `path` (below the list's root) whose bytes are `raw`."""
    document = read(path, raw)
    key = path.rpartition("/")[2].removesuffix(".yaml")
    if document.data is None:
        return Parsed(key, document, None, is_whole=False, diagnostics=document.diagnostics)
    found = [*document.diagnostics, *_no_values(document, document.data)]
    try:
        paper: Paper | None = Paper.model_validate(document.data)
    except ValidationError as error:
        found += complaints(document, error, Paper, "records")
        paper = _rest(document, error)
    return Parsed(key, document, paper, not found, tuple(found), _written(document.data, found))


def _no_values(document: Document, data: dict[str, Node]) -> Iterator[Diagnostic]:
    """Fields that stand there with nothing behind them, where the model takes that for absence."""
    for name, value in data.items():
        if value is None and name in _OPTIONAL:
            message = f"'{name}' has no value"
            hint = "write one, or leave the field out"
            span = document.place((name,))
            edits = drop(document, name)
            yield document.report("records/no-value", message, span, hint=hint, edits=edits)


_OPTIONAL = frozenset(n for n, field in Paper.model_fields.items() if field.default is None)


def _written(data: dict[str, Node], found: list[Diagnostic]) -> frozenset[str]:
    """The fields that stand in the file, misspelt ones by the name that is likely meant."""
    meant = (edit.text for it in found if it.rule == "records/unknown-field" for edit in it.edits)
    return frozenset({*data, *meant})


UNTITLED = "Untitled"


def _rest(document: Document, error: ValidationError) -> Paper | None:
    """The paper without what is wrong in it; a wrong title is `UNTITLED`.

    Of a mapping, such as an author's or the links, only the wrong field goes, so that what is
    wrong beside it is found in the same run.
    """
    kept = dict(document.data or {})
    for item in error.errors(include_url=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        kept[name] = _without(kept.get(name), item["loc"][1:])
    kept = {name: value for name, value in kept.items() if value is not None}
    kept.setdefault("title", UNTITLED)
    try:
        return Paper.model_validate(kept)
    except ValidationError:
        return None


def _without(value: Node, loc: Loc) -> Node:
    """`value` without what stands at `loc` below it; None where nothing of use is left."""
    match value, loc:
        case dict(), (str(field),) if field in value and field != "name":
            return {key: item for key, item in value.items() if key != field}
        case list(), (int(index), *rest) if rest and index < len(value):
            item = _without(value[index], tuple(rest))
            return None if item is None else [*value[:index], item, *value[index + 1 :]]
    return None
