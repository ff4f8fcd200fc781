"""What many tests share: lists on disk, this repository's own site, tools from outside."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from web_server import Server, serving

REPOSITORY = Path(__file__).resolve().parent.parent
LIST = ("taxonomy.yaml", "papers", "templates", "README.md", "CONTRIBUTING.md")

# A shared machine is slow now and then: time is not what these tests are about. On CI the
# examples are the same in every run, so that a red build is the fault of its change.
settings.register_profile(
    "dev", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# A shell that starts a job in the background has it ignore interrupts, and programs that tests
# start would do so, too. What tests interrupt has to end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the expected files")


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether a test writes what it got over what it expected."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def make_list(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """A function that writes a list, given as path and text, and returns its folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "list"
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        return root

    return write


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on 127.0.0.1 that stands for all of the web; no test asks another one."""
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def built_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's own list, built once per run by the command that users type.

    README's block is the builder's; the pages stand beside the copy: see `built_site`.
    """
    if not (REPOSITORY / "taxonomy.yaml").exists():
        pytest.skip("the repository has no taxonomy.yaml yet")
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):  # the workers' folders stand side by side in it
        shared = shared.parent
    home = shared / "built"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _build(home / "list", home / "site")
    return home / "list"


@pytest.fixture(scope="session")
def built_site(built_list: Path) -> Path:
    """The pages of this repository's own list."""
    return built_list.parent / "site"


def _build(root: Path, site: Path) -> None:
    root.mkdir(parents=True)
    for name in LIST:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.exists():
            shutil.copy(source, root / name)
    program = [sys.executable, "-m", "reading_list", "--root", str(root)]
    done = subprocess.run(
        [*program, "build", "--output", str(site)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        shutil.rmtree(root.parent)
        pytest.fail(f"build ended with {done.returncode}\n{done.stdout}{done.stderr}")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a Chromium; the test is skipped where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return Path(found)
    _missing("Chromium", "apt-get install chromium")


@pytest.fixture(scope="session")
def node_tool() -> Callable[[str], Path]:
    """A function from the name of a package in package-lock.json to the folder it stands in.

    The test is skipped where Node or the package is not installed.
    """

    def folder(name: str) -> Path:
        if shutil.which("node") is None:
            _missing("Node", "apt-get install nodejs npm (version 20 or newer)")
        package = REPOSITORY / "node_modules" / name
        if not package.is_dir():
            _missing(name, "make tools")
        return package

    return folder


def _missing(tool: str, hint: str) -> NoReturn:
    """Skips the test, or fails it where all tools have to be there (as `.ci/run` says)."""
    reason = f"{tool} is not installed: {hint}"
    if os.environ.get("READING_LIST_REQUIRE_TOOLS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
