"""What git tells of a list, in real repositories, hostile ones among them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_list.diagnostics import ProjectError
from reading_list.store import git
from reading_list.store.files import Project

FILES = {
    "taxonomy.yaml": "list: {title: A}\n",
    "README.md": "# A\n",
    "papers/2018/a.yaml": "title: A\n",
    "papers/2018/b.yaml": "title: B\n",
}


def call(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *words], capture_output=True, text=True, check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"},
    )  # fmt: skip
    return done.stdout.strip()


def commit(root: Path) -> str:
    call(root, "add", "-A")
    call(root, "commit", "-qm", "x", "--allow-empty")
    return call(root, "rev-parse", "HEAD")


@pytest.fixture
def project(make_list: Callable[[Mapping[str, str]], Path]) -> Project:
    root = make_list(FILES).resolve()
    call(root, "init", "-q", "-b", "main")
    commit(root)
    call(root, "checkout", "-qb", "work")
    return Project(root)


def changed(project: Project, base: str = "main") -> set[str]:
    return set(git.changed(git.base_of(project, base)))


def test_what_is_committed_staged_edited_and_new_is_changed(project: Project) -> None:
    papers = project.root / "papers/2018"
    assert changed(project) == set()
    (papers / "a.yaml").write_text("title: A2\n")
    commit(project.root)
    (papers / "b.yaml").unlink()
    (papers / "new.yaml").write_text("title: C\n")
    (project.root / "taxonomy.yaml").write_text("list: {title: B}\n")
    (project.root / "README.md").write_text("# B\n")
    (project.root / "notes.yaml").write_text("x\n")
    assert changed(project) == {
        "papers/2018/a.yaml", "papers/2018/b.yaml", "papers/2018/new.yaml", "taxonomy.yaml",
    }  # fmt: skip


def test_only_the_work_since_the_branch_began_counts(project: Project) -> None:
    call(project.root, "checkout", "-q", "main")
    (project.root / "papers/2018/b.yaml").write_text("title: B of main\n")
    commit(project.root)
    call(project.root, "checkout", "-q", "work")
    assert changed(project) == set()


def test_a_list_may_lie_deeper_than_its_repository(project: Project, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    (project.root / ".git").rename(tmp_path / "git")
    project.root.rename(outer / "list")
    call(outer, "init", "-q", "-b", "main")
    (outer / "papers").mkdir()
    (outer / "papers/x.yaml").write_text("x")
    commit(outer)
    inner = Project(outer / "list")
    (inner.root / "papers/2018/a.yaml").write_text("title: A2\n")
    (outer / "papers/x.yaml").write_text("y")
    assert changed(inner, "HEAD") == {"papers/2018/a.yaml"}
    assert git.prefix_of(inner) == "list/"
    assert set(git.blobs(git.base_of(inner, "HEAD"))) == {
        "taxonomy.yaml", "papers/2018/a.yaml", "papers/2018/b.yaml",
    }  # fmt: skip


def test_files_are_read_as_they_were(project: Project) -> None:
    base = git.base_of(project, "main")
    (project.root / "papers/2018/a.yaml").write_text("title: A2\n")
    kept = git.blobs(base)
    assert set(kept) == {"taxonomy.yaml", "papers/2018/a.yaml", "papers/2018/b.yaml"}
    read = dict(git.read_blobs(project, list(kept.values()), 1_000))
    assert read["papers/2018/a.yaml"] == b"title: A\n"
    assert dict(git.read_blobs(project, list(kept.values()), 9)).keys() == {
        "papers/2018/a.yaml", "papers/2018/b.yaml",
    }  # fmt: skip
    assert list(git.read_blobs(project, [], 9)) == []


def test_many_files_come_in_their_order(project: Project) -> None:
    for number in range(1_200):
        (project.root / f"papers/2018/n{number:04}.yaml").write_text(f"title: {'n' * number}\n")
    commit(project.root)
    kept = git.blobs(git.base_of(project, "HEAD"))
    read = dict(git.read_blobs(project, list(kept.values()), 100_000))
    assert len(read) == 1_203
    assert all(
        read[f"papers/2018/n{n:04}.yaml"] == b"title: %s\n" % (b"n" * n) for n in (0, 7, 1_199)
    )


@pytest.mark.parametrize(
    "name",
    ["nowhere", "", "-x", "--help", "--output=/tmp/x", "main:papers", "HEAD:taxonomy.yaml", "a b",
     "main\nwork", "^main", "main..work", "@{upstream}",
     "x" * 5_000, "\udcff", "$(touch x)", "a\0b"],
)  # fmt: skip
def test_what_is_no_commit_is_refused(project: Project, name: str) -> None:
    before = sorted(path.name for path in project.root.iterdir())
    with pytest.raises(ProjectError) as caught:
        git.base_of(project, name)
    assert caught.value.exit_code == 2
    assert sorted(path.name for path in project.root.iterdir()) == before


def test_a_branch_may_be_called_like_an_option(project: Project) -> None:
    (project.root / "papers/2018/a.yaml").write_text("title: A2\n")
    head = commit(project.root)
    for name in ("refs/heads/--output=x", "refs/heads/-rf", "refs/heads/a;touch x"):
        (project.root / ".git" / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / ".git" / name).write_text(f"{head}\n")
    assert git.base_of(project, "--output=x").commit == head
    assert git.base_of(project, "-rf").commit == head
    assert not (project.root / "x").exists()


def test_names_of_files_may_be_anything(project: Project) -> None:
    names = ["-rf.yaml", "a b.yaml", "ä\t\n.yaml", ":(exclude)x.yaml", "*.yaml", '"q".yaml']
    for name in names:
        (project.root / "papers/2018" / name).write_text("title: A\n")
    odd = os.fsdecode(os.fsencode(project.root / "papers/2018") + b"/\xff.yaml")
    Path(odd).write_text("title: A\n")
    wanted = {f"papers/2018/{name}" for name in names}
    assert changed(project) == {*wanted, "papers/2018/\udcff.yaml"}
    commit(project.root)
    assert changed(project) == {*wanted, "papers/2018/\udcff.yaml"}
    kept = git.blobs(git.base_of(project, "work"))
    assert wanted <= set(kept)
    assert "papers/2018/\udcff.yaml" not in kept
    assert len(dict(git.read_blobs(project, list(kept.values()), 99))) == len(kept)


def test_links_and_submodules_are_no_files(project: Project, tmp_path: Path) -> None:
    (project.root / "papers/2018/link.yaml").symlink_to("/etc/passwd")
    commit(project.root)
    head = call(project.root, "rev-parse", "HEAD")
    call(
        project.root, "update-index", "--add", "--cacheinfo", f"160000,{head},papers/2018/sub.yaml"
    )
    call(project.root, "commit", "-qm", "sub")
    kept = git.blobs(git.base_of(project, "HEAD"))
    assert not kept["papers/2018/link.yaml"].is_file
    assert not kept["papers/2018/sub.yaml"].is_file
    assert "papers/2018/link.yaml" in changed(project)


def test_nothing_that_the_repository_configures_is_run(project: Project, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "core.pager",
        "diff.x.command",
        "diff.x.textconv",
    ):
        call(project.root, "config", name, str(program))
    (project.root / ".gitattributes").write_text("*.yaml diff=x\n")
    hooks = project.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "post-index-change").symlink_to(program)
    (project.root / "papers/2018/a.yaml").write_text("title: A2\n")
    mark.unlink(missing_ok=True)
    base = git.base_of(project, "main")
    assert "papers/2018/a.yaml" in git.changed(base)
    assert list(git.read_blobs(project, list(git.blobs(base).values()), 99))
    assert not mark.exists()


def test_without_a_common_ancestor_the_hint_says_what_to_fetch(project: Project) -> None:
    call(project.root, "checkout", "-q", "--orphan", "other")
    (project.root / "README.md").write_text("# other\n")
    commit(project.root)
    with pytest.raises(ProjectError, match="no common ancestor") as caught:
        git.base_of(project, "main")
    assert "fetch-depth: 0" in caught.value.hint


def test_without_a_repository_it_is_said(make_list: Callable[[Mapping[str, str]], Path]) -> None:
    project = Project(make_list(FILES))
    with pytest.raises(ProjectError, match="not a git repository") as caught:
        git.base_of(project, "main")
    assert caught.value.exit_code == 3
    assert git.prefix_of(project) == ""


def test_without_git_it_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ProjectError, match="git is not installed"):
        git.base_of(project, "main")


def test_the_main_branch_is_found(project: Project) -> None:
    assert git.main_branch(project) == "main"
    call(project.root, "branch", "-m", "main", "trunk")
    with pytest.raises(ProjectError, match="there is no origin/HEAD, main, master here"):
        git.main_branch(project)
