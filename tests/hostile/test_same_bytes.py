"""The same list makes the same site, wherever, whenever and in whatever locale it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.conftest import outline
from tests.hostile.grammar import PLAIN, written


def test_the_same_site_in_another_place_time_and_locale(
    make_list: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    titles = ["Éa", "eb", "Zc", "äd", "Ω", "深"]
    files = {
        f"papers/2018/p{n}.yaml": written({**PLAIN, "title": title, "authors": [title]}).decode()
        for n, title in enumerate(titles)
    }
    first = make_list({"taxonomy.yaml": written(outline()).decode(), **files})
    second = tmp_path / "an other, länger place"
    for path, text in reversed({"taxonomy.yaml": "", **files}.items()):
        (second / path).parent.mkdir(parents=True, exist_ok=True)
        (second / path).write_text(text or (first / path).read_text("utf-8"), encoding="utf-8")
        os.utime(second / path, (0, 0))
    settings = {
        first: {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
        second: {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "2"},
    }
    sites = []
    for number, (root, chosen) in enumerate(settings.items(), 1):
        command = [sys.executable, "-m", "reading_list", "--root", str(root), "build"]
        subprocess.run([*command, "--jobs", str(number)], env={**os.environ, **chosen}, check=True)
        found = {p for p in (root / "site").rglob("*") if p.is_file()}
        sites.append({p.relative_to(root).as_posix(): p.read_bytes() for p in found})
    assert len(sites[0]) > 30
    assert sites[0] == sites[1]
