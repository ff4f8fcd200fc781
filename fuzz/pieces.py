"""What texts are made of: pieces of each format, and mutations of the corpus beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_JSON = '[|{|}|]|"title":|"|,|\\u0000|\\ud800|null|1e999|true|"authors":[|-|\\|\n{|:|0|""'
PIECES = {
    "bibtex": r'@article{ @string{a= @comment{ @preamble{ } { " # , = k title author year a \" \ $ '
    r"\'e \cite{x} and others 2018 crossref month jan % -- \url{ ~".split(" "),
    "ris": "TY  - |ER  - |TI  - |AU  - |PY  - |JOUR|CONF|DO  - |  |-|M1  - |2018//\n".split("|"),
    "csv": 'title,|authors,|year|"|""|,|;|\t|\n|=1+1|\'|2018|Ann Author; Bob'.split("|"),
    "json": _JSON.split("|"),
    "cff": "cff-version: |title: |authors:\n|  - |family-names: |&a |*a|: |'|\"|{|[".split("|"),
    "awesome": "# |## |- |* |[|](|)|<|>|`|**|_|https://e.example/|2018|ICLR|\n|  |"
    "|\t|<a href=|<!--|-->|<details>|&amp;|![|1. |> |CVPR'18".split("|"),
    "record": "title: |authors: [|year: 2018|\n|  - |\"|'|: |#|&a|*a|!!x |{|}|[|]|>|\\|doi: |? |"
    "links:\n  code: |https://|\t|%YAML|---|...|null|venue: v".split("|"),
    "taxonomy": "list:\n|  title: |facets:\n|  - id: |    title: |    terms:\n|venues:\n|name: |"
    "organizations:|people:\n|{|}|[|]|id: a|, |\n|settings|sections: |url: https://|: |'|\"|#|"
    "outline:|  - |formerly: [|see_also: [|years: |type: workshop".split("|"),
    "query": 'author:|topic:|"|(|)|-|..|year:|2018|or|*|has:|:|\\|é|and'.split("|"),
    "issue": "### Title\n|### Authors\n|### Paper\n|### Field\n|### New value\n|### Source\n|"
    "### DOI, arXiv id or address\n|### BibTeX\n|### Year\n|### Venue\n|### Topics\n|### Links\n|"
    "### Note\n|\n|```bibtex\n|```|_No response_|code: https://|; |@|#1|papers/|1. ".split("|"),
    "baseline": f'"version": 1|"findings": [|{_JSON}|1|-1'.split("|"),
    "history": '"failing": {|"failures": 2|"since": "2026-01-01"|"last":|"reason":|'.split("|"),
    "cache": f'[["author","a","A"]]|[1,1,1,2]|"error"|{_JSON}|[[1,2,3,4],"",true]'.split("|"),
    "pages": "@site|\n|+index.html|-index.html|@|+|-|../|/etc/passwd|\0".split("|"),
    "answer": f"<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|<title>|</|&#0;|<!DOCTYPE a [|"
    f"<meta name=citation_title content=|{_JSON}|>|'|<![CDATA[|]]>".split("|"),
}
PIECES |= dict.fromkeys(("jsonl", "csl_json"), PIECES["json"])
PIECES |= {"biblatex": PIECES["bibtex"], "terms": PIECES["taxonomy"], "edits": PIECES["record"]}
PIECES["history"] += PIECES["json"]
ODD = ["\0", "\ud800", "\u202e", "\ufeff", "\r", "\n", "\x1b", "é", "深", "\U0001f469", "\u2028"]


def made(name: str, random_: random.Random, corpus: dict[str, list[str]]) -> str:
    """A text for a reader: mostly of its own pieces and from its own corpus."""
    kind = name.removeprefix("file ")
    pieces = PIECES.get(kind) or random_.choice(list(PIECES.values()))
    own = corpus.get(kind, ())
    if random_.random() < 0.4:
        every = [text for texts in corpus.values() for text in texts]
        if own and random_.random() < 0.8:
            every = own
        return _mutated(random_.choice(every), pieces, random_)
    words = [*pieces, random_.choice(ODD), "a"]
    return "".join(random_.choices(words, k=random_.randint(1, 60)))


def damaged(whole: bytes, random_: random.Random) -> bytes:
    """Bytes with some changed, taken out or cut off at the end."""
    raw = bytearray(whole)
    for _ in range(random_.randint(1, 8)):
        at = random_.randrange(max(1, len(raw)))
        match random_.randrange(5):
            case 0:
                del raw[at : at + random_.randint(1, 64)]
            case 1:
                raw = raw[: max(at, 1)]
            case _:
                length = random_.randint(1, 8)
                raw[at : at + length] = random_.randbytes(length)
    return bytes(raw)


def _mutated(text: str, pieces: list[str], random_: random.Random) -> str:
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(text) + 1)
        to = min(len(text), at + random_.randint(0, 12))
        match random_.randrange(8):
            case 0:  # a part once more
                text = text[:to] + text[max(0, at - 40) :]
            case 1:
                text = text[:at]
            case _:
                text = text[:at] + random_.choice([*pieces, *ODD]) + text[to:]
    return text[:20_000]
