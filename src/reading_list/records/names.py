"""Personal names: one written name to its parts, and the parts to the forms that lists need.

A name is written `Given Family` or `Family, Given`; `Family, Jr., Given` and braces are
understood as BibTeX writes them. Which names belong to one person is for the catalogue to say;
LaTeX is neither read nor written here.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from reading_list.text import is_inert, printable, shorten


class Name(NamedTuple):
    """The parts of a name; `literal` alone is filled for groups and names that have no parts."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


# Words that may open a name without being the given one; inside a name any lower-case word counts.
_PARTICLES = frozenset(
    "af al bin binti da das de degli dei del della den der di do dos du el ibn la le lo 's 't ten"
    " ter van vande vanden vander vom von zu zum zur".split()
)
_JOINS_FAMILIES = frozenset("yei")  # Ramón y Cajal
_SUFFIX = re.compile(r"[JjSs]r\.?|II|III|IV|VI{1,3}|2nd|3rd|4th")
# Scripts whose names are written family first and without a comma: Han, Kana, Hangul.
_FAMILY_FIRST = re.compile(
    r"[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_LATIN = re.compile(r"[A-Za-z]")
_JOINS_NAMES = re.compile(r"\s(?:[Aa]nd(?! others)|AND|und|et(?! al)|&)\s")


@lru_cache(maxsize=100_000)  # an author has several papers, and a paper several readers here
def parse_name(text: str, group: bool = False) -> Name:
    """Split a written name into its parts; nothing of it is lost and nothing is corrected.

    A group keeps its name whole, as does a single name or one in Han, Kana or Hangul without a
    comma. As in BibTeX, lower-case words before the family are its particle and what stands in
    braces is one word of no special meaning.
    """
    text = " ".join(text.split())
    if group or not text:
        return Name(literal=text)
    if "," not in text and "{" not in text:
        return _without_comma(text.split(" "), text)
    parts = [words for words in _split(text) if words]
    if not parts:
        return Name(literal=text)
    if len(parts) == 1:
        return _without_comma(parts[0], _joined(parts[0]))
    if len(parts) == 2 and _is_suffix(parts[1]) and not _is_suffix(parts[0][-1:]):
        name = _without_comma(parts[0], "")
        # A single name with a suffix has a family after all.
        return name._replace(family=name.family or _joined(parts[0]), suffix=_joined(parts[1]))
    suffix = ""
    for place in (1, 2):
        if len(parts) > 2 and _is_suffix(parts[place]):
            suffix = _joined(parts.pop(place))
            break
    particle, family = _particle_first(parts[0])
    given = ", ".join(map(_joined, parts[1:]))
    return Name(given, particle, family, suffix)


def display_name(name: Name) -> str:
    """Return the name in its natural order: `Laurens van der Maaten`, `李飞飞`."""
    if name.literal:
        return name.literal
    if _is_family_first(name.family + name.given) and not name.particle:
        return f"{name.family}{name.given}{name.suffix}"
    return " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def sort_name(name: Name) -> str:
    """Return the name as lists sort it: `van der Maaten, Laurens`, `King, Martin Luther, Jr.`."""
    if name.literal:
        return name.literal
    return ", ".join(filter(None, (_whole_family(name), name.given, name.suffix)))


def bibtex_name(name: Name) -> str:
    """Return the name as BibTeX reads it: `von Family, Jr, Given`, a group in braces.

    Reading it again gives the same parts, unless they hold braces. Whoever escapes for LaTeX
    escapes the parts first.
    """
    if name.literal:
        plain = not re.search(r"[\s,{}]", name.literal) and name.literal not in ("and", "others")
        return name.literal if plain else f"{{{name.literal}}}"
    family = name.family
    words = family.split(" ")
    # BibTeX would take everything up to the last lower-case word for a particle.
    if any(map(_is_lower, words[:-1])) or (len(words) > 1 and not name.given):
        family = f"{{{family}}}"
    family = " ".join(filter(None, (name.particle, _braced(family))))
    return ", ".join(filter(None, (family, name.suffix, _braced(name.given))))


def initials(name: Name) -> str:
    """Return the name with its given part cut to initials: `S. Han`, `Y.-H. Chen`."""
    if name.literal or _is_family_first(name.family + name.given):
        return display_name(name)
    words = [word for word in name.given.split() if word[0] not in "(\"'“‘"]
    short = " ".join(filter(None, map(_initial, words)))
    return display_name(name._replace(given=short))


class NameProblem(NamedTuple):
    """What looks wrong with a written name, and what to type instead."""

    code: str
    message: str
    hint: str


def name_problems(text: str) -> list[NameProblem]:
    """Find what makes a name look like no name of one person; groups are not to be asked.

    Each kind of problem is reported once. All of it is doubt: there are people whose names are
    written in small letters.
    """
    shown = f"`{shorten(printable(text))}`"
    if not any(map(str.isalpha, text)):
        hint = "write the name, or leave the line out"
        return [NameProblem("empty", f"{shown} holds no letter", hint)]
    if "@" in text:
        hint = "write the name alone; a list prints no addresses"
        return [NameProblem("e-mail", f"{shown} holds an e-mail address", hint)]
    return [
        NameProblem(code, f"{shown} {message}", hint)
        for code, is_found, message, hint in _PROBLEMS
        if is_found(text)
    ]


def _is_several(text: str) -> bool:
    if ";" in _ENTITY.sub("", text) or _JOINS_NAMES.search(text) or " - " in text:
        return True
    parts = [part.strip() for part in text.split(",")]
    return len([part for part in parts if part and not _SUFFIX.fullmatch(part)]) > 2


def _is_shouted(text: str) -> bool:
    # Roman numerals and initials (`JT`, `J.R.R.`) are written so; a group has its own mark.
    words = [word for word in re.split(r"[\s,]+", text) if word and not _SUFFIX.fullmatch(word)]
    loud = [sum(map(str.isalpha, word)) for word in words if word.isupper() and "." not in word]
    return any(count >= 4 for count in loud) or (
        len(loud) == len(words) > 1 and min(loud) >= 2 and sum(loud) >= 4
    )


def _is_small(text: str) -> bool:
    return text.islower()


_ENTITY = re.compile(r"&#?\w{1,12};")
_ONE_EACH = "write every author as an entry of its own"
_PROBLEMS: tuple[tuple[str, Callable[[str], object], str, str], ...] = (
    (
        "et-al",
        re.compile(r"(?:^|[\s,])(?:et(?:\. ?| )al\b|and others\b|等$)", re.IGNORECASE).search,
        "stands for more authors than it names",
        "add the entry `others` after the last name that is known",
    ),
    ("several", _is_several, "looks like several names", _ONE_EACH),
    (
        "group",
        re.compile(r"\b(?:collaboration|consortium|committee|team|university|inc)\b", re.I).search,
        "looks like a group",
        "write it as {name: ..., group: true}",
    ),
    (
        "latex",
        re.compile(rf"[\\{{}}~$]|{_ENTITY.pattern}").search,
        "holds LaTeX or HTML",
        "write the letters themselves, such as é or ß",
    ),
    (
        "digits",
        re.compile(r"\d(?!nd\b|rd\b|th\b)").search,
        "holds digits",
        "leave them out; an ORCID iD tells namesakes apart",
    ),
    (
        "marks",
        re.compile(r"[*†‡§¶#^⁎∗✉⋆☆¹²³⁰⁴-⁹<>\[\]|_=]|\)\s*$").search,
        "holds a mark that belongs to no name",
        "leave it out; an affiliation has its own field: {name: ..., affiliation: ...}",
    ),
    (
        "capitals",
        _is_shouted,
        "is written in capitals",
        "write it as its bearer does, such as Yann LeCun",
    ),
    (
        "small",
        _is_small,
        "has no capital letter",
        "write it as its bearer does, such as Yann LeCun",
    ),
    (
        "punctuation",
        re.compile(r"^[\s.,:!?/-]|[,:;!?/-]\s*$|[^\W\d_]{3}\.\s*$").search,
        "begins or ends with punctuation",
        "leave the punctuation out",
    ),
    (
        "hidden",
        # Joiners inside a word belong to the spelling of Persian and Indic names.
        lambda text: not is_inert(re.sub(r"(?<=\w)[\u200c\u200d](?=\w)", "", text)),
        "has invisible characters",
        "type the name anew",
    ),
)


def _split(text: str) -> list[list[str]]:
    """Split at commas, then at spaces, outside of braces; words keep their braces."""
    parts: list[list[str]] = [[]]
    depth = start = 0
    for position, char in enumerate(text + ","):
        depth = max(depth + (char == "{") - (char == "}"), 0)
        last = position == len(text)
        if last or (depth == 0 and char in ", "):
            word = text[start:position]
            start = position + 1
            if _bare(word):
                parts[-1].append(word)
            if char == "," and not last:
                parts.append([])
    return parts


def _bare(word: str) -> str:
    return " ".join(word[1:-1].split()) if _is_braced(word) else word


def _is_braced(word: str) -> bool:
    if not (word.startswith("{") and word.endswith("}") and len(word) > 2):
        return False
    depth = 0
    for position, char in enumerate(word):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return position == len(word) - 1
    return False


def _without_comma(words: list[str], whole: str) -> Name:
    if len(words) == 1 or _is_family_first(whole):
        return Name(literal=whole)
    suffix = ""
    if len(words) > 2 and _is_suffix(words[-1:]):
        *words, suffix = words
    begin = _family_start(words)
    particle, family = _particle_first(words[begin:])
    return Name(_joined(words[:begin]), particle, family, suffix)


def _family_start(words: list[str]) -> int:
    """Return where the family begins in `Given Family`, with its particle."""
    if words[0] in _PARTICLES:
        return 0
    for place, word in enumerate(words[1:-1], start=1):
        if word in _JOINS_FAMILIES and place > 1:
            return place - 1
        if _is_particle(word):
            return place
    return len(words) - 1


def _particle_first(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return _joined(words[:count]), _joined(words[count:])


def _is_particle(word: str) -> bool:
    # A lower-case initial is a slip, and what BibTeX takes for a joint between two names is none.
    return _is_lower(word) and len(word) > 1 and word != "and" and not word.endswith(".")


def _is_lower(word: str) -> bool:
    return word.lstrip("'’`")[:1].islower()


def _is_suffix(words: list[str]) -> bool:
    return len(words) == 1 and bool(_SUFFIX.fullmatch(words[0]))


def _is_family_first(text: str) -> bool:
    return bool(not text.isascii() and _FAMILY_FIRST.search(text) and not _LATIN.search(text))


def _joined(words: list[str]) -> str:
    text = " ".join(words)
    return text if "{" not in text else " ".join(map(_bare, words))


def _whole_family(name: Name) -> str:
    return f"{name.particle} {name.family}" if name.particle else name.family


def _braced(part: str) -> str:
    """Protect a part from being read as something else."""
    if _is_braced(part):
        return part
    risky = "," in part or _SUFFIX.fullmatch(part) or re.search(r"\band\b", part, re.IGNORECASE)
    return f"{{{part}}}" if risky else part


def _initial(word: str) -> str:
    letters = unicodedata.normalize("NFC", word)
    if "-" in letters:
        return "-".join(filter(None, map(_initial, letters.split("-"))))
    if "." in letters.rstrip("."):
        return " ".join(filter(None, map(_initial, letters.split("."))))
    if letters.isupper() and len(letters) <= 3 and letters.isalpha():
        return " ".join(f"{letter}." for letter in letters)
    first = re.match(r"\W*(\w[\u0300-\u036f]*)", letters)
    return f"{first[1]}." if first else ""
