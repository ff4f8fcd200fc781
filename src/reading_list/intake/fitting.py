"""A draft's fields brought to what a record takes; what does not fit is kept beside it as `extra`.

Foreign files hold pages in Roman numerals, DOIs with a typo, years such as `in press`: such a
value loses its field and not itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.records import scalars
from reading_list.records.model import EXTRA_FIELDS, EXTRA_NAME, Paper
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_LONGEST = 20_000  # characters of a text that has no field
_LISTS = frozenset({"authors", "editors", "topics", "organizations", "aliases"})
_UNSEEN = "characters that are not seen, which no record may hold, were left out"
_ROUNDS = 4  # repairs may bring to light what stood behind them


class Fitted(NamedTuple):
    """The fields that a record takes, and what was left out or moved, in words."""

    fields: dict[str, object]
    remarks: tuple[str, ...]
    is_whole: bool


def fit(fields: Mapping[str, object]) -> Fitted:
    """Repair what has one certain repair, move what has none, drop nothing without a remark.

    `is_whole` is false where no record can be made: there is no title.
    """
    from pydantic import ValidationError

    kept = {name: _cleaned(_shaped(name, value)) for name, value in fields.items()}
    kept = {name: value for name, value in kept.items() if value not in (None, "", [], {})}
    remarks = [f"{name}: {_UNSEEN}" for name, value in fields.items() if not _is_clean(value)]
    extra = kept.pop("extra", {})
    items = extra.items() if isinstance(extra, dict) else ()
    spare = {str(name): str(text) for name, text in items}
    for _ in range(_ROUNDS):
        try:
            Paper.model_validate(_texts(kept))
            is_whole = isinstance(kept.get("title"), str)
            break
        except ValidationError as error:
            for item in reversed(error.errors(include_url=False)):
                _mend(kept, item, spare, remarks)
    else:
        is_whole = isinstance(kept.get("title"), str) and _holds(kept)
    if spare := _fitting_extra(spare, remarks):
        kept["extra"] = spare
    return Fitted(kept, tuple(remarks), is_whole)


def _shaped(name: str, value: object) -> object:
    """One person or name where a list belongs is a list of one."""
    return [value] if name in _LISTS and isinstance(value, (str, dict)) and value else value


def _is_clean(value: object) -> bool:
    """Whether a record may hold every character of it."""
    if isinstance(value, str):
        return value.isprintable() or scalars.is_writable(value.replace("\r", "\n"))
    if isinstance(value, (list, tuple)):
        return all(map(_is_clean, value))
    if isinstance(value, dict):
        return all(_is_clean(str(key)) and _is_clean(item) for key, item in value.items())
    return True


def _cleaned(value: object) -> object:
    """Without characters that no record may hold."""
    if isinstance(value, str):
        text = value if value.isprintable() else scalars.writable(value)
        return text.strip()
    if isinstance(value, (list, tuple)):
        items = [_cleaned(item) for item in value]
        return [item for item in items if item not in (None, "")]
    if isinstance(value, dict):
        return {
            scalars.writable(str(key)): _cleaned(item)
            for key, item in value.items()
            if item not in (None, "")
        }
    return value


def _texts(value: dict[str, object]) -> dict[str, object]:
    """Scalars as a record's file holds them."""
    return {name: _text(item) for name, item in value.items()}


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_text(item) for item in value]
    if isinstance(value, dict):
        return _texts(value)
    return value


def _holds(kept: dict[str, object]) -> bool:
    from pydantic import ValidationError

    try:
        Paper.model_validate(_texts(kept))
    except ValidationError:
        return False
    return True


def _mend(
    kept: dict[str, object], item: ErrorDetails, spare: dict[str, str], remarks: list[str]
) -> None:
    """Repair one value, or move it out of the way."""
    loc = item["loc"]
    name = str(loc[0])
    if name not in kept:
        return
    cause = item.get("ctx", {}).get("error")
    fix = getattr(cause, "fix", None)
    if isinstance(fix, str) and _replace(kept, loc, fix):
        return
    reason = str(cause) if cause is not None else str(item["msg"]).lower()
    value = _removed(kept, loc)
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(value, dict):
        text = ", ".join(f"{key}: {part}" for key, part in value.items())
    label = ".".join(str(part) for part in loc[:2] if isinstance(part, str)) or name
    remarks.append(f"{label}: {shorten(reason, 160)}; it was put into extra")
    spare[label] = f"{spare[label]}; {text}" if label in spare else text


def _replace(kept: dict[str, object], loc: tuple[int | str, ...], fix: str) -> bool:
    here: object = kept
    for step in loc[:-1]:
        here = _below(here, step)
    last = loc[-1]
    if isinstance(here, dict) and last in here and here[last] != fix:
        here[last] = fix
        return True
    if isinstance(here, list) and isinstance(last, int) and last < len(here) and here[last] != fix:
        here[last] = fix
        return True
    return False


def _removed(kept: dict[str, object], loc: tuple[int | str, ...]) -> object:
    """Take out the smallest part that can go: an item of a list, a field of a mapping, a field."""
    name = str(loc[0])
    whole = kept[name]
    if len(loc) > 1 and isinstance(whole, list) and isinstance(loc[1], int) and loc[1] < len(whole):
        value: object = whole.pop(loc[1])
        if not whole:
            del kept[name]
        return value
    if len(loc) > 1 and isinstance(whole, dict) and loc[1] in whole:
        value = whole.pop(loc[1])
        if not whole:
            del kept[name]
        return value
    return kept.pop(name)


def _below(here: object, step: int | str) -> object:
    if isinstance(here, dict):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _fitting_extra(spare: dict[str, str], remarks: list[str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for written, text in spare.items():
        name = " ".join(scalars.writable(written).split())
        if not name or len(name) > EXTRA_NAME:
            remarks.append(f"the name '{shorten(name, 40)}' is too long for a field; left out")
        elif len(text) > _LONGEST:
            remarks.append(f"{name}: longer than {_LONGEST:,} characters; left out")
        elif len(kept) == EXTRA_FIELDS:
            remarks.append(f"{name}: a record keeps {EXTRA_FIELDS} fields of its own; left out")
        elif text:
            kept[name] = text
    return kept
