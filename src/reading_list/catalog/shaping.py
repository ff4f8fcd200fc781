"""The text of `taxonomy.yaml` with a term renamed, merged, moved or divided; comments stay.

Lines that a change does not speak of stay byte for byte. Where a change would have to break up
what is written in brackets over several lines, or with comments in it, it is refused. What becomes
of records is the business of `reshaping`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import Edit, Span
from reading_list.records import scalars, surgery
from reading_list.records.limits import TAXONOMY_LIMITS
from reading_list.records.reader import read
from reading_list.records.surgery import Outline, line_behind, outline_of
from reading_list.records.writer import apply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reading_list.records.reader import Document, Loc

_PATH = "taxonomy.yaml"
_STEPS = 20  # brackets in brackets that are opened for one term


class ShapeError(ValueError):
    """Why a change cannot be made, in words for the curator."""


def rename(text: str, old: str, new: str, title: str | None = None) -> str:
    """The term `old` with the id `new`; the old id stands in `formerly`."""
    shape = _Shape(text)
    loc = shape.term(old)
    if new in shape.terms:
        raise ShapeError(f"there is a term '{new}' already; merge them, if they are the same")
    edits = [shape.value((*loc, "id"), new)]
    edits += [shape.value(place, new) for place in shape.mentions(old)]
    if title is not None:
        edits.append(shape.value((*loc, "title"), scalars.quoted(title)))
    text = _without_name(apply(text, edits), new, new)
    return _checked(_with_names(text, new, "formerly", [old]))


def move(text: str, id: str, under: str | None) -> str:
    """The term with all below it as a part of another term; of none, a facet of its own."""
    shape = _Shape(text)
    loc = shape.term(id)
    if under is not None and shape.term(under)[: len(loc)] == loc:
        raise ShapeError(f"'{under}' is '{id}' or one of its parts")
    if under is not None and shape.term(under) == loc[:-2]:
        raise ShapeError(f"'{id}' is a part of '{under}' already")
    if under is None and len(loc) == 2:
        raise ShapeError(f"'{id}' is a facet already")
    if len(loc) == 2 and id in shape.sections():
        raise ShapeError(f"'{id}' is a section of `outline:`; take it out there first")
    text, lines = _taken(text, id)
    return _checked(_put(text, under, lines))


def merge(text: str, old: str, new: str) -> str:
    """`new` with the parts, names and former names of `old`, which is taken out."""
    shape = _Shape(text)
    loc = shape.term(old)
    if old == new:
        raise ShapeError("a term cannot be merged with itself")
    if shape.term(new)[: len(loc)] == loc:
        raise ShapeError(f"'{new}' is a part of '{old}'; move it first")
    if len(loc) == 2 and old in shape.sections():
        raise ShapeError(f"'{old}' is a section of `outline:`; take it out there first")
    if (*loc, "resources") in shape.outline.fields:
        raise ShapeError(f"'{old}' has resources; move them to '{new}' first")
    aliases = shape.texts((*loc, "aliases"))
    former = [old, *shape.texts((*loc, "formerly"))]
    for part in shape.parts(loc):
        text, lines = _taken(text, part)
        text = _put(text, new, lines)
    text, lines = _taken(text, old)
    text = _with_comments(text, new, [it.strip() for it in lines if it.strip().startswith("#")])
    shape = _Shape(text)
    text = apply(text, [shape.value(place, new) for place in shape.mentions(old)])
    text = _without_doubles(text, new)
    text = _with_names(text, new, "aliases", aliases)
    return _checked(_with_names(text, new, "formerly", former))


def add_part(text: str, under: str, id: str, title: str) -> str:
    """A new term as the last part of another one."""
    return _checked(_put(text, under, [f"- id: {id}", f"  title: {scalars.quoted(title)}"]))


class _Shape:
    """A text with the places of its terms."""

    def __init__(self, text: str) -> None:
        self.document: Document = read(_PATH, text.encode(), TAXONOMY_LIMITS)
        if self.document.data is None:
            raise ShapeError("the change would leave taxonomy.yaml unreadable")
        self.outline: Outline = outline_of(self.document.text)
        ids = {}
        for loc in self.outline.fields:
            is_term = loc[-1] == "id" and loc[0] == "facets" and "resources" not in loc
            if is_term and isinstance(value := self._at(loc), str):
                ids[value] = loc[:-1]
        self.terms: dict[str, Loc] = ids

    def term(self, id: str) -> Loc:
        """The place of a term. Raises ShapeError for what is none."""
        if id not in self.terms:
            from reading_list.text import closest

            guess = closest(id, self.terms)
            raise ShapeError(
                f"there is no term '{id}'" + (f"; did you mean '{guess}'?" if guess else "")
            )
        return self.terms[id]

    def parts(self, loc: Loc) -> list[str]:
        """The terms directly below one."""
        size = len(loc) + 2
        return [id for id, it in self.terms.items() if len(it) == size and it[: len(loc)] == loc]

    def value(self, loc: Loc, text: str) -> Edit:
        """The edit that puts another scalar at a place."""
        return Edit(self.document.marks[loc], text)

    def texts(self, loc: Loc) -> list[str]:
        """The texts of a list."""
        value = self._at(loc)
        return [it for it in value if isinstance(it, str)] if isinstance(value, list) else []

    def mentions(self, id: str) -> Iterator[Loc]:
        """Where other terms and the sections of the list name a term."""
        for loc in self.document.marks:
            if (loc[-2:-1] == ("see_also",) or _is_section(loc)) and self._at(loc) == id:
                yield loc

    def sections(self) -> set[str]:
        """The facets that the list's outline names."""
        return {str(self._at(loc)) for loc in self.document.marks if _is_section(loc)}

    def _at(self, loc: Loc) -> object:
        value: object = self.document.data
        for part in loc:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value


def _is_section(loc: Loc) -> bool:
    return loc[:2] == ("list", "outline") and loc[-1] == "facet"


def _checked(text: str) -> str:
    """The text, if it has no error."""
    outline, _, findings = read_taxonomy(_PATH, text.encode())
    if outline is None:
        errors = "; ".join(found.message for found in findings if found.is_error)
        raise ShapeError(f"taxonomy.yaml would have errors: {errors[:300]}")
    return text


def _taken(text: str, id: str) -> tuple[str, list[str]]:
    """The text without a term, and the term's lines as an item of a list at the first column."""
    shape = _Shape(text)
    loc = shape.term(id)
    outline = shape.outline
    field = outline.fields[loc]
    if field.in_flow:
        text = _opened(text, loc[:-1])
        return _taken(text, id)
    column = outline.lines[field.start[0]].index("-")
    first = field.start[0]
    while first and outline.lines[first - 1].startswith(" " * column + "#"):
        first -= 1
    last = line_behind(outline, field)
    lines = [
        line[column:] if not line[:column].strip() else line for line in outline.lines[first:last]
    ]
    if len(outline.beside(loc)) == 1:  # nothing is left in the list: its name goes too
        owner = outline.fields[loc[:-1]].start[0]
        above = outline.lines[owner + 1 : first]
        if any(line.strip() for line in above) or len(loc) == 2:
            raise ShapeError(f"'{id}' is the only term of its list, and more stands there")
        first = owner
    rest = [*outline.lines[:first], *outline.lines[last:]]
    return "\n".join(rest), lines


def _put(text: str, under: str | None, lines: Sequence[str]) -> str:
    """The text with an item's lines as the last part of a term, or as the last facet."""
    shape = _Shape(text)
    owner: Loc = shape.term(under) if under is not None else ()
    name = "terms" if under is not None else "facets"
    if owner and _is_flow(shape.outline, owner):
        return _put(_opened(text, owner), under, lines)
    outline = shape.outline
    items = [it for it in outline.fields if it[:-1] == (*owner, name)]
    if items and outline.fields[items[-1]].in_flow:
        return _put(_opened(text, (*owner, name)), under, lines)
    if items:
        field = outline.fields[items[-1]]
        column = outline.lines[field.start[0]].index("-")
        new = [" " * column + line if line else line for line in lines]
        place = line_behind(outline, field)
    else:
        fields = [it for it in outline.fields if it[:-1] == owner]
        column = outline.fields[fields[0]].start[1]
        new = [" " * column + f"{name}:"]
        new += [" " * (column + 2) + line if line else line for line in lines]
        place = line_behind(outline, outline.fields[fields[-1]])
    before, after = list(outline.lines[:place]), list(outline.lines[place:])
    if not after:  # the last line has no end
        after = [""]
    return "\n".join([*before, *new, *after])


def _is_flow(outline: Outline, loc: Loc) -> bool:
    """Whether the fields of a term stand in braces."""
    return any(it[:-1] == loc and field.in_flow for it, field in outline.fields.items())


def _opened(text: str, loc: Loc) -> str:
    """The text with what is in brackets at `loc`, or around it, on lines of its own."""
    for _ in range(_STEPS):
        outline = _Shape(text).outline
        around = [loc[:size] for size in range(1, len(loc) + 1)]
        flow = next((it for it in around if _is_flow(outline, it)), None)
        if flow is None:
            return text
        text = _on_lines(outline, flow)
    raise ShapeError("the brackets around the term are too deep")


def _on_lines(outline: Outline, loc: Loc) -> str:
    field = outline.fields[loc]
    if field.start[0] != field.end[0] or outline.has_comment(field.start, (field.end[0] + 1, 0)):
        raise ShapeError(
            f"line {field.start[0] + 1} of taxonomy.yaml holds brackets over several lines or with "
            "a comment; write one field a line there first"
        )
    line = outline.lines[field.start[0]]
    inner = [field for it, field in outline.fields.items() if it[:-1] == loc]
    parts = [line[it.start[1] : it.end[1]] for it in inner]
    if isinstance(loc[-1], int):
        pad = "\n" + " " * field.start[1]
        made = pad.join(parts)
    else:
        pad = "\n" + " " * (field.start[1] + 2) + "- "
        made = f"{loc[-1]}:" + "".join(pad + part for part in parts)
    new = line[: field.start[1]] + made + line[field.end[1] :]
    return "\n".join([*outline.lines[: field.start[0]], new, *outline.lines[field.start[0] + 1 :]])


def _with_names(text: str, id: str, field: str, names: Sequence[str]) -> str:
    """The text with more names in a list of a term."""
    shape = _Shape(text)
    loc = (*shape.term(id), field)
    known = {*shape.texts((*loc[:-1], "aliases")), *shape.texts((*loc[:-1], "formerly")), id}
    new = [name for name in dict.fromkeys(names) if name not in known]
    if not new:
        return text
    outline = shape.outline
    items = [it for it in outline.fields if it[:-1] == loc]
    shown = [scalars.scalar(name, in_flow=True) for name in new]
    if items:
        last = outline.fields[items[-1]]
        at = Span(last.end[0] + 1, last.end[1] + 1, last.end[0] + 1, last.end[1] + 1)
        if last.in_flow:
            return apply(text, [Edit(at, "".join(f", {name}" for name in shown))])
        column = outline.lines[last.start[0]].index("-")
        place = line_behind(outline, last)
        rows = [" " * column + f"- {name}" for name in shown]
        return "\n".join([*outline.lines[:place], *rows, *outline.lines[place:]])
    if loc in outline.fields:
        raise ShapeError(f"`{field}: []` of '{id}' is empty; delete it first")
    after = outline.fields.get((*loc[:-1], "title")) or outline.fields[(*loc[:-1], "id")]
    written = f"{field}: [{', '.join(shown)}]"
    if after.in_flow:
        at = Span(after.end[0] + 1, after.end[1] + 1, after.end[0] + 1, after.end[1] + 1)
        return apply(text, [Edit(at, f", {written}")])
    place = line_behind(outline, after)
    row = " " * after.start[1] + written
    return "\n".join([*outline.lines[:place], row, *outline.lines[place:]])


def _with_comments(text: str, id: str, comments: Sequence[str]) -> str:
    """The text with comments above a term, so that none is lost with one that is taken out."""
    if not comments:
        return text
    shape = _Shape(text)
    field = shape.outline.fields[shape.term(id)]
    lines = shape.outline.lines
    place = field.start[0]
    pad = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    return "\n".join([*lines[:place], *(pad + it for it in comments), *lines[place:]])


def _without_name(text: str, id: str, name: str) -> str:
    """The text in which a term does not call itself by its own id once more."""
    shape = _Shape(text)
    for field in ("aliases", "formerly"):
        loc = (*shape.term(id), field)
        if name in (texts := shape.texts(loc)):
            return apply(text, surgery.drop(shape.document, *loc, texts.index(name)))
    return text


def _without_doubles(text: str, id: str) -> str:
    """The text in which no term names itself, or another one twice, in `see_also`."""
    while True:  # as often as the longest list names it
        shape = _Shape(text)
        doubles: dict[str, Loc] = {}
        for other, loc in shape.terms.items():
            texts = shape.texts((*loc, "see_also"))
            named = [number for number, it in enumerate(texts) if it == id]
            if named[other != id :]:
                doubles[other] = (*loc, "see_also", named[other != id :][0])
        if not doubles:
            return text
        dropped = surgery.drops(shape.document, doubles.values())
        for other, edits in zip(doubles, dropped, strict=True):
            if not edits:
                raise ShapeError(f"`see_also` of '{other}' has a comment in the way")
        text = apply(text, [edit for edits in dropped for edit in edits])
