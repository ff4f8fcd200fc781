"""The records that README and CONTRIBUTING show as examples are sound."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"`(papers/\S+\.yaml)`.*?^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_example_has_no_findings(
    document: str, make_list: Callable[[Mapping[str, str]], Path]
) -> None:
    shown = EXAMPLE.search((REPOSITORY / document).read_text(encoding="utf-8"))
    assert shown is not None
    path, record = shown.groups()
    taxonomy = (REPOSITORY / "taxonomy.yaml").read_text(encoding="utf-8")
    root = make_list({"taxonomy.yaml": taxonomy, path: record})
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "check", str(root / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(path) not in done.stdout
