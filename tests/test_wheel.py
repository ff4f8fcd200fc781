"""The wheel is complete, and the same sources make the same wheel.

Needs no network: the build back end stands in the development environment, and the wheel is
tried in an environment of its own that borrows the libraries of this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that the wheels are built once

SOURCES = ("pyproject.toml", "LICENSE", "src", "templates")
LATER = """import time
_now = time.time
time.time = lambda: _now() + 10 * 365 * 86400
time.time_ns = lambda: int(time.time() * 1e9)
"""
TINY_LIST = {
    "taxonomy.yaml": """\
list:
  title: A tiny list
  description: One paper.
facets:
  - id: subjects
    title: Subjects
    terms:
      - {id: pruning, title: Pruning}
venues:
  - {id: nips, name: Neural Information Processing Systems, type: conference}
""",
    "papers/1989/lecun1989damage.yaml": """\
title: "Optimal Brain Damage"
authors:
  - Yann LeCun
  - John S. Denker
  - Sara A. Solla
year: 1989
venue: nips
topics: [pruning]
""",
}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two wheels of the same sources: one here and now, one elsewhere, later and otherwise."""
    first, second = (tmp_path_factory.mktemp(name) for name in ("first", "an other, länger"))
    copy_to(first, SOURCES)
    copy_to(second, tuple(reversed(SOURCES)))
    for path in second.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (0, 2_000_000_000))
    clock = tmp_path_factory.mktemp("clock")
    (clock / "sitecustomize.py").write_text(LATER)
    other = {"TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    return [
        build_wheel_in(first, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1"),
        build_wheel_in(second, umask=0o077, PYTHONPATH=str(clock), **other),
    ]


def copy_to(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)


def build_wheel_in(folder: Path, umask: int = 0o022, **more: str) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "out", "."]
    succeed(command, cwd=folder, umask=umask, **more)
    (wheel,) = (folder / "out").glob("*.whl")
    return wheel


def succeed(command: list[str], cwd: Path, umask: int = -1, **more: str) -> str:
    """Runs it away from this repository and this user's settings, and gives what it printed."""
    own = {"SOURCE_DATE_EPOCH"}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k not in own}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=kept | more,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stderr}"
    return done.stdout


def test_same_sources_make_the_same_wheel(wheels: list[Path]) -> None:
    first, second = wheels
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_a_date_that_is_asked_for_is_all_that_differs(wheels: list[Path], tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is a request for that date: the same one makes the same wheel."""
    asked = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        copy_to(tmp_path / name, SOURCES)
        asked.append(build_wheel_in(tmp_path / name, SOURCE_DATE_EPOCH="1500000000"))
    assert asked[0].read_bytes() == asked[1].read_bytes()
    with ZipFile(asked[0]) as dated, ZipFile(wheels[0]) as plain:
        assert dated.namelist() == plain.namelist()
        assert {it.date_time[:3] for it in dated.infolist()} == {(2017, 7, 14)}
        assert all(dated.read(name) == plain.read(name) for name in plain.namelist())


def test_wheel_holds_every_module_and_template(wheels: list[Path]) -> None:
    def below(folder: Path) -> set[str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        names = {path.relative_to(folder).as_posix() for path in files}
        return {f"reading_list/{name}" for name in names if "__pycache__" not in name}

    wanted = below(REPOSITORY / "src" / "reading_list")
    for name in below(REPOSITORY / "templates"):
        wanted.add(name.replace("reading_list/", "reading_list/templates/", 1))
    found = {name for name in ZipFile(wheels[0]).namelist() if ".dist-info/" not in name}
    assert found == wanted


def test_installed_wheel_builds_a_site(wheels: list[Path], tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    python = str(environment / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    succeed([*pip, "install", "--no-deps", "--no-index", str(wheels[0])], cwd=tmp_path)

    # The libraries come after everything else on the path, and a `.pth` file among them, such
    # as that of an editable install, is not followed from here.
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    home = succeed([python, "-c", "import reading_list as r; print(r.__file__)"], cwd=tmp_path)
    assert Path(home.strip()).is_relative_to(site_packages)

    for path, text in TINY_LIST.items():
        (tmp_path / "list" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "list" / path).write_text(text, encoding="utf-8")
    program = str(environment / "bin" / "reading-list")
    succeed([program, "--root", "list", "build", "--output", "site"], cwd=tmp_path)
    site = tmp_path / "site"
    assert (site / "index.html").exists()
    for page in ("papers/lecun1989damage.html", "topics/pruning.html"):
        assert "Optimal Brain Damage" in (site / page).read_text(encoding="utf-8")
