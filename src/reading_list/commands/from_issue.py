"""`reading-list from-issue`: the text of an issue becomes a record or changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.inert import code, prose
from reading_list.reports import Report, human

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reading_list.adding import Candidate
    from reading_list.context import Context
    from reading_list.holdings import Listed
    from reading_list.intake.issues import Addition, Correction
    from reading_list.store.files import Project
    from reading_list.talk import Talk

STANDARD_INPUT = "-"
_LARGEST = 1_000_000
_SHOWN = 20_000  # characters of a record that an answer shows


class Wishes(NamedTuple):
    """Whether sources may be asked, for how long, and whether to write."""

    look_up: bool = False
    seconds: float = 60.0
    dry_run: bool = False


def run(project: Project, talk: Talk, text: str, wishes: Wishes | None = None) -> Report:
    """Take in what the issue asks for. The report's text is Markdown that answers it.

    Ends with 1, and leaves the list as it is, where the issue cannot be taken in.
    """
    from reading_list import holdings
    from reading_list.intake.issues import Addition, Refusal, parse_issue

    wishes = wishes or Wishes()
    here = holdings.listed(project, talk)
    talk.end()
    if isinstance(here, list):
        return _refused("The list itself has to be mended first.", here)
    try:
        asked = parse_issue(text)
        if isinstance(asked, Addition):
            return _add(project, here, asked, wishes)
        return _correct(project, here, asked, wishes)
    except Refusal as refusal:
        return _refused(str(refusal))


def _add(project: Project, here: Listed, asked: Addition, wishes: Wishes) -> Report:
    from reading_list import adding
    from reading_list.store.web import today

    candidate = _candidate(project, here, asked, wishes)
    topics, unknown = _topics(asked.topics, here)
    proposal = adding.propose(candidate, here, topics, today())
    if isinstance(proposal, Diagnostic):
        return _refused("Of this no record can be made.", [proposal])
    if duplicate := adding.duplicate_of(project, proposal.fields, here):
        return _refused("The paper is in the list already.", [duplicate])
    errors = [found for found in proposal.findings if found.is_error]
    if errors:
        fitting = ", ".join(code(it.term) for it in proposal.suggestions)
        why = "The record would have errors."
        why += f" Topics that may fit: {fitting}" * bool(fitting)
        return _refused(why, errors, proposal.text)
    if not wishes.dry_run:
        adding.write(project, proposal)
    notes = [f"Topics that the list does not have: {', '.join(map(code, unknown))}"] * bool(unknown)
    notes += [prose(remark) for remark in proposal.remarks]
    if proposal.suggestions:
        fitting = ", ".join(code(it.term) for it in proposal.suggestions)
        notes.append(f"Topics that may fit: {fitting}")
    lines = [f"Adds {code(proposal.path)}:", *_fenced(proposal.text, "yaml")]
    lines += _notes(notes, proposal.findings)
    return Report(text=_joined(lines), said=f"{proposal.path} written" * (not wishes.dry_run))


def _candidate(project: Project, here: Listed, asked: Addition, wishes: Wishes) -> Candidate:
    """What was typed, with what BibTeX and then the sources say where nothing was typed."""
    from reading_list.adding import Candidate
    from reading_list.importing import Source, drafts_of
    from reading_list.intake.issues import Refusal
    from reading_list.intake.merge import merge_fields

    fields = dict(asked.fields)
    origins = dict.fromkeys(fields, "the issue")
    key: str | None = None
    remarks: tuple[str, ...] = ()
    if asked.bibtex:
        found = list(drafts_of(Source("BibTeX", asked.bibtex.encode(), "bibtex")))
        drafts = [it for it in found if not isinstance(it, Diagnostic)]
        if len(drafts) != 1:
            raise Refusal(f"The BibTeX holds {len(drafts)} entries that can be read, not one.")
        fields = merge_fields(fields, drafts[0].fields).fields
        key, remarks = drafts[0].key, drafts[0].remarks
    venues: tuple[str, ...] = ()
    if asked.identifier:
        more, venues, said = _identified(
            project, here, asked.identifier, wishes, is_told="title" in fields
        )
        fields = merge_fields(fields, more).fields
        remarks = (*remarks, *said)
    if "title" not in fields:
        raise Refusal("Nothing is known of this paper. Please fill in its title and authors.")
    return Candidate(
        fields, {**dict.fromkeys(fields, "the issue"), **origins}, venues, key, remarks
    )


def _identified(
    project: Project, here: Listed, text: str, wishes: Wishes, *, is_told: bool
) -> tuple[dict[str, object], tuple[str, ...], tuple[str, ...]]:
    """What an identifier says by itself, and what the sources say of it if they may be asked.

    `is_told` is true where the title is known without them.
    """
    from reading_list.adding import duplicate_of
    from reading_list.inquiry import Inquiry
    from reading_list.intake.issues import Refusal
    from reading_list.lookups import matching
    from reading_list.store.web import Web

    known = matching(text) if "\n" not in text and len(text) <= 2000 else ()
    own: dict[str, object] = {name: id for name, id in known if name in {"doi", "arxiv"}}
    if not known:
        raise Refusal("The identifier is no DOI, no arXiv id and no address of the web.")
    if own and (duplicate := duplicate_of(project, own, here)):
        raise Refusal(f"The paper is in the list already: {prose(duplicate.message)}")
    if not wishes.look_up:
        left = () if own else (f"The sources were not asked, so this is in no field: {text}",)
        return own, (), left
    settings = here.taxonomy.settings
    contact = settings.contact or settings.repository or settings.url or ""
    try:
        with Web(contact, wishes.seconds, project.cache) as web:
            told = Inquiry(web).ask([text])
    except ProjectError as error:
        if not is_told:  # without the sources nothing is known of the paper
            raise
        return own, (), (f"The sources could not be asked: {error.message}",)
    said = tuple(f"{it.source}: {it.message}" for it in told.silent)
    retracted = (f"Warning: {told.retracted}",) if told.retracted else ()
    return {**own, **told.fields}, tuple(told.venues), (*retracted, *said)


def _topics(names: Iterable[str], here: Listed) -> tuple[list[str], list[str]]:
    """The ids of the topics that the list has, and the names that it has not."""
    titles = {term.title.casefold(): term.id for term in here.taxonomy.terms.values()}
    ids, unknown = [], []
    for name in names:
        id = here.taxonomy.topic(name) or titles.get(name.casefold())
        if id is None:
            unknown.append(name)
        elif id not in ids:
            ids.append(id)
    return ids, unknown


def _correct(project: Project, here: Listed, asked: Correction, wishes: Wishes) -> Report:
    from difflib import unified_diff

    from reading_list import correcting

    it = correcting.propose(project, here, asked)
    errors = [found for found in it.findings if found.is_error]
    if errors:
        return _refused("With this value the record would have errors.", errors)
    if not wishes.dry_run:
        correcting.write(project, it)
    diff = unified_diff(it.before.splitlines(), it.after.splitlines(), n=2, lineterm="")
    lines = [f"Changes {code(it.path)}:", *_fenced("\n".join(list(diff)[2:]), "diff")]
    if it.new_path != it.path:
        lines += [f"The record moves to {code(it.new_path)}.", ""]
    if asked.source:
        lines += [f"Source: {prose(asked.source[:2000])}", ""]
    lines += _notes([], it.findings)
    return Report(text=_joined(lines), said=f"{it.new_path} written" * (not wishes.dry_run))


def _refused(why: str, findings: Sequence[Diagnostic] = (), record: str = "") -> Report:
    lines = [why]
    if shown := "\n".join(human(findings)):
        lines += _fenced(shown, "text")
    if record:
        lines += ["The record:", *_fenced(record, "yaml")]
    lines += [""] * (not shown)
    lines += ["Nothing was changed. Edit the issue, then a maintainer can accept it again."]
    return Report(text=_joined(lines), exit_code=1)


def _notes(notes: list[str], findings: Sequence[Diagnostic]) -> list[str]:
    lines = [f"- {note}" for note in notes]
    if shown := "\n".join(human(findings)):
        lines += ["", "What `check` says of it:", *_fenced(shown, "text")]
    return lines


def _fenced(text: str, language: str) -> list[str]:
    """A block of code that its text cannot end, whatever is in it."""
    from reading_list.text import printable

    lines = [printable(line) for line in text[:_SHOWN].rstrip("\n").split("\n")]
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return ["", f"{fence}{language}", *lines, fence, ""]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip() + "\n"


@click.command(epilog="Example: reading-list from-issue issue.md --look-up")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--look-up", is_flag=True, default=False, help="Ask services about the identifier it names."
)
@click.option("--dry-run", is_flag=True, default=False, help="Answer, but write nothing.")
@click.option(
    "--seconds", type=click.FloatRange(1, 600), default=60.0, show_default=True,
    help="How long looking up may take.",
)  # fmt: skip
@click.pass_obj
def command(context: Context, *, file: str, look_up: bool, dry_run: bool, seconds: float) -> Report:
    """Make a record of an issue that was written with the form for it, or correct one.

    FILE holds the issue's text. Standard output is an answer in Markdown, for the issue or the pull
    request. The text is a stranger's: nothing of it is run, and nothing is written but one record
    below papers/. Ends with 1, and changes nothing, where the issue cannot be taken in.
    """
    from reading_list.store.sources import read_source

    if file == STANDARD_INPUT:
        raw = click.open_file("-", "rb").read(_LARGEST)
    else:
        raw = read_source(file, _LARGEST)
    text = raw.decode("utf-8", "replace")
    return run(context.project(), context.talk, text, Wishes(look_up, seconds, dry_run))
