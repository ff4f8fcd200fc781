"""A real site, built once by the command that users type, and what is said when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reading_list import auditing
from reading_list.diagnostics import Diagnostic
from reading_list.talk import Talk

HOME = "https://example.org/my/list"
TAXONOMY = """list:
  title: A list
  {address}
  pages: {{offline: visited}}
facets:
  - id: topics
    title: Topics
    terms: [{{id: pruning, title: Pruning, formerly: [cutting]}}, {{id: hashing, title: Hashing}}]
venues: [{{id: v, name: V, acronym: V}}]
organizations: [{{id: o, name: O}}]
"""
RECORD = """title: Paper {n} of $x^2$
authors: [Ann Author, Bo Other]
year: {year}
venue: v
topics: [{topic}]
organizations: [o]
added: 2024-01-0{n}
{more}"""


class Audited:
    """A site of which each test gets a copy to break."""

    def __init__(self, root: Path, site: Path, home: str) -> None:
        self.root = root
        self.site = site
        self.home = home
        self.pages = sorted(
            it.relative_to(site).as_posix() for it in site.rglob("*") if it.is_file()
        )
        self.pages.remove(".nojekyll")
        self.keys = [it.stem for it in root.glob("papers/*/*.yaml")]

    def change(self, path: str, before: str, after: str) -> None:
        """Change a file in the first place where `before` stands."""
        text = (self.site / path).read_text("utf-8")
        assert before in text, f"{path} has no {before}"
        (self.site / path).write_text(text.replace(before, after, 1), "utf-8")

    def add(self, path: str, text: str) -> None:
        """Put a file there as if a build had made it."""
        (self.site / path).write_text(text, "utf-8")
        self.pages.append(path)

    def findings(self) -> list[Diagnostic]:
        return auditing.audit(self.site, "site", self.pages, self.keys, self.home, 1, Talk())

    def one(self) -> Diagnostic:
        """The only finding."""
        (found,) = self.findings()
        return found

    def rules(self) -> set[str]:
        return {found.rule for found in self.findings()}


def build(root: Path, address: str) -> Path:
    for n in range(1, 5):
        more = "aliases: [former1]\n" if n == 1 else ""
        text = RECORD.format(n=n, year=2016 + n % 2, topic=("pruning", "hashing")[n % 2], more=more)
        path = root / "papers" / str(2016 + n % 2) / f"paper{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "taxonomy.yaml").write_text(TAXONOMY.format(address=address))
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def with_address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list that knows its site's address."""
    return built(tmp_path_factory.mktemp("audited"), HOME)


@pytest.fixture(scope="session")
def without_address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list that does not."""
    return built(tmp_path_factory.mktemp("audited"), "")


@pytest.fixture(params=["with_address", "without_address"])
def original(request: pytest.FixtureRequest) -> Path:
    """Each of the two."""
    found: Path = request.getfixturevalue(request.param)
    return found


def built(root: Path, home: str) -> Path:
    build(root, f"url: {home}/" if home else "language: en")
    (root / "home").write_text(home)
    assert Audited(root, root / "site", home).findings() == []
    return root


def copied(original: Path, folder: Path) -> Audited:
    site = folder / "site"
    shutil.copytree(original / "site", site)
    return Audited(original, site, (original / "home").read_text())


@pytest.fixture
def the(original: Path, tmp_path: Path) -> Audited:
    """A copy that a test may break, of a site without faults."""
    return copied(original, tmp_path)


@pytest.fixture
def published(with_address: Path, tmp_path: Path) -> Audited:
    """A copy of the site that knows its address."""
    return copied(with_address, tmp_path)
