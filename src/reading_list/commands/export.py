"""`reading-list export`: the list, or what a query finds, in another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reading_list.diagnostics import ProjectError
from reading_list.reports import Report, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.context import Context
    from reading_list.exporting import Wanted
    from reading_list.formats import Style
    from reading_list.store.files import Project
    from reading_list.talk import Talk


def run(
    project: Project,
    talk: Talk,
    wanted: Wanted,
    output: str | None = None,
    put: Callable[[str], object] | None = None,
) -> Report:
    """Write the papers to the file `output`, to `put` piece by piece, or into the report."""
    from reading_list import exporting
    from reading_list.store.target import target

    pieces: list[str] = []
    if output is not None:
        with target(output) as take:
            done = exporting.export(project, wanted, take, talk)
    else:
        done = exporting.export(project, wanted, put or pieces.append, talk)
    talk.end()
    said = plural(done.written, "paper")
    if wanted.query.strip():
        said += f" of {done.total:,}"
    if done.findings:
        said += "; these records cannot be read and are missing"
    return Report(
        done.findings, "".join(pieces), f"{said} exported", exit_code=1 if done.findings else 0
    )


@click.command(epilog="Example: reading-list export 'topic:pruning year:2018..' --to bibtex")
@click.argument("query", nargs=-1)
@click.option("--to", "format", metavar="FORMAT", default=None, help="What to write.")
@click.option("--output", "-o", metavar="FILE", default=None, help="Where to write it.")
@click.option(
    "--style", metavar="NAME|FILE.csl", default=None, help="How references look, for text and html."
)
@click.option(
    "--ascii", "is_ascii", is_flag=True, default=False, help="Write letters in ASCII alone."
)
@click.pass_obj
def command(
    context: Context,
    query: tuple[str, ...],
    format: str | None,
    output: str | None,
    style: str | None,
    is_ascii: bool,
) -> Report:
    """Write the whole list, or the papers that QUERY finds, as a bibliography.

    FORMAT is bibtex, biblatex, ris, csl-json, csv, json, jsonl, markdown, text or html. Keys and
    order are the same in every run. Styles are plain, apa, ieee and acm, or a file of the Citation
    Style Language.
    """
    from reading_list.exporting import Wanted

    name = _format(format or ("text" if style else None))
    wanted = Wanted(name, " ".join(query), _style(name, style, is_ascii=is_ascii))
    put = None
    if output in (None, "-"):
        output = None
        put = _standard_output
    return run(context.project(), context.talk, wanted, output, put)


def _format(name: str | None) -> str:
    from reading_list.formats import writers
    from reading_list.text import closest

    known = sorted(it.replace("_", "-") for it in writers())
    if name is None:
        raise click.UsageError(f"--to is missing: one of {', '.join(known)}.")
    if name not in known:
        guess = closest(name, known)
        meant = f" Did you mean '{guess}'?" if guess else ""
        message = f"'{name}' is none of {', '.join(known)}.{meant}"
        raise click.BadParameter(message, param_hint="--to")
    return name.replace("-", "_")


def _style(format: str, style: str | None, *, is_ascii: bool) -> Style:
    from reading_list.formats import STYLES, Style, writers

    leaf = writers()[format]
    shown = format.replace("_", "-")
    if is_ascii and not getattr(leaf, "HAS_ASCII", False):
        raise click.BadParameter(f"{shown} cannot say all in ASCII.", param_hint="--ascii")
    if style is None:
        return Style(ascii=is_ascii)
    if not getattr(leaf, "HAS_STYLES", False):
        raise click.BadParameter(f"{shown} has no styles.", param_hint="--style")
    if style in STYLES:
        return Style(name=style)
    if not style.lower().endswith((".csl", ".xml")):
        message = f"'{style}' is none of {', '.join(STYLES)} and no file that ends in .csl."
        raise click.BadParameter(message, param_hint="--style")
    from reading_list.store.sources import read_source

    return Style(csl=read_source(style, 4_000_000).decode("utf-8-sig", "replace"))


def _standard_output(text: str) -> None:
    try:
        stream = click.open_file("-", "wb")
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"the output cannot be written: {error.strerror}"
        raise ProjectError(message, "make room, or send it elsewhere") from error
