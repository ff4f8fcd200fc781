"""The same list makes the same files, wherever, whenever and in whatever locale it is built.

Every file is compared: pages, feeds, sitemaps, downloads, data, search, README and schemas.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.hostile.conftest import outline
from tests.hostile.grammar import PLAIN, written

REPOSITORY = Path(__file__).resolve().parent.parent
NAMES = ("taxonomy.yaml", "papers", "README.md", "schemas")
# A clock far ahead, a process that is set up as no other: nothing of it may be in a page.
ELSEWHERE = {
    "LC_ALL": "tr_TR.UTF-8",
    "TZ": "Pacific/Apia",
    "PYTHONHASHSEED": "7",
    "HOME": "/nonexistent",
    "USER": "somebody",
}
HERE = {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}
CLOCK = """import time
_now, _now_ns = time.time, time.time_ns
time.time = lambda: _now() + 10 * 365 * 86400
time.time_ns = lambda: _now_ns() + 10 * 365 * 86400 * 10**9
"""


def sums(root: Path) -> dict[str, str]:
    """A digest of each file that a build made."""
    made = [root / "README.md", *(root / "schemas").glob("*"), *(root / "site").rglob("*")]
    return {
        it.relative_to(root).as_posix(): hashlib.sha256(it.read_bytes()).hexdigest()
        for it in made
        if it.is_file()
    }


def build(root: Path, jobs: int, umask: int, **environment: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build"]
    subprocess.run(
        [*command, "--jobs", str(jobs)], env={**kept, **environment}, umask=umask, check=True
    )
    return sums(root)


def copied(source: Path, target: Path) -> None:
    """The list elsewhere: its files made in another order, at another time, for the owner alone."""
    for path in sorted(source.rglob("*"), reverse=True):
        below = path.relative_to(source)
        if path.is_file() and not {"site", ".cache"} & set(below.parts):
            (target / below).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / below)
            (target / below).chmod(0o600)
            os.utime(target / below, (0, 0))


@pytest.mark.parametrize("address", ["", "https://example.org/list"])
def test_any_list(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path, address: str
) -> None:
    titles = ["Éa", "eb", "Zc", "äd", "Ω", "深", "ıI", "İstanbul"]
    files = {
        f"papers/2018/p{n}.yaml": written(
            {**PLAIN, "title": title, "authors": [title], "added": "2024-01-01"}
        ).decode()
        for n, title in enumerate(titles)
    }
    value = outline()
    value["list"] = {"title": "A list", "pages": {"offline": "visited"}}
    if address:
        value["list"]["url"] = address
    readme = "# A\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n"
    first = make_list({"taxonomy.yaml": written(value).decode(), "README.md": readme, **files})
    (first / "schemas").mkdir()
    second = tmp_path / "an other, länger place"
    copied(first, second)
    (second / "schemas").mkdir()
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(CLOCK)
    here = build(first, 1, 0o022, **HERE)
    there = build(second, 2, 0o077, PYTHONPATH=str(tmp_path / "clock"), **ELSEWHERE)
    endings = {name.rpartition(".")[2] for name in here}
    assert endings >= {"html", "atom", "json", "js", "css", "bib", "ris", "csv", "md", "svg"}
    assert ("site/sitemap.xml" in here) is bool(address)
    assert here == there


@pytest.mark.slow
def test_this_repositorys_list_in_processes(tmp_path: Path) -> None:
    """Its pages are made by one process here and by three there."""
    first, second = tmp_path / "first", tmp_path / "second place"
    for name in NAMES:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, first / name)
        else:
            first.mkdir(exist_ok=True)
            shutil.copy(source, first / name)
    copied(first, second)
    here = build(first, 1, 0o022, **HERE)
    assert len(here) > 4_000
    assert build(second, 3, 0o077, **ELSEWHERE) == here
    # And once more, incrementally: a paper goes and comes back.
    paper = next((second / "papers").glob("*/*.yaml"))
    text = paper.read_bytes()
    paper.unlink()
    assert build(second, 3, 0o022, **HERE) != here
    paper.write_bytes(text)
    assert build(second, 1, 0o022, **ELSEWHERE) == here
