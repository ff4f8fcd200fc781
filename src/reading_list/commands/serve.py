"""`reading-list serve`: the site in the browser, built again at every save."""

from __future__ import annotations

from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.commands._outcome import report_of
from reading_list.diagnostics import ProjectError
from reading_list.reports import Report, plural
from reading_list.store import live
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reading_list.builder import Outcome
    from reading_list.context import Context
    from reading_list.store.files import Project
    from reading_list.store.server import Server
    from reading_list.store.usage import Usage
    from reading_list.talk import Talk

PORT = 8000
ENVIRONMENT = 3  # the exit code of what is wrong with the machine
RETRY_SECONDS = 1.0
# So long at most nothing is known of a server that was ended from outside.
LOOK_SECONDS = 5.0


class Options(NamedTuple):
    """How to serve. `poll` looks at the files instead of letting the system watch them."""

    port: int = PORT
    output: Path | None = None
    jobs: int | None = None
    open: bool = False
    poll: bool = False


def run(project: Project, talk: Talk, show: Callable[[Report], None], options: Options) -> Report:
    """Build, serve and watch until the user interrupts. What happens is shown as it happens.

    Raises ProjectError where the port or the first build cannot be had. Later trouble is shown,
    the last good page stays, and the next change is waited for, or a second where it may pass.
    """
    from reading_list import pipeline
    from reading_list.store.output import check_output
    from reading_list.store.server import Server, open_browser
    from reading_list.store.watch import Watch

    site = check_output(options.output or project.root / pipeline.SITE_FOLDER, project.root)
    with ExitStack() as stack:
        try:
            server = stack.enter_context(closing(Server(site, options.port)))
            watch = stack.enter_context(closing(Watch(project, poll=options.poll)))
            show(Report(said=f"serving {server.url} (Ctrl-C ends it)"))
            if options.open and not open_browser(server.url):
                show(Report(said=f"no browser was found: open {server.url} yourself"))
            builder = _Builder(project, talk, show, options, server)
            builder.build(set())
            while True:
                if builder.is_sound:
                    watch.accept_readme()
                changed = watch.changes(RETRY_SECONDS if builder.is_stuck else LOOK_SECONDS)
                server.check()
                if changed or builder.is_stuck:
                    builder.build(changed)
        except KeyboardInterrupt:
            talk.end()
    return Report(said="\nserved no longer")


class _Builder:
    """Builds, and tells the pages and the terminal what came of it.

    `is_sound` after a build that wrote what it had to; `is_stuck` after one that the machine kept
    from it, which may be over by itself: another build, a full disk.
    """

    is_sound = False
    is_stuck = False

    def __init__(
        self,
        project: Project,
        talk: Talk,
        show: Callable[[Report], None],
        options: Options,
        server: Server,
    ) -> None:
        self._project = project
        self._talk = talk
        self._show = show
        self._options = options
        self._server = server
        self._is_first = True
        self._shown: object = ()  # what the terminal shows as wrong

    def build(self, changed: set[str]) -> None:
        """Build after a change of some files."""
        from reading_list import pipeline
        from reading_list.store.usage import Stopwatch

        watch = Stopwatch()
        options = self._options
        try:
            outcome = pipeline.build(self._project, options.output, options.jobs, self._talk)
        except ProjectError as error:
            self._fail(error)
        else:
            self._talk.end()
            self.is_stuck = False
            self.is_sound = not any(found.is_error for found in outcome.findings)
            if self.is_sound:
                self._succeed(outcome, changed, watch.read())
            else:
                self._refuse(outcome, watch.read())
        self._is_first = False

    def _fail(self, error: ProjectError) -> None:
        self._talk.end()
        self.is_sound = False
        self.is_stuck = error.exit_code == ENVIRONMENT
        if self.is_stuck and self._is_first:
            raise error
        self._server.tell(live.problem_of(error), is_changed=False)
        hint = f"\n  hint: {printable(error.hint)}" if error.hint else ""
        self._wrong((error.message,), Report(said=f"error: {printable(error.message)}{hint}"))

    def _refuse(self, outcome: Outcome, used: Usage) -> None:
        self._server.tell(live.problems_of(outcome.findings), is_changed=False)
        self._wrong(outcome.findings, report_of(outcome, used))

    def _wrong(self, what: object, report: Report) -> None:
        """Show what is wrong, unless the terminal shows it already."""
        if what != self._shown:
            self._show(report)
        self._shown = what

    def _succeed(self, outcome: Outcome, changed: set[str], used: Usage) -> None:
        number = outcome.written + outcome.removed
        self._server.tell([], is_changed=number > 0)
        if self._is_first:
            self._show(report_of(outcome, used))
            self._prepare()
        elif number or self._shown:
            pages = f"{plural(outcome.written, 'page')} written, {outcome.removed:,} removed"
            mended = "no errors any more: " if self._shown else ""
            said = f"{_names(changed)}: {mended}{pages}; {used.seconds:.2f} s"
            self._show(Report(said=said))
        self._shown = ()

    def _prepare(self) -> None:
        """Compile every template while nobody waits: the first save is to be as quick as others."""
        from reading_list.builder import Kit

        with suppress(ProjectError):  # which the build that needs the template will tell
            Kit(self._project).prepare()


def _names(changed: set[str]) -> str:
    """`papers/2018/he2018amc.yaml and 2 more`."""
    if not changed:
        return "tried again"
    # A name without an ending is a folder's, or one that some program uses while it saves.
    named = sorted(path for path in changed if "." in path.rpartition("/")[2]) or sorted(changed)
    first = printable(named[0])
    return first if len(named) == 1 else f"{first} and {len(named) - 1:,} more"


@click.command(epilog="Example: reading-list serve --open")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port of 127.0.0.1; 0 for any that is free.",
)
@click.option("--open", "show", is_flag=True, default=False, help="Open the browser.")
@click.option(
    "--output",
    metavar="DIR",
    default=None,
    help="Where the site goes, if not into site/ in the list's folder.",
)
@click.option(
    "--poll",
    is_flag=True,
    default=False,
    help="Look at the files again and again, where the system sees no changes (network folders).",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Processes to use.")
@click.pass_obj
def command(
    context: Context, port: int, show: bool, output: str | None, poll: bool, jobs: int | None
) -> Report:
    """Build, show the site in the browser, and build again at every save.

    The pages are served to this machine alone. A page shows itself anew when it was built again.
    An error of the list is shown over the page and here; the last good page stays until it is
    repaired.
    """
    from pathlib import Path

    target = Path(output).absolute() if output is not None else None
    options = Options(port, target, jobs, show, poll)
    return run(context.project(), context.talk, context.show, options)
