"""Whether a paper is what a query asks for, and how well it fits.

`matches` forgives nothing, so that an export holds what was asked for. `ranked` is for people who
look for something: it puts the best first, and a word that stands nowhere in the list may be one
or two slips away from those that do. The search page's script ranks by the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.card import order
from reading_list.catalog.query import organization_names, topic_names, venue_names
from reading_list.catalog.tokens import is_dense, tokens
from reading_list.records.markup import inline_plain, title_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.query import Clause, Query
    from reading_list.catalog.taxonomy import Taxonomy

    Fits = Callable[[str, str, bool], int]

Segments = tuple[tuple[str, ...], ...]

# What a word is worth where it is found, and how well it is met: whole, at the beginning of a
# word, one slip away, two. The products are compared; sums rank.
WEIGHTS = {
    "title": 10, "author": 8, "key": 8, "venue": 5, "topic": 5, "organization": 4, "year": 4,
    "note": 3, "abstract": 1,
}  # fmt: skip
WHOLE, BEGINNING, ONE_SLIP, TWO_SLIPS = 4, 3, 2, 1
AT_START, TOGETHER, STAR = 30, 15, 3  # the words begin the title, stand in it in a row
COMPACT = 24  # shared out over the words of the title: short ones that hold all come first

ONE_FROM, TWO_FROM = 4, 8  # letters of a word in which one or two slips are forgiven
BEGUN_FROM = 6  # letters from which a slip is forgiven in words that are not yet ended


class Searchable(NamedTuple):
    """A card with the words of its texts, each a tuple of words, by field."""

    card: Card
    texts: dict[str, Segments]
    topics: frozenset[str]
    organizations: frozenset[str]
    has: frozenset[str]


def matches(query: Query, card: Card, taxonomy: Taxonomy, abstract: str = "") -> bool:
    """Whether a paper is what the query asks for, to the letter."""
    return fits(query, Searcher(taxonomy).searchable(card, abstract))


def fits(query: Query, paper: Searchable) -> bool:
    """`matches`, for a paper whose words are known."""
    return all(
        bool(_worth(clause, paper, _strictly)) is not clause.negated for clause in query.clauses
    )


def ranked(query: Query, papers: Sequence[Searchable]) -> list[Card]:
    """The papers that a query may mean, the best first, equals in list order."""
    forgiving = _Forgiving(query, papers)
    found = []
    for paper in papers:
        worths = [_worth(clause, paper, forgiving.quality) for clause in query.clauses]
        if all(bool(w) is not c.negated for w, c in zip(worths, query.clauses, strict=True)):
            found.append((_score(query, paper, worths, forgiving.quality), paper.card))
    found.sort(key=lambda it: (-it[0], order(it[1])))
    return [card for _, card in found]


class Searcher:
    """Makes cards searchable; works out once what terms, venues and organizations are called."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._names = {
            "topic": _tokens_of(topic_names(taxonomy)),
            "venue": _tokens_of(venue_names(taxonomy)),
            "organization": _tokens_of(organization_names(taxonomy)),
        }

    def searchable(self, card: Card, abstract: str = "") -> Searchable:
        """A card with its words."""
        terms, known = self._taxonomy.terms, self._taxonomy.organizations
        topics = {id for topic in card.topics for id in (*terms[topic].ancestors, topic)}
        homes = {id for its in card.organizations for id in (*known[its].ancestors, its)}
        texts: dict[str, Segments] = {
            "title": (tokens(title_plain(card.title)),),
            "author": tuple(tokens(author.name) for author in card.authors),
            "topic": self._of("topic", topics),
            "organization": self._of("organization", homes),
            "year": ((card.year,),),
            "key": ((card.key.lower(),),),
            "venue": self._places(card),
        }
        if card.note:
            texts["note"] = (tokens(inline_plain(card.note)),)
        if abstract:
            texts["abstract"] = (tokens(inline_plain(abstract)),)
        has = has_of(card) | ({"abstract"} if abstract else set())
        return Searchable(card, texts, frozenset(topics), frozenset(homes), frozenset(has))

    def _places(self, card: Card) -> Segments:
        found: list[tuple[str, ...]] = []
        if card.venue:
            found.append(tokens(self._taxonomy.venues[card.venue].edition(card.year).title))
            found.extend(self._names["venue"][card.venue])
        if card.booktitle:
            found.append(tokens(card.booktitle))
        return tuple(found)

    def _of(self, field: str, ids: Iterable[str]) -> Segments:
        return tuple(words for id in sorted(ids) for words in self._names[field][id])


def has_of(card: Card) -> set[str]:
    """What `has:` knows of a paper, its abstract aside: links, DOI, a note, an award, a star."""
    found = {kind for kind, _ in card.links}
    told = {
        "doi": card.doi, "paper": card.doi, "arxiv": card.arxiv, "pdf": card.arxiv,
        "note": card.note, "award": card.award, "highlight": card.highlight,
    }  # fmt: skip
    return found | {kind for kind, value in told.items() if value}


def _tokens_of(names: dict[str, tuple[str, ...]]) -> dict[str, Segments]:
    return {id: tuple(tokens(name) for name in (id, *its)) for id, its in names.items()}


def _worth(clause: Clause, paper: Searchable, quality: Fits) -> int:
    """What a clause is worth in a paper, 0 where it does not hold."""
    if clause.words:
        if clause.field:
            segments = paper.texts.get(clause.field, ())
            return WEIGHTS[clause.field] * _best(clause, clause.field, segments, quality)
        return max(
            WEIGHTS[field] * _best(clause, field, segments, quality)
            for field, segments in paper.texts.items()
        )
    card = paper.card
    if clause.field == "year":
        year = int(card.year) if card.year.isdecimal() else 0
        return int(any(first <= year <= last for first, last in clause.spans))
    have = {
        "topic": paper.topics, "venue": {card.venue}, "organization": paper.organizations,
        "track": {card.track}, "has": paper.has,
    }  # fmt: skip
    return int(not clause.any_of.isdisjoint(have[clause.field]))


def _best(clause: Clause, field: str, segments: Segments, quality: Fits) -> int:
    if field == "key":  # a key is a word of its own and never begun
        return WHOLE * ((("-".join(clause.words),),) == segments)
    if field == "author":  # `Han, Song` is the name that is printed as Song Han
        return max((_all_of(clause, words, quality) for words in segments), default=0)
    return max((_in_a_row(clause, words, quality) for words in segments), default=0)


def _in_a_row(clause: Clause, words: tuple[str, ...], quality: Fits) -> int:
    """How well the words of a clause are met side by side, by the worst of them."""
    wanted = clause.words
    best = 0
    for start in range(len(words) - len(wanted) + 1):
        worst = WHOLE
        for place, word in enumerate(wanted):
            exact = clause.exact or place < len(wanted) - 1
            worst = min(worst, quality(word, words[start + place], exact))
            if worst <= best:
                break
        best = max(best, worst)
    return best


def _all_of(clause: Clause, words: tuple[str, ...], quality: Fits) -> int:
    """How well the words of a clause are met in any order, by the worst of them."""
    return min(
        max((quality(word, its, clause.exact) for its in words), default=0) for word in clause.words
    )


def _strictly(wanted: str, word: str, exact: bool) -> int:
    """Whole or, unless `exact`, at its beginning; of a dense script anywhere inside."""
    if wanted == word:
        return WHOLE
    if is_dense(wanted):
        return BEGINNING * (wanted in word)
    return BEGINNING * (not exact and word.startswith(wanted))


class _Forgiving:
    """Takes a word that stands nowhere in the list for those that are nearest to it."""

    def __init__(self, query: Query, papers: Sequence[Searchable]) -> None:
        known = {
            word
            for paper in papers
            for field, segments in paper.texts.items()
            if field != "key"
            for words in segments
            for word in words
        }
        asked = {
            word
            for clause in query.clauses
            if not clause.exact and not clause.negated
            for word in clause.words
        }
        self._near = {
            word: near
            for word in asked
            if not any(_strictly(word, its, exact=False) for its in known)
            and (near := _near(word, known))
        }

    def quality(self, wanted: str, word: str, exact: bool) -> int:
        near = self._near.get(wanted)
        return near.get(word, 0) if near is not None else _strictly(wanted, word, exact)


def _near(wanted: str, known: Iterable[str]) -> dict[str, int]:
    """The words nearest to a mistyped one, with the quality that they are taken for."""
    length = len(wanted)
    allowed = (length >= ONE_FROM) + (length >= TWO_FROM)
    if not allowed or is_dense(wanted):
        return {}
    found = {word: slips for word in known if (slips := _slips(wanted, word, allowed)) <= allowed}
    least = min(found.values(), default=0)
    return {
        word: ONE_SLIP if slips == 1 else TWO_SLIPS
        for word, slips in found.items()
        if slips == least
    }


def _slips(wanted: str, word: str, allowed: int) -> int:
    """Letters left out, put in, changed or swapped (optimal string alignment), up to allowed + 1.

    A word of which more letters are still to be typed is compared up to where it was typed.
    """
    from rapidfuzz.distance import OSA

    length = len(wanted)
    lengths = {len(word)}
    if length >= BEGUN_FROM:
        lengths.update(range(length - allowed, length + allowed + 1))
    return min(
        OSA.distance(wanted, word[:end], score_cutoff=allowed)
        for end in lengths
        if end <= len(word)
    )


def _score(query: Query, paper: Searchable, worths: list[int], quality: Fits) -> int:
    free = [clause for clause in query.clauses if clause.words and not clause.negated]
    total = sum(worth for worth, its in zip(worths, query.clauses, strict=True) if its in free)
    if not free:
        return 0
    (title,) = paper.texts["title"]
    words = tuple(word for clause in free if clause.field in {"", "title"} for word in clause.words)
    in_title = [word for word in words if any(quality(word, its, False) for its in title)]
    if words and len(in_title) == len(words):
        total += COMPACT * len(words) // max(len(title), len(words))
        total += _row_bonus(words, title, quality) if len(words) > 1 else 0
        total += AT_START if len(words) == 1 and quality(words[0], title[0], False) else 0
    return total + STAR * paper.card.highlight


def _row_bonus(words: tuple[str, ...], title: tuple[str, ...], quality: Fits) -> int:
    """What it is worth that all words stand in the title in a row, or begin it."""
    for start in range(len(title) - len(words) + 1):
        if all(quality(w, title[start + n], False) for n, w in enumerate(words)):
            return TOGETHER if start else AT_START
    return 0
