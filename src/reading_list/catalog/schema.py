"""JSON Schemas of records and of the taxonomy, so that editors complete and check while one types.

They are made from the models, for draft-07, which YAML language servers read. An editor has typed
the scalars already (`year: 2018` is a number to it), the program reads text: where the program
takes a value, the schema takes it too. What a schema cannot say is left to `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from reading_list.records.model import EXTRA_NAME, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from reading_list.catalog.taxonomy import Taxonomy

Schema: TypeAlias = "dict[str, object]"

DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_WHOLE: Schema = {"type": ["integer", "string"]}
_ARXIV = r"[0-9]{4}\.[0-9]{4,5}"
_OLD_ARXIV = r"[a-z-]+(\.[A-Za-z-]+)?/[0-9]{7}"

# The forms of scalars by the names of their fields. A pattern looks at text alone.
_FORMS: dict[str, Schema] = {
    "year": {**_WHOLE, "pattern": "^[0-9]{4}$", "minimum": 1500, "maximum": 2100},
    "month": {**_WHOLE, "pattern": "^(0?[1-9]|1[0-2])$", "minimum": 1, "maximum": 12},
    "hue": {**_WHOLE, "pattern": "^[0-9]{1,3}$", "minimum": 0, "maximum": 359},
    "doi": {"type": "string", "pattern": r"^10\.[0-9]{4,9}(\.[0-9]+)*/\S+$"},
    "arxiv": {"type": ["string", "number"], "pattern": f"^({_ARXIV}|{_OLD_ARXIV})$"},
    "orcid": {"type": "string", "pattern": "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"},
    "isbn": {**_WHOLE, "pattern": "^[0-9]+(-[0-9]+)*(-?X)?$"},
    "issn": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{3}[0-9X]$"},
    "pages": {**_WHOLE, "pattern": r"^[^\s–—−]+(, ?[^\s–—−]+)*$"},
    "added": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "url": {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]"},
    "key": {**_WHOLE, "pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,99}$"},
    "id": {**_WHOLE, "pattern": "^[a-z0-9][a-z0-9-]{0,99}$"},
}  # fmt: skip
# Fields of such a form under other names, by model and field; `*` stands for all of a model.
_SAME = {
    "Links.*": "url",
    "Related.*": "key",
    "Paper.aliases": "key",
    "Settings.repository": "url",
    "Resource.paper": "key",
    "EditionOutline.links": "url",
    "OrganizationOutline.parent": "id",
    "SectionOutline.facet": "id",
    "TermOutline.formerly": "id",
    "TermOutline.see_also": "id",
}
_FLAG: Schema = {"enum": [True, False, "true", "false"]}


def paper_schema(taxonomy: Taxonomy | None = None) -> Schema:
    """The schema of a record; with a taxonomy, editors complete the names that it declares."""
    from reading_list.records.model import Paper

    schema = _schema_of(Paper, "A record of a reading list")
    properties = cast("dict[str, Schema]", schema["properties"])
    for field in ("authors", "editors"):
        properties[field]["items"] = {"anyOf": [_TEXT, {"$ref": "#/definitions/Person"}]}
    properties["extra"]["propertyNames"] = {"minLength": 1, "maxLength": EXTRA_NAME}
    if taxonomy is not None:
        bodies = taxonomy.organizations.values()
        properties["topics"]["items"] = _one_of(taxonomy.topic_names, taxonomy.terms)
        properties["organizations"]["items"] = _one_of(
            taxonomy.organization_names, [*(body.name for body in bodies), OTHERS]
        )
        properties["venue"] = {
            "description": properties["venue"]["description"],
            **_one_of(taxonomy.venue_names, taxonomy.venues),
        }
    return schema


def taxonomy_schema() -> Schema:
    """The schema of `taxonomy.yaml`."""
    from reading_list.catalog.outline import Outline

    schema = _schema_of(Outline, "The taxonomy of a reading list")
    definitions = cast("dict[str, dict[str, dict[str, Schema]]]", schema["definitions"])
    acronyms = definitions["VenueOutline"]["properties"]["acronyms"]
    acronyms["items"] = {"anyOf": [_TEXT, acronyms["items"]]}
    return schema


def described_fields(model: str) -> tuple[tuple[str, str], ...]:
    """The fields of a model and what each means, in the order of a record."""
    return tuple(_WORDS[model].items())


def _schema_of(model: type[BaseModel], title: str) -> Schema:
    raw = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = raw.pop("$defs", {})
    return {
        "$schema": DRAFT,
        "title": title,
        **_mapping(model.__name__, raw),
        "definitions": {name: _mapping(name, node) for name, node in sorted(definitions.items())},
    }


def _mapping(name: str, node: Schema) -> Schema:
    """The schema of a model."""
    fields = cast("dict[str, Schema]", node["properties"])
    made: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field: _field(name, field, shape) for field, shape in fields.items()},
    }
    if "required" in node:
        made["required"] = node["required"]
    return made


def _field(model: str, field: str, node: Schema) -> Schema:
    # A facet is a term that may say more.
    name = "TermOutline" if model == "FacetOutline" and field != "hue" else model
    same = _SAME.get(f"{name}.{field}") or _SAME.get(f"{name}.*", field)
    shape = _shape(node, _FORMS.get(same))
    # Beside a reference, draft-07 reads nothing else.
    return {
        "description": _WORDS[name][field],
        **({"allOf": [shape]} if "$ref" in shape else shape),
    }


def _shape(node: Schema, form: Schema | None) -> Schema:
    """A value as pydantic describes it, opened for what an editor makes of the same text."""
    if "anyOf" in node:  # or nothing, which is left out and not written
        return _shape(cast("list[Schema]", node["anyOf"])[0], form)
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    if node.get("type") == "array":
        return {"type": "array", "items": _shape(cast("Schema", node["items"]), form)}
    if node.get("type") == "object":
        value = cast("Schema", node["additionalProperties"])
        return {"type": "object", "additionalProperties": _shape(value, form)}
    if node.get("type") == "boolean":
        return _FLAG
    if form:
        return form
    if "enum" in node or "const" in node:
        return {"enum": node.get("enum") or [node["const"]]}
    if "pattern" in node:
        return {"type": "string", "pattern": node["pattern"]}
    return _TEXT


def _one_of(names: Mapping[str, str], first: Iterable[str]) -> Schema:
    """Names to complete, those of `first` before all others.

    What looks like an id has to be known. Other names are found in any case and with any accents,
    so that they are left to `check`.
    """
    known = list(dict.fromkeys([*first, *sorted(names)]))
    other: Schema = {"type": "string", "not": {"pattern": "^[a-z0-9-]+$"}}
    return {"anyOf": [{"enum": known}, other, {"type": ["number", "boolean"]}]}


# What editors show beside each field.
_WORDS: dict[str, dict[str, str]] = {
    "Paper": {
        "title": "The title as the paper has it; *emphasis* and $maths$ are understood.",
        "authors": "All authors in their order, `Given Family`; `others` at the end for the rest.",
        "year": "The year of publication. It is also the record's folder.",
        "month": "The month of publication, 1 to 12.",
        "venue": "The conference, journal or other series, as taxonomy.yaml names it.",
        "track": "How the paper was presented.",
        "type": "The kind of publication, where it does not follow from the venue.",
        "topics": "The terms of taxonomy.yaml that the paper belongs to, the most exact ones.",
        "organizations": "Where the authors work, as taxonomy.yaml names it.",
        "doi": "The DOI alone, such as 10.1145/3007787.3001163.",
        "arxiv": "The arXiv identifier in quotes and without version, such as \"1802.03494\".",
        "isbn": "The ISBN of the book.",
        "issn": "The ISSN of the journal, where it is not that of the venue.",
        "links": "Where the paper and what belongs to it can be found.",
        "pages": "First and last page with a plain hyphen, such as 815-832.",
        "volume": "The volume of the journal or the proceedings.",
        "number": "The issue of the journal, or the number of the report.",
        "series": "The series of the book, where it is not that of the venue.",
        "booktitle": "The title of the proceedings, where it is not that of the venue.",
        "publisher": "The publisher, where it is not that of the venue.",
        "institution": "The school of a thesis, the institution of a report.",
        "address": "The place of publication.",
        "editors": "The editors in their order.",
        "language": "The language of the paper, if it is not that of the list: de, zh, pt-BR.",
        "award": "A prize, such as Best Paper.",
        "highlight": "The curator's star.",
        "note": "One sentence in Markdown that helps a reader to choose.",
        "abstract": "The abstract, if the list may print it.",
        "related": "Records that this one belongs to, by their keys.",
        "aliases": "Former keys of this record; their addresses lead here.",
        "added": "When the paper joined the list, such as 2019-01-20.",
        "extra": "Facts of your own, which are kept and not shown.",
    },
    "Person": {
        "name": "The name, `Given Family` or `Family, Given`.",
        "orcid": "The ORCID iD, such as 0000-0002-1825-0097.",
        "affiliation": "Where the person worked then.",
        "group": "True for a body such as MLPerf, whose name is kept whole.",
        "person": "The id of a person in taxonomy.yaml, where the name alone is not enough.",
    },
    "Links": {
        "paper": "The publisher's page, if it is not simply that of the DOI or of arXiv.",
        "pdf": "The PDF, if it is not arXiv's.",
        "code": "The code.",
        "project": "The project's page.",
        "slides": "The slides of the talk.",
        "video": "The recording of the talk.",
        "poster": "The poster.",
        "data": "The data.",
        "discussion": "A discussion, such as a thread.",
        "openreview": "The reviews.",
    },
    "Related": {
        "extends": "Papers that this one continues.",
        "preprint_of": "The paper that this preprint became.",
        "code_of": "The paper that this program belongs to.",
        "see": "Papers to look at as well.",
        "supersedes": "Papers that this one replaces.",
        "reply_to": "Papers that this one answers.",
    },
    "Outline": {
        "list": "What the list as a whole is.",
        "facets": "The trees of topics.",
        "venues": "Conferences, journals and other series.",
        "organizations": "Universities, companies and laboratories.",
        "people": "Persons whose name alone is not enough.",
    },
    "Settings": {
        "title": "The title of the list.",
        "short_title": "A shorter title for narrow places.",
        "description": "What the list is about, in Markdown.",
        "url": "Where the site is to be found, if that is known.",
        "repository": "The repository, for links that edit a record.",
        "branch": "The branch that those links lead to.",
        "license": "The licence of the list's data, such as CC0-1.0.",
        "contact": "Whom to write to.",
        "curators": "Who keeps the list.",
        "language": "The language of the list.",
        "outline": "The sections in their order; without it, all facets.",
        "pages": "Which pages are wanted.",
    },
    "SectionOutline": {
        "id": "The section's address on its page, if not made from its title.",
        "facet": "The facet that the section shows.",
        "title": "The heading, if it is not that of the facet.",
        "editions": "The editions that the section shows, as venue/year.",
        "note": "A remark below the heading, in Markdown.",
        "resources": "Links that are no papers.",
    },
    "PageChoices": {
        "authors": "Whether each author has a page.",
        "organizations": "Whether each organization has a page.",
        "paper_downloads": "The files beside each paper's page.",
        "downloads": "The files beside the page of each group of papers.",
        "feeds": "What has a feed of its newest papers.",
        "data": "Whether the site holds all records as JSON, by year.",
        "basket": "Whether readers can put papers into a basket, mark them, and cite from lists.",
        "offline": "Whether pages that were visited can be read without a network.",
    },
    "TermOutline": {
        "id": "What records name the term by; also its address.",
        "title": "The term as headings show it.",
        "description": "What the term means, in Markdown.",
        "note": "A remark of the curator's, in Markdown.",
        "aliases": "Other names that records may use.",
        "formerly": "Former ids; their addresses lead here.",
        "see_also": "Terms to look at as well, by their ids.",
        "resources": "Links that are no papers.",
        "terms": "The terms below this one.",
    },
    "FacetOutline": {
        "hue": "The colour of the facet's marks, in degrees from 0 to 359.",
    },
    "Resource": {
        "title": "What it is called.",
        "url": "Where it is.",
        "note": "A remark, in Markdown.",
        "paper": "The key of the record, if it is a paper as well.",
        "kind": "What it is.",
    },
    "VenueOutline": {
        "id": "What records name the venue by; also its address.",
        "name": "The full name.",
        "acronym": "The short name.",
        "acronyms": "Short names over time: [{NIPS: \"..2017\"}, {NeurIPS: \"2018..\"}].",
        "proceedings": "The title of the proceedings, for citations.",
        "type": "What kind of series it is.",
        "publisher": "The publisher, where it is the same every year.",
        "series": "The series in which the proceedings appear.",
        "issn": "The ISSN.",
        "url": "The home page.",
        "aliases": "Other names that records may use.",
        "editions": "Years of which there is more to say than their papers.",
    },
    "EditionOutline": {
        "year": "The year.",
        "title": "What the edition is called, if not by acronym and year.",
        "links": "Pages of the edition, by a word for each.",
        "resources": "Links that are no papers.",
        "note": "A remark, in Markdown.",
    },
    "OrganizationOutline": {
        "id": "The address of its page.",
        "name": "The full name.",
        "parent": "The id of what it is a part of.",
        "aliases": "Other names that records may use.",
        "url": "The home page.",
    },
    "PersonOutline": {
        "id": "What records name the person by; also the address of the page.",
        "name": "The name as it is shown.",
        "orcid": "The ORCID iD, such as 0000-0002-1825-0097.",
        "aliases": "Other ways in which the name is written.",
        "url": "The home page.",
    },
}  # fmt: skip
