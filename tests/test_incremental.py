"""An incremental build gives exactly what a build from scratch gives, whatever happened before.

A state machine edits a small list in every way a curator can, builds it in place, and compares the
site, README and the findings with those of a copy that was never built before.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reading_list.catalog import view
from reading_list.pipeline import Outcome, build, check, verify
from reading_list.store.files import Project
from reading_list.talk import Talk

KEYS = ("han2016deep", "he2018amc", "li2017pruning", "wu2018shift", "Zhu2017", "ye2018a")
NAMES = ("Song Han", "Yihui He", "Li, Hao", "José García", "Jose Garcia", "王伟", "others")
README = "# A list\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n\nThe end.\n"
ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0"}


def record(fields: Mapping[str, object]) -> str:
    """A record as YAML; JSON is a part of it."""
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())


def taxonomy(title: str, *, grown: bool, editions: bool, authors: bool) -> str:
    terms = [{"id": "hashing", "title": "Hashing"}]
    if grown:
        terms.append({"id": "pruning", "title": "Pruning", "aliases": ["sparsity"]})
    held = [{"year": "2018", "note": "In Munich."}] if editions else []
    return json.dumps(
        {
            "list": {"title": title, "pages": {"authors": "each" if authors else "none"}},
            "facets": [
                {"id": "compression", "title": "Compression", "terms": terms},
                {"id": "hardware", "title": "Hardware"},
            ],
            "venues": [
                {"id": "eccv", "name": "European Conference", "acronym": "ECCV", "editions": held},
                {"id": "tpami", "name": "Transactions", "type": "journal"},
            ],
            "organizations": [
                {"id": "intel", "name": "Intel"},
                {"id": "labs", "name": "Intel Labs", "parent": "intel"},
            ],
        }
    )


papers = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["AMC: a title", "Über *alles* & <b>", "$L_0$ norms", "Deep"]),
        "authors": st.lists(st.sampled_from(NAMES[:-1]), max_size=3, unique=True),
        "venue": st.sampled_from(["eccv", "tpami"]),
    },
    optional={
        "topics": st.lists(
            st.sampled_from(["hashing", "compression", "hardware", "sparsity"]),
            min_size=1,
            max_size=2,
            unique=True,
        ),
        "track": st.sampled_from(["oral", "poster"]),
        "organizations": st.just(["Intel Labs", "others"]),
        "note": st.just("Short."),
        "highlight": st.just("true"),
        "added": st.sampled_from(["2019-01-20", "2019-02-20"]),
        "aliases": st.lists(st.sampled_from(["old-a", "old-b"]), min_size=1, max_size=1),
        "related": st.fixed_dictionaries({"extends": st.lists(st.sampled_from(KEYS), max_size=1)}),
        "doi": st.sampled_from(["10.1145/1", "10.1145/2"]),
    },
)
years = st.sampled_from(["2017", "2018", "2019", "undated"])


class Curator(RuleBasedStateMachine):
    """Edits a list at `root`; `site` is built in place again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="list-"))
        self.root = self.home / "list"
        self.site = self.home / "site"
        self.shape = {"title": "A list", "grown": True, "editions": True, "authors": True}

    @initialize()
    def begin(self) -> None:
        (self.root / "papers").mkdir(parents=True)
        (self.root / "README.md").write_text(README, encoding="utf-8")
        self._write_taxonomy()
        for number, key in enumerate(KEYS[:3]):
            fields = {"title": f"Paper {number}", "authors": ["Song Han"], "venue": "eccv"}
            self._write(key, "2018", {**fields, "topics": ["pruning"]})

    @rule(key=st.sampled_from(KEYS), year=years, fields=papers)
    def write_record(self, key: str, year: str, fields: dict[str, object]) -> None:
        self._delete(key)
        self._write(key, year, fields)

    @rule(key=st.sampled_from(KEYS))
    def delete_record(self, key: str) -> None:
        self._delete(key)

    @rule(key=st.sampled_from(KEYS), new=st.sampled_from(KEYS))
    def rename_record(self, key: str, new: str) -> None:
        for path in self._paths(key):
            if not self._paths(new):
                path.rename(path.with_name(f"{new}.yaml"))

    @rule(key=st.sampled_from(KEYS))
    def edit_title_keeping_size_and_mtime(self, key: str) -> None:
        for path in self._paths(key):
            before = path.stat()
            text = path.read_text(encoding="utf-8")
            path.write_text(text.swapcase().swapcase().replace("e", "3", 1), encoding="utf-8")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(key=st.sampled_from(KEYS))
    def touch_record(self, key: str) -> None:
        for path in self._paths(key):
            os.utime(path, ns=(0, 0))

    @rule(key=st.sampled_from(KEYS))
    def break_record(self, key: str) -> None:
        for path in self._paths(key):
            path.write_text("title: broken: colon\n", encoding="utf-8")

    @rule(title=st.sampled_from(["A list", "Another list"]))
    def retitle_list(self, title: str) -> None:
        self.shape["title"] = title
        self._write_taxonomy()

    @rule(what=st.sampled_from(["grown", "editions", "authors"]))
    def switch_taxonomy(self, what: str) -> None:
        self.shape[what] = not self.shape[what]
        self._write_taxonomy()

    @rule(color=st.sampled_from(["red", "blue"]))
    def override_asset(self, color: str) -> None:
        target = self.root / "templates" / "assets" / "site.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"a {{ color: {color} }}\n", encoding="utf-8")

    @rule()
    def drop_templates(self) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    @rule()
    def delete_site(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)

    @rule()
    def delete_cache(self) -> None:
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    @rule()
    def damage_cache(self) -> None:
        file = self.root / ".cache" / "reading-list.sqlite3"
        if file.exists():
            file.write_bytes(file.read_bytes()[:5000])

    @rule()
    def edit_readme_block(self) -> None:
        readme = self.root / "README.md"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(text.replace("list:begin -->", "list:begin -->\nMine."), encoding="utf-8")

    @rule()
    def check_without_building(self) -> None:
        check(Project(self.root), 1, Talk())

    @invariant()
    def incremental_equals_from_scratch(self) -> None:
        if not self.root.exists():
            return
        fresh = self.home / "fresh"
        ours = build(Project(self.root), self.site, 1, Talk())
        sources = ["taxonomy.yaml", "papers", "README.md", "templates"]
        for name in sources:
            copy(self.root / name, fresh / name)
        theirs = build(Project(fresh), self.home / "fresh-site", 1, Talk())
        assert ours.findings == theirs.findings
        if not any(found.is_error for found in ours.findings):
            assert files_of(self.site) == files_of(self.home / "fresh-site")
            assert (self.root / "README.md").read_bytes() == (fresh / "README.md").read_bytes()
            assert build(Project(self.root), self.site, 1, Talk()).written == 0
        shutil.rmtree(fresh)
        shutil.rmtree(self.home / "fresh-site", ignore_errors=True)

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def _write_taxonomy(self) -> None:
        (self.root / "taxonomy.yaml").write_text(taxonomy(**self.shape), encoding="utf-8")

    def _write(self, key: str, year: str, fields: Mapping[str, object]) -> None:
        path = self.root / "papers" / year / f"{key}.yaml"
        path.parent.mkdir(exist_ok=True)
        dated = {} if year == "undated" else {"year": year}
        path.write_text(record({**fields, **dated}), encoding="utf-8")

    def _paths(self, key: str) -> list[Path]:
        return sorted((self.root / "papers").glob(f"*/{key}.yaml"))

    def _delete(self, key: str) -> None:
        for path in self._paths(key):
            path.unlink()


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copy(source, target)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


TestCurator = Curator.TestCase
TestCurator.settings = settings(max_examples=10, stateful_step_count=10)


def list_of(number: int) -> dict[str, str]:
    """A list of `number` records."""
    shape = taxonomy("A list", grown=True, editions=True, authors=True)
    files = {"taxonomy.yaml": shape, "README.md": README}
    for index in range(number):
        year = str(2010 + index % 10)
        fields = {
            "title": f"Paper number {index}",
            "authors": [f"Ann Author{index % 50}", f"Bob Writer{index}"],
            "year": year,
            "venue": "eccv",
            "topics": ["pruning" if index % 2 else "hashing"],
        }
        files[f"papers/{year}/paper{index:05}.yaml"] = record(fields)
    return files


def built(root: Path, site: Path) -> Outcome:
    outcome = build(Project(root), site, 1, Talk())
    assert [found for found in outcome.findings if found.is_error] == []
    return outcome


def test_one_edit_makes_as_many_pages_in_a_long_list_as_in_a_short_one(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    made = []
    for number in (200, 800):
        root = make_list(list_of(number))
        site = tmp_path / f"site{number}"
        built(root, site)
        path = root / "papers" / "2013" / "paper00003.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("number 3", "number three"))
        outcome = built(root, site)
        made.append(outcome.written + outcome.kept)
        shutil.rmtree(root)
    # Groups that grew too large have no downloads.
    assert made[0] >= made[1]


def test_editions_follow_when_their_year_becomes_crowded_and_is_so_no_more(
    make_list: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "CROWDED", 2)
    root = make_list(list_of(0))
    (root / "papers/2018").mkdir(parents=True)
    for key in "ab":
        text = record({"title": key, "venue": "eccv", "year": "2018"})
        (root / f"papers/2018/{key}.yaml").write_text(text)
    site = root / "site"
    built(root, site)
    formats = {"bib", "ris", "json", "csv"}

    def there() -> set[str]:
        return {its for its in formats if (site / f"venues/eccv/2018.{its}").exists()}

    assert there() == formats
    other = root / "papers/2018/c.yaml"
    other.write_text(record({"title": "c", "topics": ["pruning"], "year": "2018"}))
    built(root, site)
    assert there() == {"bib"}
    assert "2018.ris" not in (site / "venues/eccv/2018.html").read_text()
    assert verify(Project(root), site, 1, Talk())[0] == []
    other.unlink()
    built(root, site)
    assert there() == formats
    assert verify(Project(root), site, 1, Talk())[0] == []


def test_killed_anywhere_the_next_build_is_right(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    root = make_list(list_of(150))
    site = tmp_path / "site"
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "build"]
    command += ["--output", str(site)]
    for number in range(6):
        path = root / "papers" / "2013" / "paper00003.yaml"
        path.write_text(record({"title": f"Edit {number}", "venue": "eccv", "year": "2013"}))
        (root / "papers" / "2014" / f"extra{number}.yaml").write_text(
            record({"title": f"Extra {number}", "venue": "eccv", "year": "2014"})
        )
        (root / "papers" / "2014" / f"extra{number - 1}.yaml").unlink(missing_ok=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        time.sleep(0.15 + 0.07 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
    built(root, site)
    fresh = tmp_path / "fresh"
    for name in ("taxonomy.yaml", "papers", "README.md"):
        copy(root / name, fresh / name)
    built(fresh, tmp_path / "fresh-site")
    assert files_of(site) == files_of(tmp_path / "fresh-site")


@pytest.mark.parametrize("jobs", [1, 2])
def test_bytes_do_not_depend_on_place_processes_time_zone_or_locale(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path, jobs: int
) -> None:
    """1,100 records are enough for the pools of both halves to start."""
    root = make_list(list_of(1100))
    sites = []
    for name, zone, locale, processes in (
        ("one", "UTC", "C.UTF-8", "1"),
        (f"a folder/with ünicode {jobs}", "Asia/Tokyo", "tr_TR.UTF-8", str(jobs)),
    ):
        home = tmp_path / name
        shutil.copytree(root, home)
        site = tmp_path / f"{name} site"
        command = [sys.executable, "-m", "reading_list", "--root", str(home), "build"]
        subprocess.run(
            [*command, "--output", str(site), "--jobs", processes],
            check=True,
            capture_output=True,
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": "random"},
        )
        sites.append(files_of(site))
        sites.append({"README.md": (home / "README.md").read_bytes()})
    assert sites[0] == sites[2]
    assert sites[1] == sites[3]


def test_files_that_the_build_did_not_make_are_left_alone(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    root = make_list(list_of(3))
    site = tmp_path / "site"
    (site / "papers").mkdir(parents=True)
    (site / "CNAME").write_text("example.org\n")
    (site / "papers" / "mine.html").write_text("mine")
    built(root, site)
    for path in (root / "papers").rglob("*.yaml"):
        path.unlink()
    built(root, site)
    assert sorted(path.name for path in (site / "papers").iterdir()) == ["mine.html"]
    assert (site / "CNAME").read_text() == "example.org\n"


def test_a_build_with_errors_leaves_the_last_site(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    root = make_list(list_of(3))
    site = tmp_path / "site"
    built(root, site)
    before = files_of(site)
    readme = (root / "README.md").read_bytes()
    (root / "papers" / "2010" / "broken.yaml").write_text("title: a: b\n")
    (root / "papers" / "2010" / "paper00000.yaml").write_text(
        record({"title": "Changed", "venue": "eccv", "year": "2010"})
    )
    outcome = build(Project(root), site, 1, Talk())
    assert [found.rule for found in outcome.findings if found.is_error] == ["yaml/colon"]
    assert files_of(site) == before
    assert (root / "README.md").read_bytes() == readme
    (root / "papers" / "2010" / "broken.yaml").unlink()
    assert built(root, site).written > 0
    assert b"Changed" in (site / "papers" / "paper00000.html").read_bytes()


def test_two_output_folders_in_turn_keep_no_page_of_a_deleted_record(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    root = make_list(list_of(3))
    one, two = tmp_path / "one", tmp_path / "two"
    built(root, one)
    (root / "papers" / "2010" / "paper00000.yaml").unlink()
    built(root, two)
    built(root, one)
    assert files_of(one) == files_of(two)


def test_verify_finds_pages_that_are_not_as_built(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    root = make_list(list_of(3))
    site = tmp_path / "site"
    built(root, site)
    assert verify(Project(root), site, 1, Talk())[0] == []
    (site / "papers" / "paper00000.html").write_text("mine")
    (site / "papers" / "paper00001.html").unlink()
    (site / "CNAME").write_text("example.org")
    found, _ = verify(Project(root), site, 1, Talk())
    assert [it.path for it in found if it.rule == "site/differs"] == [
        f"{site.resolve()}/papers/paper00000.html",
        f"{site.resolve()}/papers/paper00001.html",
    ]
