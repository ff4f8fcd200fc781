"""What a record may say: `Paper`, a frozen, checked value.

Scalars arrive as text (see `reader`) and are converted here. Unknown fields are refused. Whether a
venue, topic or organization exists is not known here: the catalogue resolves the names. Every check
raises ValueError with a message for a contributor; `complaints` turns it into a diagnostic.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from reading_list.records import identifiers
from reading_list.records.identifiers import IdentifierError
from reading_list.text import is_inert, printable, shorten

EntryType: TypeAlias = Literal[
    "article",
    "inproceedings",
    "incollection",
    "book",
    "phdthesis",
    "mastersthesis",
    "techreport",
    "preprint",
    "misc",
    "dataset",
    "software",
]
Track: TypeAlias = Literal[
    "oral",
    "spotlight",
    "poster",
    "workshop",
    "demo",
    "short",
    "tutorial",
    "thesis",
    "invited",
    "journal",
    "industrial",
]
OTHERS = "others"
FIRST_YEAR = 1500
LAST_YEAR = 2100
EXTRA_FIELDS = 100
EXTRA_NAME = 100  # characters


def _problem(message: str, hint: str = "", fix: str | None = None) -> IdentifierError:
    return IdentifierError(message, hint, fix)


def _year(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch("[0-9]{4}", value):
            raise _problem(f"a year has four digits, not `{value[:20]}`", "write it as 2018")
        if not FIRST_YEAR <= int(value) <= LAST_YEAR:
            raise _problem(f"the year {value} cannot be right", "the year of publication, as 2018")
        return int(value)
    return value


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _month(value: object) -> object:
    if isinstance(value, str):
        if re.fullmatch(r"0?[1-9]|1[0-2]", value):
            return int(value)
        name = value.strip(".").casefold()[:3]
        if name in _MONTHS:
            number = str(_MONTHS.index(name) + 1)
            raise _problem("a month is a number", f"write {number}", number)
        raise _problem(f"`{value[:20]}` is no month", "write a number from 1 to 12")
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise _problem(
                f"`{value[:20]}` is neither true nor false", "write `true` or leave it out"
            )
        return value == "true"
    return value


def _date(value: str) -> str:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value)
    if not match or not _is_day(int(match[1]), int(match[2]), int(match[3])):
        raise _problem(f"`{value[:20]}` is no date", "write year-month-day, as 2019-01-20")
    return value


def _is_day(year: int, month: int, day: int) -> bool:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and day >= 1):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return day <= days[month - 1]


def _pages(value: str) -> str:
    if re.search("[\u2010-\u2015\u2212]|--", value):
        fix = re.sub("\\s*(?:[\u2010-\u2015\u2212]|-{2,})\\s*", "-", value)
        raise _problem("a page range is written with one plain hyphen", f"write {fix}", fix)
    if not re.fullmatch(r"[\w.:/]+(?:-[\w.:/]+)?(?:, ?[\w.:/]+(?:-[\w.:/]+)?)*", value):
        raise _problem(f"`{value[:40]}` is no page range", "write it as 815-832")
    return value


def _person(value: object) -> object:
    """The short form of a name is the long one, so that a place in the file has one path."""
    return {"name": value} if isinstance(value, str) else value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise _problem("this text has more than one line", "write it in one line")
    return value


def _unique(values: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            raise _problem(f"'{value[:60]}' stands here twice", "keep one of them")
        seen.add(value.casefold())
    return values


def _plain_names(fields: dict[str, str]) -> dict[str, str]:
    """Names of fields that nobody here knows: any words on one line, nothing hidden."""
    for name in fields:
        if not 0 < len(name) <= EXTRA_NAME or name != name.strip() or not is_inert(name):
            shown = shorten(printable(name), 40)
            limit = f"a name has 1 to {EXTRA_NAME} visible characters"
            raise _problem(f"`{shown}` is no name of a field", limit)
    return fields


def _others_last(values: tuple[str, ...]) -> tuple[str, ...]:
    if OTHERS in values[:-1]:
        raise _problem("`others` stands for the rest and comes last", "move it to the end")
    return values


_Trim = StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
Line: TypeAlias = Annotated[str, _Trim, AfterValidator(_one_line)]
Title: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)
]
Prose: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)
]
Year: TypeAlias = Annotated[int, BeforeValidator(_year)]
Month: TypeAlias = Annotated[int, BeforeValidator(_month)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
Date: TypeAlias = Annotated[str, AfterValidator(_date)]
Doi: TypeAlias = Annotated[str, AfterValidator(identifiers.check_doi)]
Arxiv: TypeAlias = Annotated[str, AfterValidator(identifiers.check_arxiv)]
Orcid: TypeAlias = Annotated[str, AfterValidator(identifiers.check_orcid)]
Isbn: TypeAlias = Annotated[str, AfterValidator(identifiers.check_isbn)]
Issn: TypeAlias = Annotated[str, AfterValidator(identifiers.check_issn)]
Url: TypeAlias = Annotated[str, AfterValidator(identifiers.check_url)]
Key: TypeAlias = Annotated[str, AfterValidator(identifiers.check_key)]
Pages: TypeAlias = Annotated[str, _Trim, AfterValidator(_pages)]
Names: TypeAlias = Annotated[
    tuple[Line, ...], AfterValidator(_unique), AfterValidator(_others_last), Field(max_length=2000)
]
Extra: TypeAlias = Annotated[
    dict[str, Prose], AfterValidator(_plain_names), Field(max_length=EXTRA_FIELDS)
]
Keys: TypeAlias = Annotated[tuple[Key, ...], AfterValidator(_unique), Field(max_length=200)]


class Value(BaseModel):
    """Frozen, and strict about fields that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Person(Value):
    """An author or editor as the record states them.

    `group` is true for a body such as MLPerf, whose name is kept whole; `person` names an entry
    of the taxonomy's `people` where a name alone is not enough.
    """

    name: Line
    orcid: Orcid | None = None
    affiliation: Line | None = None
    group: Flag = False
    person: Line | None = None


People: TypeAlias = Annotated[
    tuple[Annotated[Person, BeforeValidator(_person)], ...], Field(max_length=10_000)
]


class Links(Value):
    """Where the paper and what belongs to it can be found."""

    paper: Url | None = None
    pdf: Url | None = None
    code: Url | None = None
    project: Url | None = None
    slides: Url | None = None
    video: Url | None = None
    poster: Url | None = None
    data: Url | None = None
    discussion: Url | None = None
    openreview: Url | None = None


class Related(Value):
    """Records that this one belongs to, by relation."""

    extends: Keys = ()
    preprint_of: Keys = ()
    code_of: Keys = ()
    see: Keys = ()
    supersedes: Keys = ()
    reply_to: Keys = ()


class Paper(Value):
    """The checked value of a record, in the canonical order of its fields."""

    title: Title
    authors: People = ()
    year: Year | None = None
    month: Month | None = None
    venue: Line | None = None
    track: Track | None = None
    type: EntryType | None = None
    topics: Names = ()
    organizations: Names = ()
    doi: Doi | None = None
    arxiv: Arxiv | None = None
    isbn: Isbn | None = None
    issn: Issn | None = None
    links: Links = Links()
    pages: Pages | None = None
    volume: Line | None = None
    number: Line | None = None
    series: Line | None = None
    booktitle: Line | None = None
    publisher: Line | None = None
    institution: Line | None = None
    address: Line | None = None
    editors: People = ()
    language: (
        Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None
    ) = None
    award: Line | None = None
    highlight: Flag = False
    note: Prose | None = None
    abstract: Prose | None = None
    related: Related = Related()
    aliases: Keys = ()
    added: Date | None = None
    extra: Extra = Field(default_factory=dict)

    def to_json(self) -> str:
        """Canonical JSON: declared order, without what the record does not say."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def from_json(cls, text: str) -> Paper:
        """The paper that `to_json` wrote. It was checked then, and is not checked again.

        Checking takes four times as long. Raises ValueError for what is no JSON object.
        """
        fields = json.loads(text)
        for name in ("authors", "editors"):
            if name in fields:
                fields[name] = tuple(_restored(Person, person) for person in fields[name])
        for name in ("topics", "organizations", "aliases"):
            if name in fields:
                fields[name] = tuple(fields[name])
        if "links" in fields:
            fields["links"] = _restored(Links, fields["links"])
        if "related" in fields:
            related = fields["related"].items()
            fields["related"] = _restored(Related, {name: tuple(keys) for name, keys in related})
        return _restored(cls, fields)


Model = TypeVar("Model", bound=Value)


def _restored(kind: type[Model], fields: dict[str, object]) -> Model:
    """A value with these fields and else the defaults, made as `model_construct` makes it."""
    value = kind.__new__(kind)
    _set(value, "__dict__", {**_defaults(kind), **fields})
    _set(value, "__pydantic_fields_set__", set(fields))
    _set(value, "__pydantic_extra__", None)
    _set(value, "__pydantic_private__", None)
    return value


_set = object.__setattr__  # a frozen value has none of its own


@cache
def _defaults(kind: type[Value]) -> dict[str, object]:
    """In the order of the fields; what has to be there stands for itself until it comes."""
    return {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in kind.model_fields.items()
    }
