"""Checks of titles as readers will see them; spelling is not checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading_list.diagnostics import ERROR, WARNING, Edit
from reading_list.records.explain import quoted, shown
from reading_list.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading_list.diagnostics import Diagnostic
    from reading_list.records.parse import Parsed


@rule("titles/full-stop", WARNING)
def full_stop(record: Parsed) -> Iterator[Diagnostic]:
    """A title ends without a full stop, as every list prints its own.

    wrong: {title: "Deep Compression.", venue: eccv}
    right: {title: "Deep Compression", venue: eccv}
    """
    title = record.facts.title
    if title.endswith((".", "。")) and not _ABBREVIATION.search(title):
        message = f"the title ends in a full stop: {shown(title[-40:])}"
        fixed = quoted(title[:-1].rstrip())
        yield record.at("title").report(message, hint="drop the full stop", edit=fixed)


@rule("titles/underscore", WARNING)
def underscore(record: Parsed) -> Iterator[Diagnostic]:
    """An underscore in a title mostly stands for a colon that a file name could not hold.

    wrong: {title: "WRPN_Wide Reduced-Precision Networks", venue: eccv}
    right: {title: "WRPN: Wide Reduced-Precision Networks", venue: eccv}
    """
    title = record.facts.title
    if "_" not in title or "$" in title:
        return
    if " " in title and _UNDERSCORE.search(title) and "`" not in title:
        message = f"an underscore where a colon is likely: {shown(title)}"
        hint = f"if so, write {shown(quoted(_UNDERSCORE.sub(': ', title)))}"
        yield record.at("title").report(message, hint=hint)


@rule("titles/capitals", WARNING)
def capitals(record: Parsed) -> Iterator[Diagnostic]:
    """A title is not written in capitals alone.

    wrong: {title: "SNIP: SINGLE-SHOT NETWORK PRUNING", venue: eccv}
    right: {title: "SNIP: Single-shot Network Pruning", venue: eccv}
    """
    title = record.facts.title
    if title.isupper() and len(re.findall(r"[^\W\d_]{4,}", title)) > 1:
        message = f"the title is in capitals: {shown(title)}"
        yield record.at("title").report(message, hint="write it as the paper's first page does")


@rule("titles/cut-comment", ERROR)
def cut_comment(record: Parsed) -> Iterator[Diagnostic]:
    """YAML reads ` #` in a text without quotes as the start of a comment and drops the rest.

    wrong: |
        title: The paper #1 of all
        venue: eccv
    right: |
        title: "The paper #1 of all"
        venue: eccv
    """
    if " #" not in record.document.text:
        return
    for field in ("title", "note", "award", "booktitle"):
        spot = record.at(field)
        if not getattr(record.facts, field) or spot.span.end_line != spot.span.line:
            continue
        line = spot.report("").snippet
        if line[spot.span.column - 1 : spot.span.column] in "\"'|>":
            continue
        rest = line[spot.span.end_column - 1 :].strip()
        if re.match(r"#\S", rest):
            message = f"YAML takes `{shown(rest, 30)}` for a comment, so the {field} ends before it"
            whole = quoted(line[spot.span.column - 1 :].strip())
            hint = f"put the whole text in double quotes: {shown(whole)}"
            end = spot.span.column + len(line[spot.span.column - 1 :].rstrip())
            # `#1` is a number; what else follows may have been meant as a remark.
            edit = Edit(spot.span._replace(end_column=end), whole, is_certain=rest[1].isdecimal())
            yield spot.report(message, hint=hint, edits=(edit,) if len(line) < 400 else ())


@rule("titles/quotes", WARNING)
def quotes(record: Parsed) -> Iterator[Diagnostic]:
    """A title is not wrapped in quotation marks or brackets of the list it came from.

    wrong: {title: "[Deep Compression]", venue: eccv}
    right: {title: "Deep Compression", venue: eccv}
    """
    title = record.facts.title
    pairs = {'"': '"', "“": "”", "[": "]", "‘": "’", "「": "」"}
    closing = pairs.get(title[0])
    if closing and title.endswith(closing) and closing not in title[1:-1] and len(title) > 2:
        message = f"the title is wrapped in {title[0]}…{closing}"
        is_certain = title[0] == "["  # a title may be a saying
        fixed = quoted(title[1:-1])
        yield record.at("title").report(
            message, hint="drop them", edit=fixed, is_certain=is_certain
        )


@rule("titles/spaces", WARNING)
def spaces(record: Parsed) -> Iterator[Diagnostic]:
    """Words of a title are one space apart.

    wrong: {title: "Deep  Compression", venue: eccv}
    right: {title: "Deep Compression", venue: eccv}
    """
    title = record.facts.title
    if "  " in title or "\n" in title:
        message = "the title has two spaces in a row or a line break"
        edit = quoted(" ".join(title.split()))
        yield record.at("title").report(message, hint="keep one space", edit=edit)


# Ends with an ellipsis, or with what is written with a stop: `U.S.`, `et al.`
_ABBREVIATION = re.compile(r"(?:\.\.|\b(?:etc|al|Inc|Jr|Sr|vs|[A-Z]))\.$")
_UNDERSCORE = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
