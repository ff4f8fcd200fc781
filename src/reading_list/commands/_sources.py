"""What commands that ask the sources share: their options, and the way to the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.store.files import Project
    from reading_list.store.web import Web

Function = TypeVar("Function", bound="Callable[..., Any]")


def asking(function: Function) -> Function:
    """The options `--from`, `--yes` and `--fresh`."""
    options = (
        click.option(
            "--from", "sources", metavar="SOURCE", multiple=True, callback=_known,
            help="Ask this source and no other.",
        ),
        click.option("-y", "--yes", is_flag=True, default=False, help="Write without asking."),
        click.option("--fresh", is_flag=True, default=False, help="Ask anew what was asked today."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def _known(
    context: click.Context, option: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    from reading_list.lookups import check_names

    del context, option
    try:
        check_names(names)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return names


def names_of(sources: tuple[str, ...]) -> set[str]:
    """The names of sources as modules have them."""
    return {name.replace("-", "_") for name in sources}


def contact_of(taxonomy: Taxonomy) -> str:
    """Whom a service may turn to: what the list says of itself."""
    settings = taxonomy.settings
    return settings.contact or settings.repository or settings.url or ""


def web_of(project: Project, taxonomy: Taxonomy, seconds: float, *, is_fresh: bool) -> Web:
    """The web, for so many seconds, with the replies that the list has kept."""
    from reading_list.store.web import Web

    return Web(contact_of(taxonomy), seconds, project.cache, is_fresh=is_fresh)
