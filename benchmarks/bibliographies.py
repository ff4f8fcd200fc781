"""Reading BibTeX against bibtexparser alone: the ratio, and the memory of a large file.

    python benchmarks/bibliographies.py [N]

The entries are synthetic and like those of INSPIRE: three authors, accents, a braced title, an
arXiv number. Each side runs in a process of its own, the best of three.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
import time

ENTRY = """\
@article{{Author:{number}abc,
    author = "Author, A. {number} and M{{\\"u}}ller, J{{\\'o}}zef and van der Berg, Anna",
    title = "{{A study of the number {number}: from {{Bayes}} to $x_{{{number}}}$ \\& beyond}}",
    eprint = "1802.{short:05}",
    archivePrefix = "arXiv",
    primaryClass = "cs.LG",
    doi = "10.1000/abc.{number}",
    journal = "Journal of Numbers",
    volume = "{volume}",
    pages = "1--{volume}",
    month = "5",
    year = "2018"
}}
"""


def text_of(number: int) -> str:
    entries = (
        ENTRY.format(number=n, short=n % 90_000 + 1, volume=n % 99 + 2) for n in range(number)
    )
    return "\n".join(entries)


def read_ours(text: str) -> int:
    from reading_list.formats.bibtex import read

    return sum(1 for _ in read("a.bib", text))


def read_alone(text: str) -> int:
    import bibtexparser

    return len(bibtexparser.parse_string(text).entries)


def measure(side: str, number: int) -> None:
    logging.disable(logging.CRITICAL)
    text = text_of(number)
    begin = time.process_time()
    count = (read_ours if side == "ours" else read_alone)(text)
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert count == number, (count, number)
    print(f"{seconds:.3f} {memory}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    best = {}
    for side in ("ours", "alone"):
        runs = []
        for _ in range(3):
            done = subprocess.run(
                [sys.executable, __file__, str(number), side],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, memory = done.stdout.split()
            runs.append((float(seconds), int(memory)))
        best[side] = min(runs)
        print(f"{side:>6}: {best[side][0]:.2f} s, {best[side][1]} MB for {number:,} entries")
    print(f" ratio: {best['ours'][0] / best['alone'][0]:.2f} (at most 3)")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(sys.argv[2], int(sys.argv[1]))
    else:
        main()
