"""The summary of a step in a GitHub workflow: a file that the environment names."""

from __future__ import annotations

import os

from reading_list.diagnostics import ProjectError


def add_summary(text: str) -> bool:
    """Append to the summary of this step; False outside of a workflow.

    Raises ProjectError where the file cannot be written.
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path or not text:
        return False
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        message = f"the step's summary {path} cannot be written: {error.strerror}"
        raise ProjectError(message, "unset GITHUB_STEP_SUMMARY") from error
    return True
