"""`reading-list schema`: the JSON Schemas that let an editor complete and check while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report

if TYPE_CHECKING:
    from reading_list.context import Context
    from reading_list.store.files import Project


def run(project: Project, show: str | None = None) -> Report:
    """Write both schemas into the list's `schemas/`, or return one as text."""
    from reading_list import schemas

    texts, findings = schemas.schemas(project)
    if findings:
        return Report(findings, exit_code=1)
    if show:
        return Report(text=texts[f"{show}.schema.json"])
    written = schemas.write_schemas(project, texts)
    names = ", ".join(written) if written else "nothing to change"
    return Report(said=f"schemas: {names}")


@click.command(epilog="Example: reading-list schema --show paper > paper.schema.json")
@click.option(
    "--show",
    type=click.Choice(["paper", "taxonomy"]),
    default=None,
    help="Print one schema instead of writing both.",
)
@click.pass_obj
def command(context: Context, show: str | None) -> Report:
    """Write the JSON Schemas of records and of the taxonomy into schemas/.

    Each record names its schema in its first line, so that editors with a YAML language server
    complete topics, venues and organizations. A build keeps the schemas up to date.
    """
    return run(context.project(), show)
