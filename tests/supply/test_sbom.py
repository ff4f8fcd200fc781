"""The bill of materials is what CycloneDX says one is, and says what the locks say."""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "supply"
PAGE = REPOSITORY / "docs" / "dependencies.md"
# Of what is installed together with the program: nothing that asks more than to be named.
PERMISSIVE = {"Apache-2.0", "BSD License", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"}


@pytest.fixture(scope="module")
def inventory() -> Iterator[ModuleType]:
    """The script as a module."""
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("inventory")
    finally:
        sys.path.remove(str(FOLDER))


def written(folder: Path, **environment: str) -> bytes:
    """What the command writes when it is called from a folder."""
    command = [sys.executable, str(FOLDER / "sbom.py"), "sbom/sbom.json"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return (folder / "sbom" / "sbom.json").read_bytes()


@pytest.fixture(scope="module")
def sbom(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("sbom"), LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")


def test_it_is_what_the_schema_of_cyclonedx_says(sbom: bytes) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(sbom.decode()) is None
    broken = sbom.decode().replace('"type": "library"', '"type": "book"', 1)
    assert validator.validate_str(broken) is not None


def test_it_is_the_same_whenever_and_wherever_it_is_written(sbom: bytes, tmp_path: Path) -> None:
    other = {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "7"}
    assert written(tmp_path, **other) == sbom
    assert not re.search(rb'"timestamp"|20\d\d-\d\d-\d\dT', sbom)
    assert str(REPOSITORY).encode() not in sbom


def test_it_names_all_that_the_locks_name_with_every_hash(sbom: bytes) -> None:
    parts = json.loads(sbom)["components"]
    found = {(it["purl"].partition(":")[2].partition("/")[0], it["version"]): it for it in parts}
    assert found
    by_purl = {it["purl"]: {one["content"] for one in it["hashes"]} for it in parts}
    for lock in ("requirements.lock", "requirements-dev.lock"):
        for part in re.split(r"\n(?=\S)", (REPOSITORY / lock).read_text()):
            if match := re.match(r"(\S+)==(\S+)", part):
                hashes = set(re.findall("sha256:([0-9a-f]{64})", part))
                assert by_purl[f"pkg:pypi/{match[1]}@{match[2]}"] == hashes
    node = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]
    names = {(p.rpartition("node_modules/")[2], it["version"]) for p, it in node.items() if p}
    assert len([purl for purl in by_purl if purl.startswith("pkg:npm/")]) == len(names)
    assert all(by_purl.values())


def test_what_runs_is_told_from_what_is_for_development(sbom: bytes) -> None:
    scopes = {it["name"]: it["scope"] for it in json.loads(sbom)["components"]}
    assert scopes["pydantic-core"] == "required"  # through pydantic
    assert scopes["httpcore2"] == "optional"
    assert scopes["pytest"] == scopes["hatchling"] == scopes["html-validate"] == "excluded"


def test_who_needs_whom_is_told(sbom: bytes) -> None:
    made = json.loads(sbom)
    needs = {it["ref"].partition("@")[0]: it.get("dependsOn", ()) for it in made["dependencies"]}
    assert any(it.startswith("pkg:pypi/markupsafe@") for it in needs["pkg:pypi/jinja2"])
    assert any(it.startswith("pkg:pypi/jinja2@") for it in needs["pkg:pypi/reading-list"])


def test_what_runs_asks_no_more_than_to_be_named(inventory: ModuleType) -> None:
    for package in inventory.python_packages():
        if package.use in {inventory.RUNTIME, inventory.NET} and not package.where:
            assert package.license in PERMISSIVE, package


def test_an_environment_that_is_not_the_locks_is_refused(
    inventory: ModuleType, tmp_path: Path
) -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    lock = tmp_path / "requirements.lock"
    lock.write_text(re.sub(r"(?m)^click==\S+", "click==0.1", lock.read_text()))
    dev = tmp_path / "requirements-dev.lock"
    dev.write_text(re.sub(r"(?m)^click==\S+", "click==0.1", dev.read_text()))
    with pytest.raises(inventory.NotInstalled, match=r"click is locked as 0\.1"):
        inventory.python_packages(tmp_path)


HEAD = """\
# Dependencies

What is installed with the program, to build it, and to develop it, as the locks name it; \
`requirements.lock` and `requirements-dev.lock` hold the hashes. The site itself holds no one \
else's code: no script, font or style is taken from anywhere. `make sbom` writes the same as \
CycloneDX 1.6 into `dist/sbom.cdx.json`, with hashes and with the Node tools of \
`package-lock.json`; why each library was chosen says [decisions.md](decisions.md).
"""
TITLES = {
    "runtime": "To run",
    "net": "To look things up (`reading-list[net]`)",
    "build": "To build the wheel",
    "development": "To develop",
}


def test_the_page_of_dependencies_is_up_to_date(inventory: ModuleType, bless: bool) -> None:
    """Of a package that is for another system alone, the page keeps the licence that it says."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    known = dict(re.findall(r"(?m)^\| (\S+) \| \S+ \| ([^|]+) \|", before))
    asked = inventory.direct()
    lines = [HEAD]
    packages = inventory.python_packages()
    for use, title in TITLES.items():
        lines += [f"## {title}", "", "| package | version | licence | |", "|---|---|---|---|"]
        for it in packages:
            if it.use == use:
                license = it.license or known.get(it.name, "not known here")
                notes = ["asked for"] if it.name in asked[use] else []
                notes += [f"where `{it.where}`"] if it.where else []
                lines.append(f"| {it.name} | {it.version} | {license} | {', '.join(notes)} |")
        lines.append("")
    node = inventory.node_packages()
    licenses = sorted({it.license for it in node})
    lines += [
        "## Node tools, for tests alone",
        "",
        f"{len(node)} packages, under {', '.join(licenses)}.",
        "",
    ]
    text = "\n".join(lines)
    if bless:
        PAGE.write_text(text, encoding="utf-8")
    assert before == text or bless, "run: make test ARGS='tests/supply --bless'"
    assert "not known here" not in text
