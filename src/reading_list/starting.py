"""A new list from an awesome list: read, outlined, put together, written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.awesome.outline import outline_of
from reading_list.awesome.reader import read
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import Diagnostic, in_order
from reading_list.intake.assembly import Assembly
from reading_list.intake.duplicates import Known
from reading_list.intake.keys import key_of
from reading_list.intake.places import path_of
from reading_list.records import writer
from reading_list.records.draft import Draft, Place
from reading_list.store.readme import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reading_list.awesome.reader import Reading
    from reading_list.catalog.taxonomy import Taxonomy

    Fields = Mapping[str, object]

TAXONOMY = "taxonomy.yaml"
_MODELINE = "# yaml-language-server: $schema=schemas/taxonomy.schema.json"


class Started(NamedTuple):
    """What came of a list: the files by path, what was found, how many papers were merged."""

    reading: Reading
    files: dict[str, str]
    findings: list[Diagnostic]
    records: int = 0
    merged: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether something of it could not be taken."""
        return any(found.is_error for found in self.findings)


def files_of(text: str, path: str, title: str) -> Started:
    """The files of a new list with the papers of `text`, called `title` if it has no heading."""
    reading = read(text, path)
    if reading.problems:
        return Started(reading, {}, list(reading.problems))
    outlined = outline_of(reading, title)
    taxonomy_text = _taxonomy_text(outlined.data)
    outline, _, complaints = read_taxonomy(TAXONOMY, taxonomy_text.encode())
    if outline is None:
        return Started(reading, {}, [it for it in complaints if it.is_error])
    taxonomy = taxonomy_of(outline)
    first = Assembly(Known(), set(), _nothing, taxonomy)
    for draft, fields in zip(reading.drafts, outlined.fields, strict=True):
        first.add(Draft(fields, draft.place, None, draft.sections, draft.remarks))
    records, again = _keyed(first, taxonomy, path)
    files = {
        TAXONOMY: taxonomy_text,
        "README.md": _readme(outline.list.title),
        ".gitignore": "/.cache/\n/site/\n",
    }
    for key, record in records.items():
        place = path_of(key, record)
        files[place] = writer.emit(record, place)
    findings = in_order([*complaints, *first.findings, *again.findings])
    return Started(reading, files, findings, len(records), first.merged + again.merged)


def _keyed(first: Assembly, taxonomy: Taxonomy, path: str) -> tuple[dict[str, Fields], Assembly]:
    """The records under keys made of what all places of a paper together say.

    What places add may show that two records are one, so that where some were merged all are put
    together again. A key does not depend on where in the list a paper stands.
    """
    whole = first
    if first.merged:
        whole = Assembly(Known(), set(), _nothing, taxonomy)
        for merged in first.new.values():
            whole.add(Draft(merged, Place(path)))
    again = whole if whole is not first else Assembly(Known(), set(), _nothing, taxonomy)
    taken: set[str] = set()
    keys: dict[str, Fields] = {}
    bases = [(key_of(fields, ()), place) for place, fields in enumerate(whole.new.values())]
    fields_at = list(whole.new.values())
    made: dict[int, str] = {}
    for base, place in sorted(bases, key=lambda found: (found[0], _order(fields_at[found[1]]))):
        key = base if base not in taken else key_of(fields_at[place], taken)
        taken.add(key)
        made[place] = key
    for place, fields in enumerate(fields_at):
        keys[made[place]] = fields
    return keys, again


def _order(fields: Fields) -> tuple[str, ...]:
    """What tells two papers with the same key apart, wherever they stand."""
    return tuple(
        str(fields.get(name, "")) for name in ("title", "year", "arxiv", "doi", "venue", "links")
    )


def _nothing(key: str) -> dict[str, object]:
    """A new list has no record yet."""
    del key
    return {}


def _taxonomy_text(data: dict[str, object]) -> str:
    parts = [writer.emit({name: value}, TAXONOMY) for name, value in data.items()]
    bodies = [part.partition("\n")[2] for part in parts]
    return f"{_MODELINE}\n" + "\n".join(bodies)


def _readme(title: str) -> str:
    return f"# {title}\n\n{BEGIN}\n{END}\n"
