"""pydantic's complaints about a document as diagnostics: where, what, what to type.

Three traps: `missing` points at a key that is not there; `extra_forbidden` belongs at the key, not
at its value; and a misspelt field gives two complaints, one missing and one extra, which are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reading_list.diagnostics import START, Diagnostic, Edit, Span
from reading_list.records.explain import quoted, shown
from reading_list.text import closest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from reading_list.records.reader import Document, Loc, Node


MOST = 500  # findings of one file; a hostile one could have as many as it has values


def complaints(
    document: Document, error: ValidationError, model: type[BaseModel], family: str
) -> list[Diagnostic]:
    """The findings in `error`, which came from validating `document.data` as `model`."""
    details = error.errors(include_url=False)[:MOST]
    extra = [_loc(item) for item in details if item["type"] == "extra_forbidden"]
    missing = {_loc(item) for item in details if item["type"] == "missing"}
    found = []
    given: set[Loc] = set()
    for loc in extra:
        finding, meant = _unknown_field(document, loc, missing, given, model, family)
        found.append(finding)
        missing.discard(meant)
        given.add(meant)
    for item in details:
        loc = _loc(item)
        if item["type"] == "extra_forbidden" or (item["type"] == "missing" and loc not in missing):
            continue
        found.append(_complaint(document, item, loc, family))
    if error.error_count() > MOST:
        message = f"{error.error_count() - MOST:,} more things are wrong in this file"
        found.append(document.report(f"{family}/more", message, START, hint="mend these first"))
    return found


def _loc(item: ErrorDetails) -> Loc:
    return tuple(item["loc"])


def _unknown_field(
    document: Document,
    loc: Loc,
    missing: set[Loc],
    given: set[Loc],
    model: type[BaseModel],
    family: str,
) -> tuple[Diagnostic, Loc]:
    """The finding, and the loc of the field that is meant; of two slips the first may mean it."""
    key = str(loc[-1])
    owner = loc[:-1]
    fields = _fields_at(model, owner)
    present = _value_at(document.data, owner)
    taken = set(present) if isinstance(present, dict) else set()
    free = [name for name in fields if name not in taken and (*owner, name) not in given]
    beside = [name for name in free if (*owner, name) in missing]
    guess = closest(key, beside) or closest(key, free)
    span = document.place(loc, of_key=True)
    what = f"unknown field '{shown(key)}'"
    if guess:
        what += f" (did you mean '{guess}'?)"
    hint = f"the fields here are {', '.join(fields)}" if not guess else f"write `{guess}:`"
    edits = (Edit(span, guess, is_certain=False),) if guess else ()
    finding = document.report(f"{family}/unknown-field", what, span, hint=hint, edits=edits)
    return finding, (*owner, guess) if guess else ()


def _complaint(document: Document, item: ErrorDetails, loc: Loc, family: str) -> Diagnostic:
    kind = item["type"]
    value = item.get("input")
    if kind == "missing":
        return _missing(document, loc, family)
    span = document.place(loc)
    if value is None and kind != "value_error":
        message = f"{_named(loc)} has no value"
        hint = "write one, or leave it out"
        return document.report(f"{family}/no-value", message, span, hint=hint)
    if kind == "value_error":
        cause = item.get("ctx", {}).get("error")
        message = str(cause)
        hint = str(getattr(cause, "hint", ""))
        fix = getattr(cause, "fix", None)
        repaired: tuple[Edit, ...] = (
            (Edit(span, _scalar(fix)),) if isinstance(fix, str) and isinstance(value, str) else ()
        )
        rule = f"{family}/{_family_word(loc)}"
        return document.report(rule, message, span, hint=hint, edits=repaired)
    if kind in {"literal_error", "enum"}:
        return _not_one_of(document, item, loc, span, family)
    message, hint, edits = _wrong_shape(item, loc, value, span)
    return document.report(f"{family}/wrong-type", message, span, hint=hint, edits=edits)


def _missing(document: Document, loc: Loc, family: str) -> Diagnostic:
    field = loc[-1]
    owner = f" of '{loc[-2]}'" if len(loc) > 1 and isinstance(loc[-2], str) else ""
    message = f"the field '{field}'{owner} is missing"
    hint = f'add `{field}: "..."`' if field == "title" else f"add `{field}: ...`"
    span = document.place(loc[:-1]) if len(loc) > 1 else Span(1, 1, 1, 1)
    return document.report(f"{family}/missing-field", message, span, hint=hint)


def _not_one_of(
    document: Document, item: ErrorDetails, loc: Loc, span: Span, family: str
) -> Diagnostic:
    expected = [
        part.strip(" '") for part in _split_or(str(item.get("ctx", {}).get("expected", "")))
    ]
    value = item.get("input")
    guess = closest(value, expected) if isinstance(value, str) else None
    if not isinstance(value, str):
        message = f"{_named(loc)} is one word, here stands {_held(value)}"
        hint = f"one of {', '.join(expected)}"
        return document.report(f"{family}/wrong-type", message, span, hint=hint)
    message = f"unknown {_field(loc)} '{shown(value)}'"
    if guess:
        message += f" (did you mean '{guess}'?)"
    hint = f"one of {', '.join(expected)}"
    edits = (Edit(span, guess, is_certain=_is_same(value, guess)),) if guess else ()
    rule = f"{family}/unknown-{_family_word(loc)}"
    return document.report(rule, message, span, hint=hint, edits=edits)


def _is_same(written: str, word: str) -> bool:
    """Whether only the case of a word is wrong."""
    return written.casefold() == word.casefold()


def _wrong_shape(
    item: ErrorDetails, loc: Loc, value: object, span: Span
) -> tuple[str, str, tuple[Edit, ...]]:
    kind = item["type"]
    field = _field(loc)
    named = _named(loc)
    held = _held(value)
    if kind in {"tuple_type", "list_type"}:
        if isinstance(value, str) and _is_one(value):
            fix = f"[{_scalar(value)}]"
            hint = f"write `{field}: {shown(fix)}`"
            return f"{named} is a list, here stands one text", hint, (Edit(span, fix),)
        return f"{named} is a list, here stands {held}", f"write `{field}: [first, second]`", ()
    if kind == "string_type":
        hint = "put the item in double quotes" if loc[-1] != field else f'write `{field}: "..."`'
        return f"{named} is one text, here stands {held}", hint, ()
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return f"{named} has fields of its own, here stands {held}", "one `field: value` a line", ()
    if kind in {"string_too_long", "too_long"}:
        limit = item.get("ctx", {}).get("max_length", "")
        what = "characters" if kind == "string_too_long" else "items"
        return f"{named} is longer than {limit} {what}", "shorten it", ()
    if kind in {"string_too_short", "too_short"}:
        return f"{named} is empty", "write something, or leave it out", ()
    if kind == "string_pattern_mismatch":
        return f"'{shown(str(value))}' has not the form of {named}", _forms(field), ()
    return f"{named} is one value, here stands {held}", f"write `{field}: ...`", ()


def _held(value: object) -> str:
    if isinstance(value, str):
        return "one text"
    return "a list" if isinstance(value, list) else "`field: value` pairs"


def _is_one(text: str) -> bool:
    """Whether a text can only be meant as one item of a list."""
    return not any(sign in text for sign in (",", ";", "\n", " and ", " -")) and text != "null"


def _forms(field: str) -> str:
    known = {"language": "a language tag such as en, zh or pt-BR"}
    return known.get(field, "see the documentation of this field")


def _field(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    name = names[-1] if names else ""
    return f"an item of {name}" if loc and isinstance(loc[-1], int) else name


def _named(loc: Loc) -> str:
    """How a message names a field, or an item of a list."""
    name = _field(loc)
    return name if loc and isinstance(loc[-1], int) else f"'{name}'"


def _family_word(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    if "links" in names:
        return "url"
    return (names[-1] if names else "value").replace("_", "-")


def _scalar(text: str) -> str:
    """`text` as YAML would read it back: quoted where a plain scalar would be misread."""
    plain = all(char.isalnum() or char in "-./_()" for char in text.replace(" ", ""))
    number = text.replace(".", "").isdecimal() and "." in text
    risky = text[:1] in "-" or number or text == "null" or text != text.strip()
    return text if plain and not risky else quoted(text)


def _split_or(text: str) -> list[str]:
    head, _, tail = text.rpartition(" or ")
    return [*head.split(","), tail] if head else [tail]


def _value_at(data: Node, loc: Loc) -> Node:
    value: Node = data
    for part in loc:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The names of the fields that may stand at `loc` of a `model`."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or current is None:
            continue
        field = current.model_fields.get(part)
        current = _model_in(field.annotation) if field else None
    return list(current.model_fields) if current else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    from pydantic import BaseModel as Base

    if isinstance(annotation, type) and issubclass(annotation, Base):
        return annotation
    search: Callable[[object], type[BaseModel] | None] = _model_in
    found = (search(inner) for inner in get_args(annotation))
    return next((model for model in found if model), None)
