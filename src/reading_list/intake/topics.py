"""Topics that a new paper may belong to: suggested, for a person to choose from.

Two voices: names of terms that stand in the title or abstract, and the topics of the papers whose
titles are most like it, by words that few titles have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from reading_list.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reading_list.catalog.taxonomy import Taxonomy

_NEAREST = 8
_WORD = re.compile(r"[^\W_]{3,}")
_NAMED = 3.0  # a term whose name stands in the title outweighs a neighbour or two


class Suggestion(NamedTuple):
    """A term, and why: papers of the list that are near, or the name that was found."""

    term: str
    reason: str


def suggest(
    fields: Mapping[str, object],
    papers: Iterable[tuple[str, str, Sequence[str]]],
    taxonomy: Taxonomy,
    limit: int = 5,
) -> list[Suggestion]:
    """The likeliest terms for a paper. `papers` are (key, title, topics) of the list."""
    title, abstract = (str(fields.get(name) or "") for name in ("title", "abstract"))
    words = _words(title)
    scores: defaultdict[str, float] = defaultdict(float)
    reasons: dict[str, str] = {}
    for term, name, weight in _named(title, abstract, taxonomy):
        scores[term] += weight
        reasons.setdefault(term, f"'{name}' is in the text")
    for key, topics, alike in _nearest(words, papers):
        for topic in topics:
            term = taxonomy.topic(topic) or ""
            if term:
                scores[term] += alike
                reasons.setdefault(term, f"as {key}")
    # A part says more than the whole that it belongs to.
    chosen = sorted(scores, key=lambda term: (-scores[term], term))
    above = {a for term in chosen[:limit] for a in taxonomy.terms[term].ancestors}
    kept = [term for term in chosen if term not in above]
    return [Suggestion(term, reasons[term]) for term in kept[:limit]]


def _named(title: str, abstract: str, taxonomy: Taxonomy) -> Iterable[tuple[str, str, float]]:
    """Terms whose title or alias stands in the text, word by word, endings aside."""
    places = ((_stems(title), _NAMED), (_stems(abstract[:5000]), _NAMED / 3))
    for term in taxonomy.terms.values():
        for name in (term.title, term.id.replace("-", " "), *term.aliases):
            stems = _stems(name)
            found = next((weight for text, weight in places if stems and _holds(text, stems)), 0.0)
            if found:
                # Of two names that are found the longer one is the more certain.
                yield term.id, name, found * (0.5 + 0.5 * len(stems))
                break


def _nearest(
    words: frozenset[str], papers: Iterable[tuple[str, str, Sequence[str]]]
) -> list[tuple[str, Sequence[str], float]]:
    """The papers with topics that share the rarest words of the title, with how alike they are."""
    known = [(key, _words(title), topics) for key, title, topics in papers if topics]
    counts = Counter(word for _, others, _ in known for word in others & words)
    weights = {word: log((1 + len(known)) / (1 + counts[word])) for word in words}
    total = sum(weights.values()) or 1.0
    found = []
    for key, others, topics in known:
        alike = sum(weights[word] for word in others & words) / total
        if alike > 0.15:
            found.append((key, topics, alike))
    return sorted(found, key=lambda it: (-it[2], it[0]))[:_NEAREST]


def _words(text: str) -> frozenset[str]:
    return frozenset(_stems(text))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(fold(text))]


def _stem(word: str) -> str:
    """Without the commonest endings: pruning, pruned and prune are one."""
    for ending in ("ization", "isation", "izing", "ized", "ations", "ation", "ings", "ing", "ers",
                   "ies", "ed", "es", "er", "s", "e"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _holds(text: list[str], part: list[str]) -> bool:
    size = len(part)
    return any(text[at : at + size] == part for at in range(len(text) - size + 1))
