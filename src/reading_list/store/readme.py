"""The generated block of a list's README.md; the text around it is the curator's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, START, Diagnostic, ProjectError
from reading_list.store.files import README, read_text
from reading_list.store.output import replace_file

if TYPE_CHECKING:
    from reading_list.store.files import Project

BEGIN = "<!-- reading-list:begin -->"
END = "<!-- reading-list:end -->"


def read_block(project: Project) -> str:
    """What stands between the markers; empty where there is no README or no block in it."""
    text = _read(project)
    place = _block(text)
    return text[place[0] : place[1]] if place else ""


def findings(project: Project) -> list[Diagnostic]:
    """What keeps a build from writing the block, so that a check can say it before."""
    try:
        read_block(project)
    except ProjectError as error:
        return [Diagnostic(README, START, ERROR, "files/readme", error.message, error.hint)]
    return []


def write_block(project: Project, block: str) -> str:
    """Put `block` between the markers. Returns what the user should know, if anything.

    Nothing outside the block is touched; a README without the markers is left as it is.
    """
    text = _read(project)
    new = _with_block(text, block)
    if new is None:
        hint = f"add {BEGIN} and {END} where it should be"
        return f"{README} has no block for the list: {hint}" if text else ""
    if new != text:
        replace_file(project.root / README, new.encode())
    return ""


def holds(project: Project, block: str) -> bool:
    """Whether `block` is what stands between the markers, if there are any."""
    text = _read(project)
    return _with_block(text, block) in {None, text}


def _with_block(text: str, block: str) -> str | None:
    """`text` with `block` between its markers; None where it has none."""
    place = _block(text)
    if place is None:
        return None
    for marker in (BEGIN, END):  # a text of the list that looks like one must not become one
        block = block.replace(marker, f"&lt;{marker[1:]}")
    before, after = text[: place[0]], text[place[1] :]
    body = f"\n\n{block.strip()}\n\n" if block.strip() else "\n"
    return before + body.replace("\n", "\r\n" if "\r\n" in before + after else "\n") + after


def _read(project: Project) -> str:
    return read_text(project.root / README) or ""


def _block(text: str) -> tuple[int, int] | None:
    """Where the block's text begins and ends. Raises ProjectError for markers that do not pair."""
    if BEGIN not in text and END not in text:
        return None
    start = text.find(BEGIN) + len(BEGIN)
    end = text.find(END)
    if text.count(BEGIN) != 1 or text.count(END) != 1 or end < start:
        raise ProjectError(
            f"{README} must hold {BEGIN} once and, after it, {END} once",
            "mend the two marker lines; nothing in the file was changed",
            exit_code=1,
        )
    return start, end
