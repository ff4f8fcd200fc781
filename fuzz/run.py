"""Throws texts at every reader for some minutes: no exception, no hang, no growth may come of it.

    make fuzz MINUTES=5

Texts are put together from pieces of each format and mutations of the corpus beside this file. The
first input of each failure is written to `fuzz/found/`; make it a regression case of the reader's
test and add it to the corpus.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reading_list.catalog.card import card_from_json
from reading_list.catalog.outline import Outline
from reading_list.catalog.query import parse as parse_query
from reading_list.catalog.taxonomy import taxonomy_of
from reading_list.catalog.taxonomy_checks import read_taxonomy
from reading_list.diagnostics import diagnostic_of
from reading_list.formats import readers
from reading_list.importing import Source, drafts_of
from reading_list.records.markup import block_html, inline_html, title_html
from reading_list.records.parse import parse
from reading_list.rules import check_record

HERE = Path(__file__).resolve().parent
SLOWEST = 20  # seconds for one input of some kB
PIECES = {
    "bibtex": r'@article{ @string{a= @comment{ @preamble{ } { " # , = k title author year a \" \ $ '
    r"\'e \cite{x} and others 2018 crossref month jan % -- \url{ ~".split(" "),
    "ris": "TY  - |ER  - |TI  - |AU  - |PY  - |JOUR|CONF|DO  - |  |-|M1  - |2018//\n".split("|"),
    "csv": 'title,|authors,|year|"|""|,|;|\t|\n|=1+1|\'|2018|Ann Author; Bob'.split("|"),
    "json": '[|{|}|]|"title":|"|,|\\u0000|\\ud800|null|1e999|true|"authors":[|-|\\'.split("|"),
    "cff": "cff-version: |title: |authors:\n|  - |family-names: |&a |*a|: |'|\"|{|[".split("|"),
    "awesome": "# |## |- |* |[|](|)|<|>|`|**|_|https://e.example/|2018|ICLR|\n|  |"
    "|\t|<a href=|<!--|-->|<details>|&amp;|![|1. |> |CVPR'18".split("|"),
    "record": "title: |authors: [|year: 2018|\n|  - |\"|'|: |#|&a|*a|!!x |{|}|[|]|>|\\|doi: |? |"
    "links:\n  code: |https://|\t|%YAML|---|...|null|venue: v".split("|"),
    "query": 'author:|topic:|"|(|)|-|..|year:|2018|or|*|has:|:|\\|é|and'.split("|"),
}
PIECES |= {"biblatex": PIECES["bibtex"], "jsonl": PIECES["json"], "csl_json": PIECES["json"]}
ODD = ["\0", "\ud800", "\u202e", "\ufeff", "\r", "\n", "\x1b", "é", "深", "\U0001f469", "\u2028"]


def record(text: str) -> None:
    """A record: read, checked, and its texts shown."""
    found = parse("papers/2018/x.yaml", text.encode("utf-8", "surrogatepass"))
    if found.is_whole and found.paper:
        list(check_record(found, None))
        title_html(found.paper.title)
        inline_html(found.paper.note or "")


def cached(text: str) -> None:
    """What the cache's readers say of a text: a value, or that it is none."""
    for read in (card_from_json, lambda it: diagnostic_of(json.loads(it))):
        with suppress(ValueError, TypeError, RecursionError, KeyError):  # it is made anew then
            read(text)


def targets() -> dict[str, Callable[[str], object]]:
    """Every reader by its name, as a function of a text."""
    taxonomy = taxonomy_of(Outline.model_validate({"list": {"title": "A list"}}))
    found: dict[str, Callable[[str], object]] = {
        f"file {name}": lambda text, leaf=leaf: list(leaf.read("x", text))  # type: ignore[misc]
        for name, leaf in readers().items()
    }
    return found | {
        "record": record,
        "taxonomy": lambda text: read_taxonomy("taxonomy.yaml", text.encode("utf-8", "replace")),
        "query": lambda text: parse_query(text, taxonomy),
        "markup": lambda text: (title_html(text), inline_html(text), block_html(text)),
        "import": lambda text: list(drafts_of(Source("x", text.encode("utf-16-le", "replace")))),
        "cache": cached,
    }


def made(name: str, random_: random.Random, corpus: list[str]) -> str:
    """A text for a reader."""
    kind = name.removeprefix("file ")
    pieces = PIECES.get(kind) or random_.choice(list(PIECES.values()))
    if corpus and random_.random() < 0.4:
        text = random_.choice(corpus)
        for _ in range(random_.randint(1, 6)):
            at = random_.randrange(len(text) + 1)
            to = min(len(text), at + random_.randint(0, 12))
            text = text[:at] + random_.choice([*pieces, *ODD]) + text[to:]
        return text
    words = [*pieces, random_.choice(ODD), "a"]
    return "".join(random_.choices(words, k=random_.randint(1, 60)))


def main() -> int:
    """Run for some minutes; the exit code is 1 if something was found."""
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    random_ = random.Random(chosen.seed)  # it has to come again
    corpus = [path.read_text("utf-8") for path in sorted((HERE / "corpus").iterdir())]
    until = time.monotonic() + 60 * chosen.minutes
    tried: Counter[str] = Counter()
    found: set[str] = set()
    known = targets()

    def too_slow(*_: object) -> None:
        raise TimeoutError(f"more than {SLOWEST} s")

    signal.signal(signal.SIGALRM, too_slow)
    while time.monotonic() < until:
        for name, read in known.items():
            for _ in range(20):
                text = made(name, random_, corpus)
                tried[name] += 1
                signal.alarm(SLOWEST)
                try:
                    read(text)
                except Exception as error:  # that is what is looked for
                    place = traceback.extract_tb(error.__traceback__)[-1]
                    told = f"{name}: {type(error).__name__} at {place.filename}:{place.lineno}"
                    if told not in found:
                        found.add(told)
                        (HERE / "found").mkdir(exist_ok=True)
                        target = HERE / "found" / f"{len(found)}.txt"
                        target.write_text(f"{told}\n{error}\n{text!r}\n", "utf-8")
                        sys.stdout.write(f"{told}\n")
                finally:
                    signal.alarm(0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    for name, number in sorted(tried.items()):
        sys.stdout.write(f"{name:<16} {number:>9,}\n")
    sys.stdout.write(f"{'in all':<16} {tried.total():>9,}, {len(found)} found, {peak} MB\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
