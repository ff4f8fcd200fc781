"""The schemas take what the program takes, and complete what the taxonomy declares."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import fastjsonschema
import pytest
import yaml
from fastjsonschema import JsonSchemaValueException

from reading_list.catalog.outline import Outline
from reading_list.catalog.schema import DRAFT, paper_schema, taxonomy_schema
from reading_list.catalog.taxonomy import Taxonomy, taxonomy_of
from reading_list.records.limits import TAXONOMY_LIMITS
from reading_list.records.parse import parse
from reading_list.records.reader import read

REPOSITORY = Path(__file__).resolve().parents[2]
RECORDS = sorted((REPOSITORY / "papers").rglob("*.yaml"))


def typed(text: str) -> object:
    """YAML as an editor types it: by the core schema of YAML 1.2 (chapter 10.3)."""
    return value_of(yaml.compose(text, yaml.SafeLoader))


def value_of(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(value_of(key)): value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(item) for item in node.value]
    text = node.value
    if node.style is not None:
        return text
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text[0] in "tT"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    raw = (REPOSITORY / "taxonomy.yaml").read_bytes()
    data = read("taxonomy.yaml", raw, TAXONOMY_LIMITS).data
    return taxonomy_of(Outline.model_validate(data))


@pytest.fixture(scope="module")
def takes(taxonomy: Taxonomy) -> Callable[[str], None]:
    """A function that raises for a record that editors would complain of."""
    validate = fastjsonschema.compile(paper_schema(taxonomy))
    return lambda text: validate(typed(text))


def test_every_record_of_the_list_is_taken(takes: Callable[[str], None]) -> None:
    for path in RECORDS:
        takes(path.read_text(encoding="utf-8"))


def test_the_taxonomy_of_the_list_is_taken() -> None:
    text = (REPOSITORY / "taxonomy.yaml").read_text(encoding="utf-8")
    fastjsonschema.compile(taxonomy_schema())(typed(text))


@pytest.mark.parametrize(
    "fields",
    [
        "title: 1984",
        "title: true",
        "title: 12:30 or No",
        "year: 2018",
        "year: '2018'",
        "month: 09",
        "arxiv: 2301.00011",
        "arxiv: math.GT/0309136",
        "doi: 10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
        "isbn: 9780306406157",
        "isbn: 978-3-030-01234-2",
        "volume: 31",
        "number: 1.5",
        "pages: 12",
        "pages: e1-e8, S3",
        "added: 2019-01-20",
        "highlight: true",
        "authors: [Song Han, {name: MLPerf, group: true, orcid: 0000-0002-1825-0097}, others]",
        "organizations: [Intel, Somebody New, others]",
        "topics: [Pruning, quantization]",
        "venue: NeurIPS",
        "aliases: [old-key]",
        "related: {see: [he2018amc]}",
        "extra: {anything: 3}",
        "links: {code: 'https://example.org/a_b'}",
    ],
)
def test_what_the_program_takes_is_taken(takes: Callable[[str], None], fields: str) -> None:
    text = fields if fields.startswith("title:") else f"title: A\n{fields}"
    assert not parse("papers/2018/a.yaml", f"{text}\n".encode()).diagnostics
    takes(text)


@pytest.mark.parametrize(
    "text",
    [
        "year: 2018",
        "title: [A]",
        "title: null",
        "title: A\nyaer: 2018",
        "title: A\nyear: 18",
        "title: A\nyear: soon",
        "title: A\nmonth: 13",
        "title: A\ntopics: pruning",
        "title: A\ntopics: [prunning]",
        "title: A\nvenue: ecv",
        "title: A\ntrack: keynote",
        "title: A\ntype: paper",
        "title: A\ndoi: https://doi.org/10.1145/3007787",
        "title: A\narxiv: 1802.03494v2",
        "title: A\nlinks: {pdf: ftp://example.org}",
        "title: A\nlinks: {blog: 'https://example.org'}",
        "title: A\npages: 1–2",
        "title: A\nauthors: Song Han",
        "title: A\nauthors: [{orcid: 0000-0002-1825-0097}]",
        "title: A\nhighlight: yes",
        "title: A\naliases: [a b]",
    ],
)
def test_mistakes_are_found(takes: Callable[[str], None], text: str) -> None:
    with pytest.raises(JsonSchemaValueException):
        takes(text)


@pytest.mark.parametrize(
    "text",
    [
        "facets: []",
        "list: {title: A, name: B}",
        "list: {title: A}\nfacets: [{id: A b, title: B}]",
        "list: {title: A}\nfacets: [{id: a, title: B, hue: 400}]",
        "list: {title: A}\nvenues: [{id: a, name: B, acronyms: [{A: '2017'}]}]",
        "list: {title: A}\nvenues: [{id: a, name: B, type: meeting}]",
        "list: {title: A, outline: [{title: B, editions: [eccv-2018]}]}",
    ],
)
def test_mistakes_in_the_taxonomy_are_found(text: str) -> None:
    with pytest.raises(JsonSchemaValueException):
        fastjsonschema.compile(taxonomy_schema())(typed(text))


def test_names_of_the_taxonomy_are_completed(taxonomy: Taxonomy) -> None:
    properties = paper_schema(taxonomy)["properties"]
    assert isinstance(properties, dict)
    topics = properties["topics"]["items"]["anyOf"][0]["enum"]
    assert topics[: len(taxonomy.terms)] == list(taxonomy.terms)
    assert "sparsity" in topics
    assert "others" in properties["organizations"]["items"]["anyOf"][0]["enum"]
    assert "NeurIPS" in properties["venue"]["anyOf"][0]["enum"]


@pytest.mark.parametrize("schema", [paper_schema(), taxonomy_schema()], ids=["paper", "taxonomy"])
def test_every_field_says_what_it_is_for(schema: dict[str, object]) -> None:
    assert schema["$schema"] == DRAFT
    fields = list(fields_of(schema))
    assert len(fields) > 40
    assert all(str(field["description"]).endswith(".") for field in fields)
    json.dumps(schema)


def fields_of(schema: dict[str, object]) -> Iterator[dict[str, object]]:
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    for model in (schema, *definitions.values()):
        yield from model["properties"].values()
