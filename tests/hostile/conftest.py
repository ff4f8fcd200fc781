"""A list in which every text is hostile, built once by the command that users type."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.hostile.grammar import (
    FIELDS,
    PAYLOADS,
    PLAIN,
    list_part,
    pairs,
    put,
    tagged,
    taxonomy_part,
    written,
)

from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.records.parse import parse
from reading_list.rules import check_record

# What resolves against the taxonomy, whose own texts are hostile, too.
_RESOLVED = {"venue", "topics", "organizations", "authors.person"}
MANY = 5_000


class Hostile(NamedTuple):
    """The list, and for each payload the fields that take it."""

    root: Path
    taken: dict[int, list[str]]
    refused: int

    @property
    def site(self) -> Path:
        return self.root / "site"

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """The command line on this list, in a locale of one byte a character."""
        done = subprocess.run(
            [sys.executable, "-m", "reading_list", "--root", str(self.root), *words],
            capture_output=True, encoding="utf-8", check=False, timeout=600,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        if check:
            assert done.returncode == 0, done.stdout[-3000:] + done.stderr
        return done


def is_taken(number: int, field: int) -> bool:
    """Whether a record with this payload in this field has no error of its own."""
    record = dict(PLAIN)
    put(record, FIELDS[field], tagged(number, field))
    parsed = parse("papers/2018/x.yaml", written(record))
    found = list(parsed.diagnostics)
    if parsed.is_whole:
        found += check_record(parsed, None)
    return parsed.is_whole and not any(it.is_error for it in found)


def outline(**parts: object) -> dict[str, object]:
    return {
        "list": {"title": "A list", "url": "https://example.org/list"},
        "facets": [{"id": "pruning", "title": "Pruning"}],
        "venues": [{"id": "v", "name": "V"}],
        **parts,
    }


def is_outline(value: dict[str, object]) -> bool:
    found = read_taxonomy("taxonomy.yaml", written(value))[2]
    return not any(it.is_error for it in found)


@pytest.fixture(scope="session")
def taken() -> dict[int, list[str]]:
    """For each payload the fields that take it, found out one by one."""
    found: dict[int, list[str]] = {number: [] for number in range(len(PAYLOADS))}
    for number, field in pairs():
        if FIELDS[field] not in _RESOLVED and is_taken(number, field):
            found[number].append(FIELDS[field])
    return found


@pytest.fixture(scope="session")
def hostile(taken: dict[int, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The list: a record, a term, a venue, an organization and a person of each payload."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "papers" / "2018").mkdir(parents=True)
    (root / "README.md").write_text(
        "# A list\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
    )
    value = outline()
    good = []
    for number in range(len(PAYLOADS)):
        part = taxonomy_part(number)
        if is_outline(outline(**{kind: [one] for kind, one in part.items()})):
            good.append(number)
            part["facets"]["formerly"] = [f"former-t{number}"]
            for kind, one in part.items():
                value.setdefault(kind, []).append(one)  # type: ignore[attr-defined]
    about = list_part(next(n for n in good if PAYLOADS[n].name == "closing tags"))
    value["list"] = {**about, "url": "https://example.org/list"}
    value["list"]["outline"] += [{"facet": f"t{n}"} for n in good]  # type: ignore[index]
    (root / "taxonomy.yaml").write_bytes(written(value))
    for number, fields in taken.items():
        record: dict[str, object] = {**PLAIN, "title": f"Plain {number}"}
        for field in fields:
            put(record, field, tagged(number, FIELDS.index(field)))
        if number in good:
            record |= {"venue": f"v{number}", "organizations": [f"o{number}"]}
            record["topics"] = ["pruning", f"t{number}"]
            record["aliases"] = [f"former-h{number}"]
            record["related"] = {"see": [f"h{good[0]}"]} if number != good[0] else {}
        (root / "papers" / "2018" / f"h{number}.yaml").write_bytes(written(record))
    crowd = {
        **PLAIN,
        "title": "Plain crowd",
        "authors": [f"Given{n} Family{n}" for n in range(MANY)],
    }
    (root / "papers" / "2018" / "crowd.yaml").write_bytes(written(crowd))
    long = {**PLAIN, "title": "<b>" + "long " * 3_990 + "$x$", "note": "[x](y" * 3_900}
    (root / "papers" / "2018" / "long.yaml").write_bytes(written(long))
    wide = {**PLAIN, "title": "W" * 19_999, "links": {"paper": "https://doi.org/10.1/%zz"}}
    (root / "papers" / "2018" / "wide.yaml").write_bytes(written(wide))
    number = sum(map(len, taken.values()))
    made = Hostile(root, taken, len(PAYLOADS) * (len(FIELDS) - len(_RESOLVED)) - number)
    made.run("build", "--jobs", "1")
    return made


@pytest.fixture(scope="session")
def exported(hostile: Hostile) -> Callable[[str], str]:
    """A function that exports the hostile list."""

    def write(name: str) -> str:
        target = hostile.root / f"export.{name}"
        if not target.exists():
            hostile.run("export", "--to", name, "-o", str(target))
        return target.read_bytes().decode()

    return write
