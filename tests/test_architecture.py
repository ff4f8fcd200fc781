"""The order of the house: who may import whom, who may touch the world, how long a file gets.

CONTRIBUTING.md says why; here it is decided.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SOURCE = TESTS.parent / "src" / "reading_list"

# Upper layers import lower ones. Units of one layer are strangers to each other, but for the
# lowest. `reports` is apart: it is read by the two upper layers and sees the lowest alone.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"commands", "progress"},
    {"context"},
    {"adding", "correcting", "enriching", "probing", "reshaping"},
    {"pipeline", "importing", "exporting", "founding", "holdings", "searching", "starting"},
    {"auditing", "builder", "inquiry"},
    {"differences", "ingest", "repairs", "schemas"},
    {"rows"},
    {"store", "rendering"},
    {"audit", "formats", "rules", "pages", "lookups", "intake"},
    {"awesome"},
    {"catalog"},
    {"records"},
    {"diagnostics", "text", "leaves", "memory", "talk", "inert"},
)
LEAF_PACKAGES = {
    "audit",
    "commands",
    "differences",
    "formats",
    "lookups",
    "pages",
    "reports",
    "rules",
}
LOWEST = LAYERS[-1]
RANK = {unit: rank for rank, layer in enumerate(LAYERS) for unit in layer}

# Reach for the world outside; for `store` alone.
WORLD = set(
    "asyncio concurrent ctypes fcntl fileinput ftplib getpass glob gzip http httpx httpx2 io locale"
    " lzma mmap multiprocessing os platform random secrets select selectors shutil signal smtplib"
    " socket socketserver sqlite3 ssl subprocess tarfile tempfile threading time urllib3 uuid"
    " watchfiles webbrowser zipfile".split()
)
WORLD_PARTS = {"urllib.request", "importlib.resources"}
WORLD_CALLS = {"open", "input", "exec", "eval", "compile", "__import__"}
WORLD_METHODS = set(
    "chmod cwd exists expanduser glob hardlink_to home is_dir is_file is_symlink iterdir lstat"
    " mkdir now open read_bytes read_text rglob rmdir samefile stat symlink_to today touch unlink"
    " utcnow write_bytes write_text".split()
)
NEVER = {"marshal", "pickle", "shelve", "dbm"}  # a cache that came from elsewhere must be harmless
BESIDE_THE_PROGRAM = {"store/bytecode.py"}  # and in no list: what Python itself keeps there is code

# Slow to import, so imported in the function that needs them; the files named here are
# themselves imported that late.
HEAVY = set(
    "anyascii bibtexparser html5lib httpcore2 httpx httpx2 jinja2 latex2mathml markdown_it pydantic"
    " pylatexenc rapidfuzz watchfiles".split()
)
HEAVY_AT_TOP = {
    "records/model.py": {"pydantic"},
    "catalog/outline.py": {"pydantic"},
    "records/parse.py": {"pydantic"},
    "rendering/render.py": {"jinja2"},
    "rendering/escaping.py": {"jinja2"},
}
# What the command line itself needs of the world: its terminal, and what the user named.
MAY_TOUCH = {
    "cli.py": {"imports os", "calls .open()"},
    "progress.py": {"imports shutil", "imports time"},
    "commands/check.py": {"calls .exists()"},
}
LONGEST = 350
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
MODULES = sorted(SOURCE.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """`SOURCE/records/reader.py` -> `records.reader`, a package by its own name."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def unit_of(module: str) -> str:
    return module.partition(".")[0]


def imports_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of what is imported below `node`, `from a import b` as `a.b`."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            source = "." * child.level + (child.module or "")
            yield from ((child.lineno, f"{source}.{alias.name}") for alias in child.names)


def own_imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of the modules of this package that `path` imports, for types or lazily too."""
    known = {name_of(module) for module in MODULES}
    for line, name in imports_of(tree_of(path)):
        if name.partition(".")[0] == "reading_list":
            inner = name.removeprefix("reading_list").removeprefix(".")
            yield line, inner if inner in known else inner.rpartition(".")[0]


def imports_at_start_of(path: Path) -> Iterator[tuple[int, str]]:
    """What is imported as soon as the module is: outside functions and `if TYPE_CHECKING:`."""
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from imports_of(node)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += ast.iter_child_nodes(node)


def may_import(importer: str, imported: str) -> bool:
    above, below = unit_of(importer), unit_of(imported)
    if above == below:  # leaves are strangers to each other, but for what `_names` share
        private = imported.rpartition(".")[2].startswith("_")
        return above not in LEAF_PACKAGES or "." not in imported or private
    if below in {"", "__init__"}:  # the package itself: its version
        return True
    if above == "reports":
        return below in LOWEST
    if below == "reports":
        return RANK[above] <= RANK["pipeline"]
    return RANK[above] < RANK[below] or {above, below} <= LOWEST


def at(path: Path, line: int, message: str) -> str:
    return f"src/{path.relative_to(SOURCE.parent)}:{line}: {message}"


def assert_none(faults: Iterable[str]) -> None:
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def test_every_module_has_a_layer() -> None:
    units = {unit_of(name_of(path)) for path in MODULES} - {"", "reports"}
    assert units <= RANK.keys()


def test_imports_go_downwards_only() -> None:
    assert_none(
        at(path, line, f"{name_of(path)} must not import {imported}")
        for path in MODULES
        if name_of(path)
        for line, imported in own_imports_of(path)
        if not may_import(name_of(path), imported)
    )


def test_no_imports_in_circles() -> None:
    graph = {
        name_of(path): {name for _, name in own_imports_of(path)} - {name_of(path), ""}
        for path in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None


def test_only_store_touches_the_world() -> None:
    assert_none(
        at(path, line, what)
        for path in MODULES
        if unit_of(name_of(path)) != "store"
        for line, what in reaches_of(path)
        if what not in MAY_TOUCH.get(path.relative_to(SOURCE).as_posix(), set())
    )


def reaches_of(path: Path) -> Iterator[tuple[int, str]]:
    tree = tree_of(path)
    for line, name in imports_of(tree):
        parts = {name, name.rpartition(".")[0]}
        if name.partition(".")[0] in WORLD or parts & WORLD_PARTS:
            yield line, f"imports {name}"
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD_CALLS:
                yield node.lineno, f"calls {name}()"
            case ast.Call(func=ast.Attribute(attr=name)) if name in WORLD_METHODS:
                yield node.lineno, f"calls .{name}()"


def test_only_the_command_line_prints() -> None:
    def speaks(node: ast.AST) -> bool:
        match node:
            case ast.Call(func=ast.Name(id="print" | "echo" | "secho")):
                return True
            case ast.Call(func=ast.Attribute(attr="echo" | "secho" | "echo_via_pager")):
                return True
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr" | "stdin"):
                return True
        return False

    assert_none(
        at(path, getattr(node, "lineno", 0), "prints")
        for path in MODULES
        if unit_of(name_of(path)) not in {"cli", "__main__"}
        for node in ast.walk(tree_of(path))
        if speaks(node)
    )


def test_nothing_unpickles() -> None:
    assert_none(
        at(path, line, f"imports {name}")
        for path in MODULES
        for line, name in imports_of(tree_of(path))
        if name.partition(".")[0] in NEVER
        and path.relative_to(SOURCE).as_posix() not in BESIDE_THE_PROGRAM
    )


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    assert_none(
        at(path, line, f"imports {name} at its start; import it in the function that needs it")
        for path in MODULES
        for line, name in imports_at_start_of(path)
        if name.partition(".")[0]
        in HEAVY - HEAVY_AT_TOP.get(path.relative_to(SOURCE).as_posix(), set())
    )


def test_modules_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert_none(
        at(path, length, f"is longer than {LONGEST} lines")
        for path, length in lengths.items()
        if length > LONGEST
    )


def test_names_say_what_is_inside() -> None:
    assert_none(at(path, 1, "says nothing") for path in MODULES if path.stem in NO_NAMES)


def test_every_module_has_its_test() -> None:
    """A leaf may be tested with its whole family."""

    def is_tested(path: Path) -> bool:
        place = path.relative_to(SOURCE)
        if (TESTS / place.parent / f"test_{place.name}").exists():
            return True
        family = [TESTS / "test_leaves.py", *(TESTS / place.parts[0]).glob("test_*.py")]
        return place.parts[0] in LEAF_PACKAGES and any(test.exists() for test in family)

    assert_none(
        at(path, 1, f"has no tests/{path.relative_to(SOURCE).parent}/test_{path.name}")
        for path in MODULES
        if path.stem not in {"__init__", "__main__"} and not is_tested(path)
    )
