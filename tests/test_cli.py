"""The command line: where it prints, what it exits with, whatever happens."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from reading_list import leaves
from reading_list.cli import main

BAD = {"taxonomy.yaml": "list: {title: A}\n", "papers/x.yaml": "title: a: b\n"}
GOOD = {"taxonomy.yaml": "list: {title: A}\n"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Done(NamedTuple):
    """A finished command."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """A function that runs the command line in this process."""

    def run(*words: str | bytes) -> Done:
        monkeypatch.setattr(sys, "argv", ["reading-list", *map(os.fsdecode, words)])
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
        finally:
            gc.enable()
        said = capfdbinary.readouterr()
        assert isinstance(code, int)
        return Done(code, said.out.decode(), said.err.decode())

    return run


def started(*words: str, shell: str = "", **environment: str) -> Done:
    """The command in a process of its own. `shell` is where its output goes, as a shell says it."""
    program = [sys.executable, "-m", "reading_list", *words]
    if shell:
        program = ["sh", "-c", f'"$@" {shell}', "sh", *program]
    path = os.pathsep.join(map(os.path.abspath, sys.path))
    done = subprocess.run(
        program,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def bad(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(BAD)


@pytest.fixture
def good(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_list(GOOD)


def test_data_goes_to_standard_output_and_talk_to_standard_error(run: Run, bad: Path) -> None:
    done = run("--root", str(bad), "check")
    assert done.returncode == 1
    assert done.stdout.startswith("papers/x.yaml:1:9: error yaml/colon: ")
    assert done.stdout.endswith('hint: put the text in double quotes: title: "a: b"\n')
    assert done.stderr == "1 error and 0 warnings in 1 record\n"


def test_a_list_without_findings_is_fine(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good)
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 records, nothing to report\n"


def test_quiet_says_nothing_but_findings(run: Run, bad: Path) -> None:
    loud, quiet = run("--root", str(bad), "check"), run("-q", "--root", str(bad), "check")
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == (loud.stdout, "", 1)


def test_colour_is_asked_for_or_left_to_terminals(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = run("--root", str(bad), "check").stdout
    always = run("--root", str(bad), "--color", "always", "check").stdout
    assert not COLOUR.search(plain)
    assert COLOUR.search(always)
    assert COLOUR.sub("", always) == plain
    assert run("--root", str(bad), "--color", "never", "check").stdout == plain


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Usage: "),
        (("chek",), "No such command 'chek'. Did you mean 'check'?"),
        (("zzz",), "No such command 'zzz'."),
        (("_names",), "No such command '_names'"),
        (("--rot", "x"), "No such option"),
        (("--color", "red", "check"), "Invalid value for '--color'"),
        (("build", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("build", "--jobs", "many"), "Invalid value for '--jobs'"),
        ((b"\xff\x1b[31m",), "No such command"),
    ],
)
def test_wrong_words_are_said_with_exit_code_2(
    run: Run, words: tuple[str | bytes, ...], message: str
) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("root", [b"nowhere", b"\xff\x1b[2J", b"x" * 5_000, b"", b"a\nb"])
def test_no_list_is_said_with_exit_code_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(b"--root", root, b"check")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("reading-list: there is no list in ")
    assert done.stderr.endswith("  hint: a list has a taxonomy.yaml; name its folder with --root\n")
    assert done.stderr.count("\n") == 2
    assert "\x1b" not in done.stderr


def test_every_command_has_help_with_an_example(run: Run) -> None:
    overview = run("--help")
    assert overview.returncode == 0
    for name in leaves.names("commands"):
        word = name.replace("_", "-")
        assert re.search(rf"^  {word}  +\S", overview.stdout, re.MULTILINE)
    for short in ("-h", "--help"):
        assert "Example: reading-list check papers/" in run("check", short).stdout


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert re.fullmatch(r"reading-list, version \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_a_reader_that_stops_reading_is_no_error(bad: Path) -> None:
    many = "".join(f"x{n}: a\n" for n in range(3_000))
    (bad / "papers" / "y.yaml").write_text(many)
    done = started("--root", str(bad), "check", shell="| head -n 1")
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_full_disk_below_the_output_is_of_the_environment(bad: Path) -> None:
    done = started("--root", str(bad), "check", shell="> /dev/full")
    assert done.returncode == 3
    assert done.stderr == (
        "reading-list: the output cannot be written: No space left on device\n"
        "  hint: make room, or send it elsewhere\n"
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_without_output_the_exit_code_still_tells(bad: Path, closed: str) -> None:
    done = started("--root", str(bad), "check", shell=closed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def broken(folder: Path, text: str) -> str:
    """A path on which the YAML library does something else when it is loaded."""
    (folder / "broken").mkdir()
    (folder / "broken" / "yaml.py").write_text(text)
    source = Path(leaves.__file__).parents[1]
    return os.pathsep.join([str(folder / "broken"), str(source)])


def test_a_bug_is_told_from_everything_else(bad: Path, tmp_path: Path) -> None:
    path = broken(tmp_path, "raise RuntimeError('boom')\n")
    done = started("--root", str(bad), "check", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (70, "")
    assert "RuntimeError: boom\n" in done.stderr
    assert done.stderr.endswith("this is a bug of the program; please report the lines above\n")


def test_an_interrupted_command_says_so_and_no_more(bad: Path, tmp_path: Path) -> None:
    path = broken(tmp_path, "raise KeyboardInterrupt\n")
    done = started("--root", str(bad), "check", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "interrupted; the next run goes on where this one stopped"


def test_where_memory_runs_out_there_is_advice(bad: Path, tmp_path: Path) -> None:
    path = broken(tmp_path, "raise MemoryError\n")
    done = started("--root", str(bad), "check", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("reading-list: memory ran out\n  hint: close other programs")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_text_is_utf8_whatever_the_locale(bad: Path, locale: str) -> None:
    (bad / "papers" / "x.yaml").write_text("title: 深度: 学习 😀\n", encoding="utf-8")
    done = started("--root", str(bad), "check", LC_ALL=locale, PYTHONIOENCODING="ascii")
    assert done.returncode == 1


def test_names_that_are_no_text_are_printed_all_the_same(run: Run, bad: Path) -> None:
    Path(os.fsdecode(os.fsencode(bad / "papers") + b"/\xff\n.yaml")).write_text("title: A\n")
    done = run("--root", str(bad), "check")
    assert done.returncode == 1
    assert "papers/\\udcff\\n.yaml:1:1: error files/unreadable: the file's name" in done.stdout
