"""Venues, years, months and tracks in short texts: `[ICLR 2018, Oral]`, `CVPR'19`, `2018-NIPS-`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reading_list.awesome.links import without_emoji
from reading_list.awesome.venue_names import KNOWN, lookup
from reading_list.text import fold

_SHAPE = r"[A-Za-z][A-Za-z&/.+-]*(?: (?:Asia|MM|Multimedia|Security|VIS))?"
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH_WORD = "|".join(
    sorted({m for name in _MONTHS for m in (name, name[:3], name[:4])}, key=len, reverse=True)
)
_YEAR = re.compile(r"(?<![\d.])((?:19[5-9]|20[0-4])\d)(?!\d)")
_TRACKS = {
    "oral": "oral", "orals": "oral", "oral presentation": "oral", "best oral": "oral",
    "spotlight": "spotlight", "spotlights": "spotlight",
    "poster": "poster", "posters": "poster", "workshop": "workshop", "workshops": "workshop",
    "ws": "workshop", "w": "workshop", "demo": "demo", "short": "short", "short paper": "short",
    "tutorial": "tutorial", "journal": "journal", "invited": "invited", "invited talk": "invited",
    "industrial": "industrial", "industry": "industrial", "industry track": "industrial",
    "thesis": "thesis",
}  # fmt: skip
_FILL = re.compile(
    r"\b(?:accepted|accept|to appear|published|appear(?:ed)?|presented|by|at|on|in|the|proc(?:\.|eedings)?(?: of)?|preprint"
    r"|conference|paper|main|findings?(?: of)?|of|track|best|datasets? and benchmarks?|d&b|long|full|regular|survey|review|top ?\d+%?)\b",
    re.IGNORECASE,
)
_AWARD = re.compile(
    r"\b(?:(?:best|outstanding|distinguished|honou?rable|award|runner)[\w' -]{0,40}"
    r"(?:paper|award|candidate|finalist|mention|runner[- ]up)[\w -]{0,30})",
    re.IGNORECASE,
)


class Issue(NamedTuple):
    """Where and when: what a short text says of both, and nothing that it does not say."""

    venue: str = ""
    type: str = ""
    year: int = 0
    month: int = 0
    track: str = ""
    award: str = ""
    booktitle: str = ""

    def __bool__(self) -> bool:
        return bool(self.venue or self.year or self.track or self.award)


_SHORT_YEAR = re.compile(
    rf"^({_SHAPE}?)[\s,:_.-]*['’‘`´′\"]? ?((?:19|20)?\d{{2}})(?![\d.])", re.ASCII
)
_DATE = re.compile(
    r"^((?:19|20)\d{2})[-/.年 ]+(0?[1-9]|1[0-2])(?!\d)(?:[-/.月 ]*(?:0?[1-9]|[12]\d|3[01])日?|月)?$"
)
_DAY = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?$")
_US_DATE = re.compile(r"^(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-]((?:19|20)\d{2})$")
_WORD_DATE = re.compile(
    rf"^(?:(\d{{1,2}})(?:st|nd|rd|th)?[ ,]+)?({_MONTH_WORD})\.?[ ,]*(?:(\d{{1,2}})(?:st|nd|rd|th)?[ ,]+)?[ ,]*'?((?:19|20)\d{{2}})$",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"^({_MONTH_WORD})\.?$", re.IGNORECASE)
_LONG = re.compile(
    r"\b(?:Proceedings|Conference|Journal|Transactions|Trans\.?|Workshops?|Symposium|Letters|Magazine|"
    r"Advances in|Review|Communications|Annals|Bulletin|Findings|Bioinformatics|"
    r"Computation|Robotics and|Systems, Man|Access|Nature|Science|Proc\.|J\.|Int\.|Conf\.|"
    r"Tech(?:nical)?\.? Report|Springer|IEEE|ACM|Society|Association)(?:\b|(?<=\.))"
)
# Without a year the words of a venue may be those of a title: `Fast and Simple Transactions`.
_SURE = re.compile(
    r"^(?:In:? |Proc|IEEE\b|ACM\b|Springer|Advances in|Findings|Annals|Nature\b|Science\b|Bioinformatics$)"
    r"|\b(?:Journal (?:of|on)|(?:Conference|Symposium|Workshops?|Transactions|Conf\.|Trans\.) (?:on|for|of|in)\b|Proceedings"
    r"|(?:Journal|Letters|Magazine|Review|Bulletin|Conference|Symposium|Workshops?|Society|Association|Access|Transactions|Computation|Tech(?:nical)?\.? Report)$)"
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|master'?s?|doctoral|msc|bachelor)\s*(?:thesis|dissertation)|^thesis$", re.I
)


_TOKEN = re.compile(r"[^\W_]+")
_HAS_FIGURE = re.compile(r"\d")
# Any word of which venues, months, tracks and awards are made; most titles have none of them.
_SAID = frozenset(
    word
    for text in (*KNOWN, *_TRACKS, *_MONTHS, *(month[:4] for month in _MONTHS), *(month[:3] for month in _MONTHS),
                 "best outstanding distinguished honorable honourable award runner thesis",
                 "ph phd master masters doctoral msc bachelor arxiv corr")
    for word in _TOKEN.findall(text.casefold())
)  # fmt: skip


@lru_cache(maxsize=20_000)
def _is_said(word: str) -> bool:
    word = fold(word)
    return (
        word in _SAID
        or word[:-1] in _SAID
        or word.removesuffix("s").removesuffix("workshop") in _SAID
        or not word.isascii()
    )


@lru_cache(maxsize=20_000)
def issue_of(text: str) -> Issue | None:
    """What a text says of venue and time, if it says nothing else; None where it says more."""
    text = " ".join(without_emoji(text).split()).strip(' []()（）【】{}*_`|,，;；:：.。"“”–—-@')
    if not text or len(text) > 120 or text.count(" ") > 12:
        return None
    if not _HAS_FIGURE.search(text) and not any(map(_is_said, _TOKEN.findall(text))):
        return None
    date = date_of(text)
    if date:
        return date
    award = ""
    if found := _AWARD.search(text):
        award = " ".join(found[0].split()).strip(" -,")
        text = (text[: found.start()] + " " + text[found.end() :]).strip(" ()[],;:-–|")
        if not text:
            return Issue(award=award)
    if _THESIS.search(text):
        rest = _THESIS.sub(" ", text)
        year = _YEAR.search(rest)
        return Issue(track="thesis", year=int(year[1]) if year else 0)
    whole = lookup(text)
    if whole:
        return Issue(whole.name, whole.type, award=award)
    track = _TRACKS.get(text.casefold())
    if track and len(text) > 2:
        return Issue(track=track, award=award)
    return _parts(text, award)


def date_of(text: str) -> Issue | None:
    """A text that is a date: `2023/04`, `20181106`, `Mar 2024`, `27 March, 2026`, `2018`."""
    text = text.strip()
    if not _HAS_FIGURE.search(text):
        return None
    if found := _YEAR_ONLY.fullmatch(text):
        return Issue(year=int(found[1]))
    if found := _DATE.match(text) or _DAY.match(text):
        return Issue(year=int(found[1]), month=int(found[2]))
    if found := _US_DATE.match(text):
        return Issue(year=int(found[1]))
    if found := _WORD_DATE.match(text):
        return Issue(year=int(found[4]), month=month_of(found[2]))
    return None


_YEAR_ONLY = re.compile(r"((?:19[5-9]|20[0-4])\d)\s*年?")


def month_of(word: str) -> int:
    """The number of a month's name, 0 for other words."""
    if not _MONTH_ONLY.match(word.strip()):
        return 0
    start = word.strip().casefold()[:3]
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(start)), 0)


_ARXIV = re.compile(
    r"(?:arxiv|corr)(?: preprint)?(?: arxiv)?[:, /]*(?:abs/)?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
    r"(?:v\d+)?(?:[\s,(]*((?:19|20)\d{2})\)?)?",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"[\s,;|()（）\[\]·•]+|(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])[-_:](?=\d)|/(?=arXiv)"
)


# Beside a venue these say nothing that it does not.
_SAYS_NO_MORE = frozenset(
    "IEEE ACM ISCA preprint Asia CoRR abs Conf MM Track Conference IEEE/CVF TechDebt e".split()
)


def _parts(text: str, award: str) -> Issue | None:
    """The parts of `NeurIPS 2022 (Oral)`, `2018-ICLRw`, `arXiv:1512.03385`, `IEEE TNN 2009`."""
    found = Issue(award=award)
    if arxiv := _ARXIV.fullmatch(text):
        return Issue("arXiv", "preprint", int(arxiv[1]) if arxiv[1] else 0)
    pieces = [piece for piece in _JOINTS.split(text) if piece]
    if len(pieces) > 9:
        return None
    rest: list[str] = []
    for place, piece in enumerate(pieces):
        word = piece.strip(".:'’‘`-–—/\"")
        if not word:
            continue
        if (date := date_of(word)) and date.month and not found.year:
            found = found._replace(year=date.year, month=date.month)
        elif (year := _year(piece, place > 0)) and (not found.year or (found.month and place)):
            # The year of the venue counts more than that of the day on which a list took it.
            found = found._replace(year=year, month=found.month if found.year in {0, year} else 0)
        elif (month := month_of(word)) and not found.month and len(pieces) > 1:
            found = found._replace(month=month)
        elif word.casefold() in _TRACKS and not found.track and (len(word) > 2 or found.venue):
            found = found._replace(track=_TRACKS[word.casefold()])
        elif (named := _named(word)) and not found.venue:
            found = found._replace(
                venue=named[0],
                type=named[1],
                year=found.year or named[2],
                track=found.track or named[3],
            )
        else:
            rest.append(piece)
    left = _FILL.sub(" ", " ".join(rest)).strip(" .:-–&")
    if not left:
        return found if found else None
    whole = lookup(left)
    if whole and not found.venue:
        return found._replace(venue=whole.name, type=whole.type)
    if found.venue and left in _SAYS_NO_MORE:
        return found
    # An unknown short name with its year beside it: `PADL 2017`, `SSPR/SPR 2004`, `ECMLPKDD'17`.
    if found.year and not found.venue and _is_short_name(left):
        return found._replace(venue=left, type="conference")
    return None


def _is_short_name(text: str) -> bool:
    """Whether each word is an abbreviation: `PADL`, `IEEE SPM`, `SSPR/SPR`."""
    words = text.split()
    return len(words) <= 3 and all(
        re.fullmatch(r"[A-Z][A-Za-z&/+-]{1,14}\.?", word)
        and sum(c.isupper() for c in word) >= max(2, min(len(word), 6) / 2)
        for word in words
    )


_FOUR_FIGURES = re.compile(r"(?:19[5-9]|20[0-4])[0-9]")
_TWO_FIGURES = re.compile(r"['’‘`´′]?([0-9]{2})")


def _year(piece: str, alone: bool) -> int:
    word = piece.strip(".:,()[]")
    if not word or not "0" <= word[-1] <= "9":
        return 0
    if _FOUR_FIGURES.fullmatch(word):
        return int(word)
    short = _TWO_FIGURES.fullmatch(word)
    if short and (alone or len(word) == 3):
        return _century(int(short[1]))
    return 0


def _century(two: int) -> int:
    return 1900 + two if two >= 60 else 2000 + two


_STUCK = re.compile(
    r"(3DV|[A-Za-z][A-Za-z&/+. -]*?)[-_]?['’‘`´′\"]?((?:19|20)\d{2}|\d{2})([a-zA-Z]{0,9})"
)


@lru_cache(maxsize=20_000)
def _named(word: str) -> tuple[str, str, int, str] | None:
    """A venue's name with what is stuck to it: a year, the letter of a track, `W` for workshop."""
    known = lookup(word)
    if known:
        return known.name, known.type, 0, ""
    stuck = _STUCK.fullmatch(word) if _HAS_FIGURE.search(word) else None
    name, year, after = (stuck[1], stuck[2], stuck[3]) if stuck else (word, "", "")
    number = 0
    if year:
        number = int(year) if len(year) == 4 else _century(int(year))
        if not 1950 <= number <= 2049:
            return None
    track = _TRACKS.get(after.casefold(), "") if after else ""
    if after and not track:
        return None
    short = name.strip("-_ .")
    known = KNOWN.get(fold(short)) if year else lookup(short)
    if known:
        return known.name, known.type, number, track
    for ending, meaning in (("Workshop", "workshop"), ("Workshops", "workshop"), ("W", "workshop"),
                            ("w", "workshop"), ("o", "oral"), ("s", "spotlight"), ("b", "")):  # fmt: skip
        stem = name.removesuffix(ending)
        if stem != name and (known := KNOWN.get(fold(stem.strip("-_ ")))):
            return known.name, known.type, number, track or meaning
    # An unknown short name is believed where a year is stuck to it.
    if (
        number
        and re.fullmatch(r"[A-Z][A-Za-z&/+-]{1,12}", name)
        and sum(c.isupper() for c in name) >= 2
    ):
        return name, "conference", number, track
    return None


def stated_venue(text: str) -> Issue | None:
    """What brackets with a year in them say: `Big Data Research 2021`, `VLDB 2021 from Tim Kraska`."""
    text = " ".join(text.split()).strip(" ,.;")
    for words in (4, 3, 2):
        start = " ".join(text.split()[:words])
        if start != text and (issue := issue_of(start)) and issue.venue and issue.year:
            return issue
    found = re.fullmatch(
        r"([A-Z][A-Za-z@&/.:\x27 -]{1,60}?)[\s,]+(?:[\x27’]?((?:19|20)\d{2})|[\x27’](\d{2}))", text
    )
    ahead = re.fullmatch(r"((?:19|20)\d\d)[\s,:-]+([A-Z][A-Za-z@&/.:\x27 -]{1,60})", text)
    if ahead and len(ahead[2].split()) <= 6:
        known = lookup(ahead[2])
        name, kind = (known.name, known.type) if known else (ahead[2].strip(), "other")
        return Issue(name, kind, int(ahead[1]))
    if not found or len(found[1].split()) > 6:
        return None
    year = int(found[2]) if found[2] else _century(int(found[3]))
    known = lookup(found[1])
    return Issue(known.name if known else found[1], known.type if known else "other", year)


@lru_cache(maxsize=20_000)
def long_issue_of(text: str) -> Issue | None:
    """A venue written out: `Proceedings of the IEEE Conference on … 2015`, `Nature 521 (2015): 436`."""
    short = issue_of(text)
    if short and (short.venue or short.year):
        return short
    text = " ".join(text.split()).strip(" .,;:()[]-–")
    if not 4 <= len(text) <= 300 or not _LONG.search(text) or "http" in text:
        return None
    years = re.findall(r"\(((?:19[5-9]|20[0-4])\d)\)", text) or _YEAR.findall(text)
    year = int(years[-1]) if years else 0
    if not year and not _SURE.search(text):
        return None
    name = _YEAR.sub(" ", text)
    name = re.split(
        r"\s\d+[.(:,]|\s\d+$|\s*\(\s*\)|,\s*(?:vol|no|pp|pages)\b|:\s*\d|\bVol\.|\bpp\.", name
    )[0]
    name = re.sub(r"\s+\(\s*\)|\s+\d+\s*$", "", name).strip(" .,;:()-–")
    name = re.sub(r"^(?:In|in):? ", "", name)
    if not 3 <= len(name) <= 160 or len(name.split()) > 20:
        return None
    track = "workshop" if re.search(r"\bworkshops?\b", name, re.I) else ""
    is_journal = re.search(
        r"Journal|Transactions|Trans|Letters|Magazine|Nature|Science|Review|Computation|Access|Annals",
        name,
    )
    return Issue(name, "journal" if is_journal and not track else "conference", year, track=track)
