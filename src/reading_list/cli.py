"""The command line: finds the command, shares options, prints what it reports, exits.

Standard output carries data, standard error talk. Exit codes: 0 fine, 1 findings, 2 usage,
3 environment, 70 a bug of this program.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import click

from reading_list import leaves, memory
from reading_list.context import Context
from reading_list.diagnostics import ProjectError
from reading_list.reports import Report, human
from reading_list.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

ENVIRONMENT = 3
BUG = 70
_NO_MEMORY = (
    "reading-list: memory ran out\n"
    "  hint: close other programs or run with --jobs 1; the next run goes on where it stopped\n"
)


class _Commands(click.Group):
    """A group whose commands are the files of `reading_list.commands`, loaded when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [name.replace("_", "-") for name in leaves.names("commands")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        name = cmd_name.replace("-", "_")
        if name not in leaves.names("commands"):
            return None
        command: click.Command = leaves.load("commands", name).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from reading_list.text import closest

            guess = closest(args[0], self.list_commands(ctx)) if args else None
            if guess:
                raise click.UsageError(f"{error.message} Did you mean '{guess}'?", ctx) from error
            raise


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A list is a folder with taxonomy.yaml and papers/. Try: reading-list check",
)
@click.option("--root", metavar="DIR", default=None, help="The list's folder, if not this one.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Whether to use colour (auto: on a terminal, unless NO_COLOR is set).",
)
@click.option("-q", "--quiet", is_flag=True, default=False, help="Say nothing but findings.")
@click.version_option(package_name="reading-list", prog_name="reading-list")
@click.pass_context
def app(ctx: click.Context, root: str | None, color: str, quiet: bool) -> None:
    """Keep a bibliography in git, one small file a paper, and publish it."""
    talk = _talk(quiet)
    ctx.call_on_close(talk.end)  # progress is wiped before an error is said
    show = partial(_show, color, quiet)
    ctx.obj = Context(root, color, talk, quiet=quiet, show=show, ask=_asker(talk))


@app.result_callback()
@click.pass_obj
def _print(context: Context, /, report: Report, **_: object) -> NoReturn:
    """Print what a command reports, and exit with its code."""
    _show(context.color, context.quiet, report)
    sys.exit(report.exit_code)


def _show(color: str, quiet: bool, report: Report) -> None:
    if report.findings:
        paint = _paint if _is_coloured(color) else None
        lines = human(report.findings, paint) if paint else human(report.findings)
        _write("\n".join(lines) + "\n")
    if report.text:
        _write(report.text)
    if report.said and not quiet:
        _write_error(report.said.rstrip("\n") + "\n")


def main() -> None:
    """Run the command line; every way it can end has its exit code."""
    # Few objects here go round in circles: collecting every 700 of them costs a twentieth.
    gc.set_threshold(20_000)
    try:
        app(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _write_error("interrupted; the next run goes on where this one stopped\n")
        sys.exit(130)
    except ProjectError as error:
        from reading_list.text import printable

        _write_error(f"reading-list: {printable(error.message)}\n")
        if error.hint:
            _write_error(f"  hint: {printable(error.hint)}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        _forget_output()
        sys.exit(1)
    except Exception as error:  # the last resort of every other path
        if memory.ran_out(error):
            _write_error(_NO_MEMORY)
            sys.exit(ENVIRONMENT)
        import traceback

        _write_error(traceback.format_exc())
        _write_error("reading-list: this is a bug of the program; please report the lines above\n")
        sys.exit(BUG)


def _talk(quiet: bool) -> Talk:
    """Who hears of progress: a terminal does, a pipe and CI do not."""
    if quiet or not sys.stderr or not sys.stderr.isatty() or os.environ.get("CI"):
        return Talk()
    if os.environ.get("TERM") == "dumb":  # it cannot wipe a line
        return Talk()
    from reading_list.progress import TerminalTalk

    return TerminalTalk(_write_error)


def _asker(talk: Talk) -> Callable[[str], str | None] | None:
    """Who answers questions: a person at a terminal; a pipe and CI do not."""
    both = (sys.stdin, sys.stderr)
    if os.environ.get("CI") or not all(stream and stream.isatty() for stream in both):
        return None

    def ask(text: str) -> str | None:
        talk.end()
        _write_error(text)
        line = sys.stdin.readline()
        return line.strip() if line else None

    return ask


def _is_coloured(choice: str) -> bool:
    if choice == "auto":
        return bool(sys.stdout) and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return choice == "always"


_STYLES = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "place": {"bold": True},
    "hint": {"fg": "cyan"},
    "frame": {"dim": True},
}


def _paint(text: str, style: str) -> str:
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type]  # a table of keywords


def _write(text: str) -> None:
    if not sys.stdout:  # closed by whoever started us, as is `sys.stderr` below
        return
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        message = f"the output cannot be written: {error.strerror}"
        raise ProjectError(message, "make room, or send it elsewhere") from error


def _forget_output() -> None:
    """Leave nothing that Python would try to write once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_error(text: str) -> None:
    if not sys.stderr:
        return
    sys.stderr.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
    sys.stderr.flush()
