"""Break `build` in every way that happens, and see that the next one is right.

    python benchmarks/soak.py [--kills 200] [--others 20] [--records 400] [--seed 1]

Each time a list is edited, the build is disturbed, and then built again undisturbed. The site and
README must then equal, byte for byte, those of a copy that was never built before; the curator's
files must be what they were; a file of a stranger in the site must still be there. It prints one
table and ends with 1 if anything was lost. Nothing here needs root; what a system refuses (a small
file system of one's own) is left out and said.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import write_list

if TYPE_CHECKING:
    from collections.abc import Callable

README = "# Mine\n\n<!-- reading-list:begin -->\n<!-- reading-list:end -->\n\nThe end.\n"
FOREIGN = ("CNAME", "papers/mine.html")
# A library in Rust ends the process where it gets no memory: nothing can be said then.
DISTURBED = {-signal.SIGKILL, -signal.SIGABRT, 0, 3}
CACHE = ".cache/reading-list.sqlite3"


class Done(NamedTuple):
    """How a command ended."""

    code: int
    said: str


class Curator:
    """A list on disk, its edits, its builds, and what they are compared with."""

    def __init__(self, home: Path, records: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.home = home
        self.root = home / "list"
        self.site = self.root / "site"
        self.number = 0
        self.told: set[str] = set()
        write_list(self.root, records)
        (self.root / "README.md").write_text(README)
        (self.site / "papers").mkdir(parents=True)
        for name in FOREIGN:
            (self.site / name).write_text("not ours")
        began = time.perf_counter()
        self.must_build()
        self.longest = time.perf_counter() - began

    def command(self, root: Path | None = None) -> list[str]:
        """A build of the list, or of another one."""
        return [sys.executable, "-m", "reading_list", "--root", str(root or self.root), "build"]

    def build(self, **options: object) -> Done:
        """Build once; options are those of `subprocess.run`."""
        options.setdefault("args", self.command())
        done = subprocess.run(capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
        self.told.update(
            re.findall(r"^(?:\S*/)?site/(\S+?):1:1: warning site/left-over", done.stdout, re.M)
        )
        return Done(done.returncode, done.stderr)

    def must_build(self) -> Done:
        """Build undisturbed, and delete what a build calls left over, as it advises."""
        done = self.build()
        for name in self.told.difference(FOREIGN):
            (self.site / name).unlink(missing_ok=True)
        self.told.clear()
        if done.code != 0:
            sys.exit(f"an undisturbed build ended with {done.code}:\n{done.said}")
        return done

    def edit(self) -> None:
        """Change the list as curators do, in one way of many."""
        self.number += 1
        for _ in range(self.random.choice((1, 1, 3, 20))):
            records = sorted((self.root / "papers").rglob("*.yaml"))
            path = self.random.choice(records)
            text = path.read_text()
            how = self.random.random()
            if how < 0.5:
                begin = 'title: "' if text.count('\ntitle: "') else "title: "
                path.write_text(text.replace(begin, f"{begin}Edit {self.number} ", 1))
            elif how < 0.7:
                new = path.with_name(f"new{self.number}x{self.random.randrange(10**6)}.yaml")
                lines = text.splitlines(keepends=True)
                alone = ("doi:", "arxiv:", "title:", "aliases:")
                kept = [line for line in lines if not line.startswith(alone)]
                new.write_text(f"title: New {self.number} {new.stem}\n" + "".join(kept))
            elif how < 0.85 and "extends" not in text and len(records) > 50:
                self._delete(path)
            else:
                os.utime(path, ns=(0, 0))
        if self.random.random() < 0.1:
            taxonomy = self.root / "taxonomy.yaml"
            text = taxonomy.read_text()
            start = text.index("title:")
            taxonomy.write_text(f"{text[:start]}title: L{self.number} # {text[start:]}")
        if self.random.random() < 0.05:
            sheet = self.root / "templates" / "assets" / "own.css"
            sheet.parent.mkdir(parents=True, exist_ok=True)
            sheet.write_text(f"a {{ order: {self.number} }}\n")

    def _delete(self, path: Path) -> None:
        """Delete a record that no other one names."""
        for other in (self.root / "papers").rglob("*.yaml"):
            if other != path and path.stem in other.read_text():
                return
        path.unlink(missing_ok=True)

    def own(self) -> str:
        """A digest of what the curator wrote."""
        files = [self.root / "taxonomy.yaml"]
        files += [p for name in ("papers", "templates") for p in (self.root / name).rglob("*")]
        digest = hashlib.sha256()
        for path in sorted(p for p in files if p.is_file()):
            digest.update(f"{path.relative_to(self.root)}\0".encode() + path.read_bytes())
        before, after = README.split("<!-- reading-list:begin -->\n")
        readme = (self.root / "README.md").read_text()
        digest.update(repr((readme.startswith(before), readme.endswith(after))).encode())
        return digest.hexdigest()

    def losses(self) -> list[str]:
        """What is not as a build from scratch makes it."""
        fresh = self.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        ignored = shutil.ignore_patterns("site", ".cache")
        shutil.copytree(self.root, fresh, ignore=ignored)
        (fresh / "README.md").write_text(README)
        subprocess.run(self.command(fresh), capture_output=True, check=True)
        ours, theirs = files_of(self.site), files_of(fresh / "site")
        lost = [name for name in FOREIGN if ours.pop(name, b"") != b"not ours"]
        lost += [
            path for path in sorted(ours.keys() | theirs) if ours.get(path) != theirs.get(path)
        ]
        if (self.root / "README.md").read_bytes() != (fresh / "README.md").read_bytes():
            lost.append("README.md")
        return lost


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# Each fault disturbs one build, and returns how that ended, or None where the system refuses.


def killed(it: Curator) -> Done | None:
    """SIGKILL at a random moment of the build, this process alone: its workers must follow."""
    process = subprocess.Popen(it.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(it.random.uniform(0, 1.1 * it.longest))
    process.kill()
    return Done(process.wait(), "")


def killed_first(it: Curator) -> Done | None:
    """The same in a build without a cache."""
    (it.root / CACHE).unlink()
    return killed(it)


def no_room(it: Curator) -> Done | None:
    """The site, or the cache, lies on a file system that is nearly full."""
    where = it.random.choice((".cache", "site"))
    size = it.random.randrange(8, 2000)
    script = f"mount -t tmpfs -o size={size}k none {where} && exec {' '.join(it.command())}"
    own = [] if os.geteuid() == 0 else ["-Ur"]
    command = ["unshare", *own, "-m", "sh", "-c", script]
    done = subprocess.run(command, cwd=it.root, capture_output=True, text=True, check=False)
    return None if "mount" in done.stderr else Done(done.returncode, done.stderr)


def no_long_files(it: Curator) -> Done | None:
    """No file may grow beyond a size (RLIMIT_FSIZE), which stops the cache first."""
    size = int(10 ** it.random.uniform(3, 6.5))  # bytes
    it.random.choice((lambda: None, (it.root / CACHE).unlink))()
    return it.build(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))


def no_right(it: Curator) -> Done | None:
    """A cache, a site or a folder of pages in which nobody may write."""
    place = it.root / it.random.choice((".cache", "site", "site/papers"))
    # Root may write anywhere, unless it gives up that very capability.
    caps = "-dac_override,-dac_read_search"
    drop = ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"] if os.geteuid() == 0 else []
    place.chmod(0o555)
    done = subprocess.run([*drop, *it.command()], capture_output=True, text=True, check=False)
    place.chmod(0o755)
    return Done(done.returncode, done.stderr)


def two_at_once(it: Curator) -> Done | None:
    """Two builds: one does the work, the other says why not, or finds nothing left to do."""
    both = [
        subprocess.Popen(it.command(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    done = [Done(0, process.communicate()[1]) for process in both]
    codes = sorted(process.returncode for process in both)
    worst = codes[1] if codes[0] == 0 else 70
    return Done(worst, " ".join(its.said for its in done))


def cut(it: Curator) -> Done | None:
    """The cache cut short anywhere."""
    _truncate(it.root / CACHE, it.random)
    return it.build()


def flipped(it: Curator) -> Done | None:
    """Some bytes of the cache, or of its log, are others."""
    file = it.root / it.random.choice((CACHE, CACHE, f"{CACHE}-wal"))
    body = bytearray(file.read_bytes()) if file.exists() else bytearray()
    for _ in range(it.random.choice((1, 10, 1000)) if body else 0):
        body[it.random.randrange(len(body))] = it.random.randrange(256)
    file.write_bytes(body)
    return it.build()


def garbage(it: Curator) -> Done | None:
    """Garbage in one column of the cache, in some rows or all, as SQLite itself would write it."""
    db = sqlite3.connect(it.root / CACHE)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = it.random.choice(sorted(tables))
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    what = it.random.choice(("'[1, 2'", "'{}'", "'null'", "x'00ff'", "''", "'\U0001f600'"))
    rows = it.random.choice(("1", "rowid % 3 = 0" if table in {"record", "entry"} else "1"))
    column = it.random.choice(sorted(columns))
    with suppress(sqlite3.IntegrityError):  # a key that is a number takes no text
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = {what} WHERE {rows}")
    db.commit()
    db.close()
    return it.build()


def another_version(it: Curator) -> Done | None:
    """A cache that another version left: of other tables, or with an unknown one more."""
    db = sqlite3.connect(it.root / CACHE)
    db.executescript(
        it.random.choice(
            (
                "UPDATE fact SET value = 'of tomorrow' WHERE name = 'schema';",
                "DROP TABLE dirty;",
                "ALTER TABLE record RENAME COLUMN card TO cards;",
                "UPDATE fact SET value = 'x' WHERE name = 'source';",
                "UPDATE fact SET value = 'x' WHERE name = 'render';",
            )
        )
    )
    db.close()
    return it.build()


def random_bytes(it: Curator) -> Done | None:
    """No database at all, but bytes, or nothing."""
    size = it.random.choice((0, 1, 100, 5000))
    for ending in it.random.choice((("",), ("-wal",), ("", "-wal", "-shm"))):
        (it.root / f"{CACHE}{ending}").write_bytes(it.random.randbytes(size))
    return it.build()


def no_site(it: Curator) -> Done | None:
    """The site is gone before the build."""
    shutil.rmtree(it.site)
    done = it.build()
    _foreign(it)
    return done


def no_site_meanwhile(it: Curator) -> Done | None:
    """The site goes while it is being built; whatever comes of that build, it goes once more."""
    process = subprocess.Popen(it.command(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(it.random.uniform(0, it.longest))
    shutil.rmtree(it.site, ignore_errors=True)
    said = process.communicate()[1].decode()
    shutil.rmtree(it.site, ignore_errors=True)
    _foreign(it)
    return Done(process.returncode, said)


def half_written(it: Curator) -> Done | None:
    """A killed build left pages cut short and others beside them; these are to be made again."""
    pages = [path for path in it.site.rglob("*.html") if path.name != "mine.html"]
    (it.root / ".cache" / "reading-list.sqlite3").unlink()
    for path in it.random.sample(pages, 30):
        _truncate(path, it.random)
        path.with_name(f"{path.name}.reading-list-new").write_text("half")
    return it.build()


def worker_killed(it: Curator) -> Done | None:
    """SIGKILL to one worker at a random moment, as a system does that is short of memory."""
    (it.root / CACHE).unlink()
    process = subprocess.Popen(
        [*it.command(), "--jobs", "2"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + it.longest
    time.sleep(it.random.uniform(0, it.longest / 2))
    while process.poll() is None and time.monotonic() < until:
        if found := children.read_text().split():
            os.kill(int(it.random.choice(found)), signal.SIGKILL)
            break
        time.sleep(0.005)
    said = process.communicate()[1]
    return Done(process.returncode, said)


def no_memory(it: Curator) -> Done | None:
    """One process that may not take more memory than it is likely to need (RLIMIT_AS)."""
    size = it.random.randrange(50, 120) * 1_000_000
    it.random.choice((lambda: None, (it.root / CACHE).unlink))()
    return it.build(
        args=[*it.command(), "--jobs", "1"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)),
    )


def vanishing(it: Curator) -> Done | None:
    """Records go while they are read; they come back before the next build."""
    (it.root / CACHE).unlink()
    process = subprocess.Popen(
        it.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(it.random.uniform(0, it.longest / 2))
    records = sorted((it.root / "papers").rglob("*.yaml"))
    gone = {path: path.read_bytes() for path in it.random.sample(records, 30)}
    for path in gone:
        path.unlink()
    out, said = process.communicate()
    for path, body in gone.items():
        path.write_bytes(body)
    # What it wrote of the list as it was is right for that list; or it says what is missing.
    is_told = process.returncode == 1 and (" error " in out)
    return Done(0 if is_told else process.returncode, said)


def clock_jumps(it: Curator) -> Done | None:
    """The clock of one build is years or seconds off, to either side."""
    shift = it.random.choice((-(10**9), -86_400, -3, -1, 1, 3, 86_400, 10**9))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text(
            f"import time\n_now = time.time_ns\ntime.time_ns = lambda: _now() + {shift} * 10**9\n"
            "time.time = lambda: time.time_ns() / 1e9\n"
        )
        return it.build(env={**os.environ, "PYTHONPATH": folder})


def any_file_damaged(it: Curator) -> Done | None:
    """Bytes of any files in the cache's folder are changed, cut off or put in."""
    files = sorted(path for path in (it.root / ".cache").iterdir() if path.is_file())
    for path in it.random.sample(files, it.random.randint(1, len(files))):
        body = bytearray(path.read_bytes())
        for _ in range(it.random.choice((1, 5, 500))):
            at = it.random.randrange(len(body) + 1)
            how = it.random.random()
            if how < 0.2:
                del body[at : at + it.random.randrange(1, 9_000)]
            elif how < 0.4:
                body[at:at] = it.random.randbytes(it.random.randrange(1, 99))
            elif at < len(body):
                body[at] = it.random.randrange(256)
        path.write_bytes(body)
    return it.build()


def _foreign(it: Curator) -> None:
    for name in FOREIGN:
        (it.site / name).parent.mkdir(parents=True, exist_ok=True)
        (it.site / name).write_text("not ours")


def _truncate(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size or 1))


FAULTS: dict[str, Callable[[Curator], Done | None]] = {
    "killed while it built an edit": killed,
    "killed in a build without a cache": killed_first,
    "file system full": no_room,
    "no file may grow": no_long_files,
    "no right to write": no_right,
    "two builds at once": two_at_once,
    "a worker killed": worker_killed,
    "memory short": no_memory,
    "records vanish while they are read": vanishing,
    "clock jumps": clock_jumps,
    "cache cut short": cut,
    "bytes of the cache flipped": flipped,
    "any files of the cache damaged": any_file_damaged,
    "garbage in a column of the cache": garbage,
    "cache of another version": another_version,
    "cache of random bytes": random_bytes,
    "site deleted": no_site,
    "site deleted meanwhile": no_site_meanwhile,
    "pages half written": half_written,
}


def main() -> None:
    """Run every fault as often as the arguments say, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--others", type=int, default=20, help="times for every other fault (20)")
    parser.add_argument("--records", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="faults whose name holds this word")
    chosen = parser.parse_args()
    is_lost = False
    print("| fault | times | ended with | files of the curator lost | pages not right after |")
    print("|---|---|---|---|---|")
    for name, fault in FAULTS.items():
        if chosen.only not in name:
            continue
        times = chosen.kills if fault is killed else chosen.others
        with tempfile.TemporaryDirectory(prefix="reading-list-soak-") as scratch:
            Path(scratch).chmod(0o755)
            line, faults = _run(Curator(Path(scratch), chosen.records, chosen.seed), fault, times)
        print(f"| {name} | {line} |", flush=True)
        is_lost |= bool(faults)
        for said in faults:
            print(said, file=sys.stderr, flush=True)
    sys.exit(1 if is_lost else 0)


def _run(it: Curator, fault: Callable[[Curator], Done | None], times: int) -> tuple[str, list[str]]:
    """A row of the table, and what went wrong."""
    codes: Counter[int] = Counter()
    own_lost = pages_lost = 0
    faults: list[str] = []
    for turn in range(times):
        it.edit()
        before = it.own()
        done = fault(it)
        if done is None:
            return "0 | the system refuses | | ", faults
        codes[done.code] += 1
        if done.code not in DISTURBED or "Traceback" in done.said:
            faults.append(f"{fault.__name__}, {turn}: ended with {done.code}:\n{done.said}")
        if done.code == 3 and "hint: " not in done.said:
            faults.append(f"{fault.__name__}, {turn}: says not what to do:\n{done.said}")
        it.must_build()
        if it.own() != before:
            own_lost += 1
            faults.append(f"{fault.__name__}, {turn}: a file of the curator is another one")
        if lost := it.losses():
            pages_lost += 1
            faults.append(f"{fault.__name__}, {turn}: not right: {lost[:5]} of {len(lost)}")
    ended = ", ".join(f"{_code(code)}: {number}" for code, number in sorted(codes.items()))
    return f"{times} | {ended} | {own_lost} | {pages_lost}", faults


def _code(code: int) -> str:
    words = {-signal.SIGKILL: "killed", -signal.SIGABRT: "aborted"}
    return words.get(code, f"exit {code}")


if __name__ == "__main__":
    main()
