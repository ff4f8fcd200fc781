"""`reading-list add`: one new record from an identifier, an address or a BibTeX entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from reading_list.commands._sources import asking, names_of, web_of
from reading_list.diagnostics import Diagnostic, ProjectError
from reading_list.reports import Report, human
from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading_list.adding import Candidate, Proposal
    from reading_list.context import Context
    from reading_list.holdings import Listed
    from reading_list.store.files import Project
    from reading_list.talk import Talk

    Ask = Callable[[str], str | None]

STANDARD_INPUT = "-"
_LARGEST = 1_000_000


class Wishes(NamedTuple):
    """How to add: topics and key of the record, sources to ask, what to do without a person."""

    topics: tuple[str, ...] = ()
    key: str | None = None
    sources: tuple[str, ...] = ()
    yes: bool = False
    fresh: bool = False
    seconds: float = 60.0


def run(
    project: Project,
    talk: Talk,
    text: str,
    wishes: Wishes,
    ask: Ask | None = None,
    stdin: bytes = b"",
) -> Report:
    """Propose a record for what `text` names; write it if a person or `--yes` says so."""
    from reading_list import adding, holdings

    here = holdings.listed(project, talk)
    talk.end()
    if isinstance(here, list):
        return Report(here, exit_code=1)
    topics = adding.topics_of(wishes.topics, here.taxonomy)
    if wishes.key is not None:
        adding.checked_key(wishes.key, here)
    candidate = _candidate(project, here, text, wishes, stdin)
    if isinstance(candidate, Report):
        return candidate
    proposal = _proposal(project, here, candidate, topics, wishes, None if wishes.yes else ask)
    if isinstance(proposal, Diagnostic):
        return Report([proposal], said="nothing was written", exit_code=1)
    if not wishes.yes:
        if ask is None:
            # What stands in the way of --yes is said now, not when somebody has added it.
            wrong = list(human([found for found in proposal.findings if found.is_error]))
            advice = "nothing was written, as nobody can be asked here: " + (
                "mend this, then add --yes" if wrong else "add --yes"
            )
            said = "\n".join([_told(proposal), *wrong, advice])
            return Report(text=proposal.text, said=said, exit_code=2)
        shown = _inert(proposal.text)
        answer = ask(f"\n{shown}\n{_told(proposal)}\nwrite {proposal.path}? [Y/n] ")
        if answer is None or answer.lower() not in {"", "y", "yes"}:
            return Report(said="nothing was written", exit_code=1)
    return _written(project, proposal, is_told=not wishes.yes)


def _proposal(
    project: Project,
    here: Listed,
    candidate: Candidate,
    topics: list[str],
    wishes: Wishes,
    ask: Ask | None,
) -> Proposal | Diagnostic:
    """The record to be, after a person has chosen topics; or why there is none."""
    from reading_list import adding
    from reading_list.store.web import today

    proposal = adding.propose(candidate, here, topics, today(), wishes.key)
    if isinstance(proposal, Diagnostic):
        return proposal
    if duplicate := adding.duplicate_of(project, proposal.fields, here):
        return duplicate
    if topics or ask is None or not proposal.suggestions:
        return proposal
    chosen = _choose(ask, proposal, here)
    return adding.propose(candidate, here, chosen, today(), wishes.key) if chosen else proposal


def _written(project: Project, proposal: Proposal, *, is_told: bool) -> Report:
    """Write the record, unless `check` would call it wrong."""
    from reading_list import adding

    lines = [] if is_told else [_told(proposal)]
    errors = [found for found in proposal.findings if found.is_error]
    if errors:
        return Report(errors, said="\n".join([*lines, "nothing was written"]), exit_code=1)
    adding.write(project, proposal)
    lines += human(proposal.findings)  # what is left to mend; standard output has the path alone
    return Report(text=f"{proposal.path}\n", said="\n".join(lines))


def _candidate(
    project: Project, here: Listed, text: str, wishes: Wishes, stdin: bytes
) -> Candidate | Report:
    """The paper that a user means: from a file or standard input, else from the sources."""
    from reading_list.lookups import matching

    if text == STANDARD_INPUT:
        typed = stdin[:_LARGEST].decode("utf-8", "replace").strip()
        if "\n" not in typed and matching(typed):
            return _asked_for(project, here, typed, wishes)
        return _read("<stdin>", stdin)
    if matching(text):
        return _asked_for(project, here, text, wishes)
    from reading_list.store.sources import read_source

    try:
        return _read(text, read_source(text, _LARGEST))
    except ProjectError as error:
        message, hint = _no_paper(text)
        raise ProjectError(message, hint, 2) from error


def _no_paper(text: str) -> tuple[str, str]:
    """Why a text names no paper: what is wrong with it as an identifier, if it looks like one."""
    from reading_list.records import identifiers
    from reading_list.records.identifiers import IdentifierError

    bare = text.casefold().removeprefix("arxiv:").removeprefix("doi:").strip()
    looks = {
        identifiers.check_doi: bare.startswith("10."),
        identifiers.check_arxiv: text.casefold().startswith("arxiv:") or bare[:4].isdecimal(),
    }
    for check, is_like in looks.items():
        try:
            if is_like:
                check(bare)
        except IdentifierError as error:
            return str(error), error.hint
    hint = "a DOI, an arXiv id, an address, a .bib file, or - for standard input"
    return f"'{text}' is no identifier, no address and no file", hint


def _read(path: str, raw: bytes) -> Candidate | Report:
    """The one paper of a bibliography."""
    from reading_list.adding import Candidate
    from reading_list.importing import Source, drafts_of

    found = list(drafts_of(Source(path, raw)))
    errors = [it for it in found if isinstance(it, Diagnostic) and it.is_error]
    drafts = [it for it in found if not isinstance(it, Diagnostic)]
    if errors:
        return Report(errors, said="nothing was written", exit_code=1)
    if len(drafts) != 1:
        hint = f"for many: reading-list import {'-' if path == '<stdin>' else path}"
        raise ProjectError(f"{path} holds {len(drafts)} papers; add takes one", hint, 2)
    draft = drafts[0]
    origin = "standard input" if path == "<stdin>" else path
    origins = dict.fromkeys(draft.fields, origin)
    return Candidate(draft.fields, origins, (), draft.key, draft.remarks)


def _asked_for(project: Project, here: Listed, text: str, wishes: Wishes) -> Candidate | Report:
    """The paper as the sources describe it."""
    from reading_list import adding
    from reading_list.inquiry import Inquiry
    from reading_list.lookups import matching

    # What the list has by its identifier needs no question.
    for name, id in matching(text):
        if name in {"doi", "arxiv"} and (found := adding.duplicate_of(project, {name: id}, here)):
            return Report([found], said="nothing was written", exit_code=1)
    with web_of(project, here.taxonomy, wishes.seconds, is_fresh=wishes.fresh) as web:
        told = Inquiry(web, only=names_of(wishes.sources)).ask([text])
    said = [
        f"{s.source}: {printable(s.message)}" + (f" ({printable(s.hint)})" if s.hint else "")
        for s in told.silent
    ]
    if not told.fields:
        reasons = "".join(f"\n  {line}" for line in said) or " no source knows it"
        return Report(said=f"nothing is known of {printable(text)}:{reasons}", exit_code=1)
    remarks = [f"warning: {told.retracted}"] if told.retracted else []
    return adding.Candidate(told.fields, told.origins, told.venues, remarks=(*remarks, *said))


def _choose(ask: Ask, proposal: Proposal, here: Listed) -> list[str]:
    """The topics that a person picks by number or name; none where the line is empty."""
    from reading_list import adding

    lines = [
        f"  {number} {found.term} ({found.reason})"
        for number, found in enumerate(proposal.suggestions, 1)
    ]
    asked = _inert("\n".join(["", str(proposal.fields["title"]), "topics that may fit:", *lines]))
    while True:
        answer = ask(f"{asked}\nnumbers or names, nothing for none: ")
        words = (answer or "").replace(",", " ").split()
        numbers = {str(number): it.term for number, it in enumerate(proposal.suggestions, 1)}
        try:
            return adding.topics_of([numbers.get(word, word) for word in words], here.taxonomy)
        except ProjectError as error:
            asked = f"{error.message} ({error.hint})"


def _told(proposal: Proposal) -> str:
    """Where each field comes from, and what else there is to say."""
    width = max(map(len, proposal.fields))
    lines = [f"  {name:<{width}}  {proposal.origins[name]}" for name in proposal.fields]
    lines.insert(0, f"{proposal.path}, where each field comes from:")
    lines += [f"  {remark}" for remark in proposal.remarks]
    if proposal.suggestions:
        named = ", ".join(f"{it.term} ({it.reason})" for it in proposal.suggestions)
        lines.append(f"topics that may fit, for --topic: {named}")
    return _inert("\n".join(lines))


def _inert(text: str) -> str:
    """Lines without anything that a terminal would obey: much of them is a stranger's."""
    return "\n".join(printable(line) for line in text.split("\n"))


@click.command(epilog="Example: reading-list add 10.1007/978-3-030-01234-2_48 --topic pruning")
@click.argument("paper", metavar="ID|URL|FILE|-")
@click.option("--topic", "topics", metavar="ID", multiple=True, help="A topic of the paper.")
@click.option("--key", metavar="KEY", default=None, help="The record's key, if not the usual one.")
@asking
@click.option(
    "--seconds", type=click.FloatRange(1, 600), default=60.0, show_default=True,
    help="How long it may take.",
)  # fmt: skip
@click.pass_obj
def command(
    context: Context,
    paper: str,
    *,
    topics: tuple[str, ...],
    key: str | None,
    sources: tuple[str, ...],
    yes: bool,
    fresh: bool,
    seconds: float,
) -> Report:
    """Add one paper to the list.

    It is named by a DOI, an arXiv id, an address (of arXiv, OpenReview, ACL, PMLR, NeurIPS, CVF,
    DBLP or any page with citation tags), or by one entry of BibTeX in a file or on standard input.
    The record is shown with the source of each field, and written when you say so.
    """
    stdin = b""
    if paper == STANDARD_INPUT:
        stdin = click.open_file("-", "rb").read(_LARGEST)
    wishes = Wishes(topics, key, sources, yes, fresh, seconds)
    ask = None if paper == STANDARD_INPUT else context.ask
    return run(context.project(), context.talk, paper, wishes, ask, stdin)
