"""Where records are changed, at different hosts."""

from __future__ import annotations

import pytest

from reading_list.catalog.outline import Settings
from reading_list.pages._source import edit_url, new_file_url

PATH = "papers/2018/a.yaml"


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        ("https://github.com/a/b", f"https://github.com/a/b/edit/main/{PATH}"),
        ("https://github.com/a/b.git", f"https://github.com/a/b/edit/main/{PATH}"),
        ("https://github.com/a/b/", f"https://github.com/a/b/edit/main/{PATH}"),
        ("https://gitlab.com/a/b", f"https://gitlab.com/a/b/-/edit/main/{PATH}"),
        ("https://codeberg.org/a/b", f"https://codeberg.org/a/b/_edit/main/{PATH}"),
    ],
)
def test_a_record_is_edited_at_its_host(repository: str, url: str) -> None:
    assert edit_url(Settings(title="T", repository=repository), PATH) == url


def test_without_a_repository_there_is_nothing_to_edit() -> None:
    assert edit_url(Settings(title="T"), PATH) == ""


def test_names_of_branches_cannot_break_out() -> None:
    settings = Settings(title="T", repository="https://github.com/a/b", branch='x"><b>?#')
    assert new_file_url(settings, "papers") == (
        "https://github.com/a/b/new/x%22%3E%3Cb%3E%3F%23/papers"
    )
