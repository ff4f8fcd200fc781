"""`reading-list term`: rename, merge, split and move terms, with the records that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reading_list.context import Context
    from reading_list.reshaping import Reshaped, Wish
    from reading_list.store.files import Project

    Ask = Callable[[str], str | None]

_SHOWN = 20  # changed records that are shown line by line; more are counted
_CONTEXT = 1


def run(project: Project, wish: Wish, *, yes: bool = False, ask: Ask | None = None) -> Report:
    """Show what the wish changes, and write it if a person or `yes` says so."""
    from reading_list import reshaping

    made = reshaping.propose(project, wish)
    if isinstance(made, list):
        return Report(made, said="mend these first; nothing was changed", exit_code=1)
    number = len(made.after) - 1
    shown = "".join(_shown(made))
    said = f"taxonomy.yaml and {plural(number, 'record')}"
    if not yes:
        if ask is None:
            said = f"{said} would change; nothing was written, as nobody can be asked here: add -y"
            return Report(text=shown, said=said, exit_code=2)
        answer = ask(f"{shown}\nchange {said}? [Y/n] ")
        if answer is None or answer.lower() not in {"", "y", "yes"}:
            return Report(said="nothing was written", exit_code=1)
    reshaping.write(project, made)
    return Report(text=shown if yes else "", said=f"{said} changed")


def _shown(made: Reshaped) -> Iterator[str]:
    """The changes as a diff; of very many records the first ones, and how many more there are."""
    from difflib import unified_diff

    from reading_list.text import printable

    paths = ["taxonomy.yaml", *sorted(made.after.keys() - {"taxonomy.yaml"})]
    for path in paths[: _SHOWN + 1]:
        before, after = made.before[path].splitlines(), made.after[path].splitlines()
        for line in unified_diff(before, after, path, path, n=_CONTEXT, lineterm=""):
            yield f"{printable(line)}\n"
    if len(paths) > _SHOWN + 1:
        yield f"... and {plural(len(paths) - _SHOWN - 1, 'record')} more\n"


_YES = click.option("-y", "--yes", is_flag=True, default=False, help="Write without asking.")


@click.group(epilog="Example: reading-list term rename low-rank tensor-decomposition")
def command() -> None:
    """Rename, merge, split or move terms of the taxonomy.

    Records that name them are changed too, in one step. Old ids stand in `formerly`, so that their
    addresses lead on and records on other branches stay right. Comments stay. What will change is
    shown before.
    """


@command.command(epilog="Example: reading-list term rename low-rank tensor-decomposition")
@click.argument("old")
@click.argument("new")
@click.option("--title", default=None, help="Another title, too.")
@_YES
@click.pass_obj
def rename(context: Context, *, old: str, new: str, title: str | None, yes: bool) -> Report:
    """Give the term OLD the id NEW."""
    from reading_list.reshaping import Wish

    return run(context.project(), Wish("rename", old, new, title), yes=yes, ask=context.ask)


@command.command(epilog="Example: reading-list term merge distillation teacher-student")
@click.argument("old")
@click.argument("into")
@_YES
@click.pass_obj
def merge(context: Context, *, old: str, into: str, yes: bool) -> Report:
    """Take out the term OLD; INTO gets its papers, parts and names."""
    from reading_list.reshaping import Wish

    return run(context.project(), Wish("merge", old, into), yes=yes, ask=context.ask)


@command.command(epilog="Example: reading-list term split pruning filter-pruning --paper he2018amc")
@click.argument("old")
@click.argument("new")
@click.option("--title", default=None, help="The title of the new part.")
@click.option("--paper", "papers", metavar="KEY", multiple=True, help="A paper for the new part.")
@click.option(
    "--where", "query", metavar="QUERY", default=None,
    help="Papers for the new part, as `search` finds them.",
)  # fmt: skip
@_YES
@click.pass_obj
def split(
    context: Context,
    *,
    old: str,
    new: str,
    title: str | None,
    papers: tuple[str, ...],
    query: str | None,
    yes: bool,
) -> Report:
    """Make NEW a part of the term OLD, and put papers of OLD into it."""
    from reading_list.reshaping import Wish, keys_of

    project = context.project()
    keys = keys_of(project, papers, query, context.talk)
    context.talk.end()
    return run(project, Wish("split", old, new, title, keys), yes=yes, ask=context.ask)


@command.command(epilog="Example: reading-list term move hashing compression")
@click.argument("term")
@click.argument("under", required=False)
@click.option("--top", is_flag=True, default=False, help="Make it a facet of its own.")
@_YES
@click.pass_obj
def move(context: Context, *, term: str, under: str | None, top: bool, yes: bool) -> Report:
    """Put TERM, with all its parts, below the term UNDER."""
    from reading_list.reshaping import Wish

    if top == (under is not None):
        raise click.UsageError("Name the term to move it below, or say --top.")
    return run(context.project(), Wish("move", term, under), yes=yes, ask=context.ask)
