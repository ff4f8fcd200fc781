"""Sites without a fault: this repository's own list and a hostile one; and a template with one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

RECORD = "title: T{0}\nauthors: [A B]\nyear: 2018\nvenue: v\ntopics: [t]\n"
TAXONOMY = "list: {title: A}\nvenues: [{id: v, name: V}]\nfacets: [{id: t, title: T}]\n"


def verified(root: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build", "--verify"]
    return subprocess.run(
        [*command, *words], capture_output=True, text=True, check=False, cwd=cwd or root
    )


@pytest.mark.slow
def test_this_repository_has_a_site_without_a_fault(built_list: Path, built_site: Path) -> None:
    done = verified(built_list, "--output", str(built_site))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout[-3000:] + done.stderr
    assert "no fault in them" in done.stderr


@pytest.fixture
def root(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    files = {f"papers/2018/p{n}.yaml": RECORD.format(n) for n in range(3)}
    return make_list({"taxonomy.yaml": TAXONOMY, **files})


def test_a_template_of_the_list_that_adds_an_inline_script_is_found(root: Path) -> None:
    base = Path(__file__).resolve().parent.parent / "templates" / "base.html"
    own = root / "templates" / "base.html"
    own.parent.mkdir()
    text = base.read_text("utf-8").replace("</body>", "<script>count()</script>\n</body>")
    own.write_text(text, "utf-8")
    done = verified(root)
    assert done.returncode == 1
    first = done.stdout.splitlines()[:4]
    page = (root / "site" / "404.html").read_text("utf-8").split("\n")
    line = page.index("<script>count()</script>") + 1
    assert first[0] == f"site/404.html:{line}:1: error site/inline: a script in the page"
    assert "<script>count()</script>" in first[1]
    assert first[3].startswith("  hint: put it into a file of templates/assets/")
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    assert done.stdout.count("error site/inline") == pages
    assert f"{pages} errors in the" in done.stderr


def test_it_is_the_same_from_any_folder_and_elsewhere(root: Path, tmp_path: Path) -> None:
    public = tmp_path / "pub lic"
    assert verified(root).returncode == 0
    assert verified(root, "--output", str(public), cwd=tmp_path).returncode == 0
    page = public / "papers" / "p1.html"
    page.write_text(page.read_text().replace("<h1", '<h1 id="cite"'))
    done = verified(Path(os.path.relpath(root, tmp_path)), "--output", "pub lic", cwd=tmp_path)
    rules = [line.split()[2] for line in done.stdout.splitlines() if " error " in line]
    assert rules == ["site/differs:", "site/duplicate-id:"] or "site/differs:" in done.stdout
    assert done.returncode == 1
    assert str(page) in done.stdout


def test_a_public_folder_in_the_list_is_called_by_its_name(root: Path) -> None:
    assert verified(root, "--output", "public", cwd=root).returncode == 0
    (root / "public" / "papers" / "p0.html").unlink()
    done = verified(root, "--output", "public", cwd=root)
    assert done.returncode == 1
    assert "public/papers/p0.html:1:1: error site/unreachable" in done.stdout
    assert "public/papers/p0.html:1:1: error site/differs" in done.stdout
