"""Any file in papers/ may be anything: each gets its diagnostic, and none hides the others."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

TAXONOMY = """\
list: {title: A list}
facets: [{id: compression, title: Compression, terms: [{id: pruning, title: Pruning}]}]
venues: [{id: eccv, name: European Conference on Computer Vision}]
"""
GOOD = 'title: "A good record"\nauthors: [Ann Author]\nyear: 2018\nvenue: eccv\n'

# File name, content, what its first finding says: line:column, rule, part of the message.
CASES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "1:1: error yaml/empty: the file is empty"),
    ("blank", b"\n  \n# nothing\n", "1:1: error yaml/empty: the file is empty"),
    ("binary", bytes(range(256)) * 4, "1:1: error yaml/encoding: the file is no text"),
    ("utf16", GOOD.encode("utf-16"), "1:1: error yaml/encoding: the file is UTF-16"),
    ("latin1", b"title: Caf\xe9\n", "1:11: error yaml/encoding: byte 0xE9 is not UTF-8"),
    ("nul", b'title: "a\0b"\n', "1:10: error yaml/character: the character U+0000"),
    ("escape", b'title: "a\\x1b[31m"\n', "1:8: error yaml/character: an escape in this text"),
    ("huge", b"x" * 50_000_000, "1:1: error yaml/too-large: the file is larger than 1,000 kB"),
    ("flow", b"title: " + b"[" * 100_000, "1:19: error yaml/too-deep: values are nested more"),
    ("map", b"{a: " * 100_000, "1:49: error yaml/too-deep: values are nested more"),
    ("many", b"title: [" + b"a," * 200_000, "error yaml/too-many: the file holds more than"),
    ("alias", b"title: &x a\nnote: *x\n", "1:8: error yaml/anchor: `&x` is a YAML anchor"),
    ("bomb", b"a: *x\n", "1:4: error yaml/alias: `*x` is a YAML alias"),
    ("tag", b"title: !!python/object:os.system x\n", "1:8: error yaml/tag: "),
    (
        "twice",
        b"title: a\ntitle: b\nyear: 2018\n",
        "2:1: error yaml/duplicate-key: the field 'title'",
    ),
    ("two", GOOD.encode() + b"---\n" + GOOD.encode(), "5:1: error yaml/two-documents: a second"),
    ("list", b"- a\n- b\n", "1:1: error yaml/not-a-mapping: the file holds a list"),
    ("text", b"hello\n", "1:1: error yaml/not-a-mapping: the file holds one text"),
    ("colon", b"title: GANs: a survey\n", "1:12: error yaml/colon: a colon followed by a space"),
    ("tab", b"title: a\nauthors:\n\t- b\n", "3:1: error yaml/tab: a tab stands where"),
    ("at", b"title: @home\n", "1:8: error yaml/first-character: a text without quotes"),
    ("quote", b'title: "open\n', "1:8: error yaml/quote: the text that begins here"),
    (
        "line",
        b"title: " + b"x" * 900_000 + b"\n",
        "1:8: error records/wrong-type: 'title' is longer",
    ),
    ("wrong", b"titel: x\nyear: 20\n", "1:1: error records/unknown-field: unknown field 'titel'"),
]


@pytest.fixture
def hostile(make_list: Callable[[Mapping[str, str]], Path]) -> Path:
    """A list with a good record, one of every bad kind, and things that are no records at all."""
    root = make_list({"taxonomy.yaml": TAXONOMY, "papers/2018/good2018record.yaml": GOOD})
    folder = root / "papers" / "2018"
    for name, content, _ in CASES:
        (folder / f"{name}.yaml").write_bytes(content)
    (folder / "folder.yaml").mkdir()
    (folder / "link.yaml").symlink_to("/etc/passwd")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "linked").symlink_to(folder)
    os.mkfifo(folder / "pipe.yaml")
    return root


def run(root: Path, *words: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """The finished command and its peak memory in kB.

    From /proc, as what `getrusage` says of a process is at least what its parent had when it began.
    """
    program = (
        "import re, sys; from reading_list.cli import main\n"
        "try: main()\n"
        "finally: sys.stderr.write('PEAK ' + "
        "re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", program, "--root", str(root), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    peak = re.search(r"PEAK (\d+)", done.stderr)
    assert peak, done.stderr
    return done, int(peak[1])


def test_each_bad_file_has_its_finding_and_none_hides_another(hostile: Path) -> None:
    done, peak = run(hostile, "check")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    for name, _, expected in CASES:
        found = [line for line in lines if line.startswith(f"papers/2018/{name}.yaml:")]
        assert any(expected in line for line in found), found
    for name, expected in (
        ("folder", "this is a folder"),
        ("link", "this is a link"),
        ("loop", "this is a link"),
        ("pipe", "this is no ordinary file"),
    ):
        assert f"papers/2018/{name}.yaml:1:1: error files/unreadable: {expected}" in done.stdout
    assert "papers/2018/linked:1:1: error files/unreadable: this is a link" in done.stdout
    assert not any("good2018record.yaml" in line for line in lines)
    assert peak < 200_000


def test_a_second_run_says_the_same(hostile: Path) -> None:
    first, _ = run(hostile, "check")
    again, _ = run(hostile, "check")
    assert again.stdout == first.stdout


def test_build_writes_nothing_and_says_so(hostile: Path) -> None:
    done, _ = run(hostile, "build")
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert not (hostile / "site").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_record_that_may_not_be_read_is_a_finding(
    make_list: Callable[[Mapping[str, str]], Path],
) -> None:
    root = make_list({"taxonomy.yaml": TAXONOMY, "papers/2018/secret.yaml": GOOD})
    (root / "papers" / "2018" / "secret.yaml").chmod(0)
    done, _ = run(root, "check")
    assert done.returncode == 1
    assert "papers/2018/secret.yaml:1:1: error files/unreadable: the file cannot be" in done.stdout


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"list: {title: A}\nfacets: " + b"[" * 100_000, b"list: []\n", b"&a b"]
)
def test_a_bad_taxonomy_is_a_finding(hostile: Path, content: bytes) -> None:
    (hostile / "taxonomy.yaml").write_bytes(content)
    done, peak = run(hostile, "check")
    assert done.returncode == 1
    assert re.search(r"^taxonomy\.yaml:\d+:\d+: error ", done.stdout, re.MULTILINE)
    assert "papers/2018/colon.yaml:1:12: error yaml/colon" in done.stdout
    assert "Traceback" not in done.stderr
    assert peak < 200_000


def test_no_list_is_an_environment_error(tmp_path: Path) -> None:
    done, _ = run(tmp_path, "check")
    assert done.returncode == 3
    assert "there is no list in" in done.stderr


def test_hostile_text_is_inert_on_a_terminal(
    make_list: Callable[[Mapping[str, str]], Path],
) -> None:
    files = {"taxonomy.yaml": TAXONOMY, "papers/2018/x.yaml": "title: a\nvenue: 'e\u202ecc\x85v'\n"}
    done, _ = run(make_list(files), "check")
    assert done.returncode == 1
    assert not re.search("[\x1b\x85\u202e]", done.stdout)


def test_a_taxonomy_that_cannot_be_read_hides_no_record(hostile: Path) -> None:
    (hostile / "taxonomy.yaml").rename(hostile / "elsewhere.yaml")
    (hostile / "taxonomy.yaml").symlink_to("elsewhere.yaml")
    done, _ = run(hostile, "check")
    assert done.returncode == 1
    assert "taxonomy.yaml:1:1: error files/unreadable: this is a link" in done.stdout
    assert "yaml/empty" not in done.stdout.partition("papers/")[0]
    assert "papers/2018/colon.yaml:1:12: error yaml/colon" in done.stdout


def test_papers_may_be_no_file(make_list: Callable[[Mapping[str, str]], Path]) -> None:
    done, _ = run(make_list({"taxonomy.yaml": TAXONOMY, "papers": "x"}), "check")
    assert done.returncode == 1
    assert "papers:1:1: error files/unreadable: this is a file" in done.stdout
