"""The JSON Schemas of a list, for editors: made from its taxonomy, kept in `schemas/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import Diagnostic
from reading_list.store import files, output

if TYPE_CHECKING:
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.files import Project

FOLDER = "schemas"


def schemas(project: Project) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The JSON Schemas of this list by file name, or what is wrong with its taxonomy."""
    from reading_list.catalog.taxonomy import taxonomy_of
    from reading_list.catalog.taxonomy_checks import read_taxonomy

    raw = files.read_taxonomy(project)
    if isinstance(raw, Diagnostic):
        return {}, (raw,)
    outline, _, findings = read_taxonomy(files.TAXONOMY, raw)
    if outline is None:
        return {}, findings
    return schemas_of(taxonomy_of(outline)), ()


def schemas_of(taxonomy: Taxonomy) -> dict[str, str]:
    """The text of each schema by its file's name."""
    import json

    from reading_list.catalog.schema import paper_schema, taxonomy_schema

    made = {"paper": paper_schema(taxonomy), "taxonomy": taxonomy_schema()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


def write_schemas(project: Project, texts: dict[str, str]) -> list[str]:
    """Put the schemas into `schemas/`; the names of those that were not there as they are."""
    folder = project.root / FOLDER
    output.make_folder(folder)
    return [n for n, text in texts.items() if output.replace_file(folder / n, text.encode())]
