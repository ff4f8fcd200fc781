from __future__ import annotations

from reading_list.store.scaffold import FOLDER, scaffold


def test_every_file_of_the_package_is_given() -> None:
    assert len(scaffold()) == sum(it.is_file() for it in FOLDER.rglob("*"))


def test_hidden_names_get_their_dot() -> None:
    assert {".gitignore", ".pre-commit-config.yaml", ".github/workflows/check.yml"} <= set(
        scaffold()
    )
    assert not {"gitignore", "pre-commit-config.yaml"} & set(scaffold())
