"""How long it takes from a save to the new page in a browser: `python benchmarks/serve.py [N...]`.

A title is changed in a list of N records (0: this repository's own) while `serve` runs and a page
of Chromium shows it. The clock runs from the save until the page, loaded anew by its own script,
shows the new title. Beside it: until the server sends the event, which is what `serve` needs.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from corpus import write_list
from small import PARTS, ROOT

MEMORY = Path("/dev/shm")
TITLE = re.compile(r'^title: "?(.*?)"?$', re.MULTILINE)


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", metavar="N", type=int, nargs="*", default=[0, 10_000])
    parser.add_argument("--edits", type=int, default=15)
    chosen = parser.parse_args()
    print("| records | save to event | save to page in Chromium |")
    print("|---|---|---|")
    folder = MEMORY if MEMORY.is_dir() else None
    for count in chosen.records:
        with tempfile.TemporaryDirectory(prefix="reading-list-serve-", dir=folder) as scratch:
            root = Path(scratch) / "list"
            _make(root, count)
            events, pages = _measure(root, chosen.edits)
        print(f"| {count or 'own list'} | {_shown(events)} | {_shown(pages)} |", flush=True)


def _make(root: Path, count: int) -> None:
    if count:
        write_list(root, count)
        return
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            root.mkdir(exist_ok=True)
            shutil.copy2(source, root / name)


def _measure(root: Path, edits: int) -> tuple[list[float], list[float]]:
    """Seconds of each edit until the event, and until the page."""
    said = (root.parent / "said").open("w+")
    command = [sys.executable, "-m", "reading_list", "--root", str(root), "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        url = _when_ready(root.parent / "said", process)
        return _edit(root, url, edits)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        said.close()


def _when_ready(said: Path, process: subprocess.Popen[bytes]) -> str:
    """The server's address, once the first build is done."""
    while process.poll() is None:
        text = said.read_text()
        if "records: " in text:
            return re.search(r"serving (\S+)", text)[1]  # type: ignore[index]  # said before
        time.sleep(0.05)
    sys.exit(said.read_text())


def _edit(root: Path, url: str, edits: int) -> tuple[list[float], list[float]]:
    from playwright.sync_api import sync_playwright

    record = sorted((root / "papers").rglob("*.yaml"))[5]
    text = record.read_text()
    arrivals: list[float] = []
    threading.Thread(target=_listen, args=(url, arrivals), daemon=True).start()
    events, pages = [], []
    with sync_playwright() as started:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{url}papers/{record.stem}.html")
        for number in range(edits):
            before = len(arrivals)
            began = time.perf_counter()
            record.write_text(TITLE.sub(f'title: "Edit {number} of this title"', text, count=1))
            page.get_by_role("heading", name=f"Edit {number} of this title").wait_for()
            pages.append(time.perf_counter() - began)
            while len(arrivals) == before:
                time.sleep(0.01)
            events.append(arrivals[before] - began)
            time.sleep(0.3)
        browser.close()
    return events, pages


def _listen(url: str, arrivals: list[float]) -> None:
    """Note when each version after the first arrives."""
    version = ""
    with urllib.request.urlopen(f"{url}.reading-list/events") as events:
        for line in events:
            if line.startswith(b"data: "):
                found = json.loads(line[6:])["version"]
                if version and found != version:
                    arrivals.append(time.perf_counter())
                version = found


def _shown(seconds: list[float]) -> str:
    low, high = min(seconds) * 1000, max(seconds) * 1000
    return f"{statistics.median(seconds) * 1000:,.0f} ms ({low:,.0f}–{high:,.0f})"


if __name__ == "__main__":
    main()
