"""Short references in four built-in styles, as plain text and as safe HTML.

The styles are after the manner of APA, IEEE and ACM, with what a reading list knows; whoever needs
a style to the letter brings a file of the Citation Style Language. Pure functions: the website and
the command line print the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from reading_list.records.identifiers import arxiv_url, doi_url
from reading_list.records.markup import title_html, title_plain
from reading_list.records.names import Name, display_name, initials, parse_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reading_list.formats._reference import Reference
    from reading_list.records.model import Person

_REPORTS = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis",
            "techreport": "Technical report"}  # fmt: skip
_IEEE_AUTHORS = 6  # IEEE Reference Guide: up to six names, of more the first with et al.
_APA_AUTHORS = 20  # APA 7, 9.8


class Part(NamedTuple):
    """A stretch of a reference: `text`, `em`, `title`, which may hold markup, or `link`."""

    kind: str
    text: str


def reference_parts(reference: Reference, style: str) -> tuple[Part, ...]:
    """A reference in one of `formats.STYLES`; ends with a full stop or an address."""
    return tuple(part for part in _BY_NAME[style](reference) if part.text)


def as_text(parts: Sequence[Part]) -> str:
    """Plain text on one line."""
    out = [title_plain(text) if kind == "title" else text for kind, text in parts]
    return " ".join("".join(out).split())


def as_html(parts: Sequence[Part]) -> str:
    """Phrases of HTML, with links to http and https alone."""
    return "".join(map(_html, parts))


def _html(part: Part) -> str:
    if part.kind == "title":
        return title_html(part.text)
    text = escape(part.text)
    if part.kind == "link":
        return f'<a href="{text}">{text}</a>'
    return f"<i>{text}</i>" if part.kind == "em" else text


def _plain(reference: Reference) -> Iterator[Part]:
    names = [display_name(name) for name in _names(reference.authors)]
    yield from _sentence(_joined(names, reference, "and"))
    yield from _title(reference, "", ".")
    where = ", ".join(filter(None, (_source(reference), str(reference.year or ""))))
    yield from _sentence(where, space=" ")
    yield from _address(reference)


def _apa(reference: Reference) -> Iterator[Part]:
    names = [_inverted(name) for name in _names(reference.authors)]
    if len(names) > _APA_AUTHORS:
        people = f"{', '.join(names[:19])}, . . . {names[-1]}"
    else:
        people = _joined(names, reference, "&", comma_of_two=True)
    yield from _sentence(people, space="")
    yield Part("text", f"{' ' if people else ''}({reference.year or 'n.d.'}).")
    yield from _title(reference, " ", "." if not _report(reference) else "")
    yield Part("text", f" [{_report(reference)}]." if _report(reference) else "")
    if reference.container:
        is_part = reference.type in {"inproceedings", "incollection"}
        yield Part("text", " In " if is_part else " ")
        yield Part("em", reference.container)
        volume = reference.volume + (f"({reference.number})" if reference.number else "")
        pages = _pages(reference)
        if is_part:
            said = f" (pp. {pages})" if pages else ""
        else:
            said = "".join(f", {it}" for it in (volume, pages) if it)
        yield Part("text", f"{said}.")
    yield from _sentence(_body(reference), space=" ")
    yield from _address(reference)


def _ieee(reference: Reference) -> Iterator[Part]:
    names = [initials(name) for name in _names(reference.authors)]
    people = _joined(names, reference, "and", most=_IEEE_AUTHORS)
    said = ", ".join(filter(None, _ieee_facts(reference)))
    yield Part("text", f"{people}, “" if people else "“")
    yield from _title(reference, "", "," if said or reference.container else ".")
    yield Part("text", "”")
    if reference.container:
        yield Part("text", " in " if reference.type != "article" else " ")
        yield Part("em", reference.container)
        yield Part("text", "," if said else ".")
    yield Part("text", f" {said}." if said else "")
    if not (reference.doi or reference.arxiv):
        yield from _address(reference)


def _ieee_facts(reference: Reference) -> Iterator[str]:
    pages = _pages(reference)
    several = "pp. " if "–" in pages or "," in pages else "p. "
    yield f"vol. {reference.volume}" if reference.volume else ""
    yield f"no. {reference.number}" if reference.number else ""
    yield _report(reference)
    yield _body(reference) if not reference.container else ""
    yield str(reference.year or "")
    yield f"{several}{pages}" if pages else ""
    yield f"doi: {reference.doi}" if reference.doi else ""
    yield f"arXiv:{reference.arxiv}" if reference.arxiv and not reference.doi else ""


def _acm(reference: Reference) -> Iterator[Part]:
    names = [display_name(name) for name in _names(reference.authors)]
    yield from _sentence(_joined(names, reference, "and"))
    yield Part("text", f"{reference.year or '[n. d.]'}. ")
    yield from _title(reference, "", ". ")
    if reference.container:
        is_part = reference.type in {"inproceedings", "incollection"}
        yield Part("text", "In " if is_part else "")
        yield Part("em", reference.container)
        volume = f" {reference.volume}" if reference.volume and not is_part else ""
        number = f", {reference.number}" if reference.number and not is_part else ""
        series = f" ({reference.series})" if reference.series else ""
        yield Part("text", f"{volume}{number}{series}. ")
    said = filter(None, (_report(reference), _body(reference), _pages(reference)))
    yield from _sentence(", ".join(said))
    yield from _address(reference, space="")


_BY_NAME: dict[str, Callable[[Reference], Iterator[Part]]] = {
    "plain": _plain,
    "apa": _apa,
    "ieee": _ieee,
    "acm": _acm,
}


def _names(people: Sequence[Person]) -> list[Name]:
    return [parse_name(person.name, group=person.group) for person in people]


def _inverted(name: Name) -> str:
    """`van der Maaten, L.`; a name without parts as it is."""
    if name.literal:
        return name.literal
    short = initials(name._replace(particle="", family="", suffix="")) if name.given else ""
    family = f"{name.particle} {name.family}".strip()
    if short == display_name(Name(given=name.given)) and not short.endswith("."):
        return display_name(name)  # a name in Han or Hangul is not cut
    return ", ".join(filter(None, (family, short, name.suffix)))


def _joined(
    names: list[str], reference: Reference, word: str, *, most: int = 0, comma_of_two: bool = False
) -> str:
    """Names as a sentence lists them; `et al.` for those that are not there."""
    if most and len(names) > most:
        return f"{names[0]} et al."
    if reference.more_authors:
        return f"{', '.join(names)} et al." if names else ""
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 or comma_of_two else ""
    return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"


def _title(reference: Reference, before: str, after: str) -> Iterator[Part]:
    yield Part("text", before)
    yield Part("title", reference.title)
    ends = title_plain(reference.title)[-1:] in {".", "?", "!"}
    yield Part("text", after.lstrip(".,") if ends else after)
    if ends and after.endswith(" ") and not after.lstrip(".,"):
        yield Part("text", " ")


def _sentence(text: str, space: str = "") -> Iterator[Part]:
    """A sentence of its own; the space goes before it, else behind it."""
    if text:
        stop = "" if text.endswith((".", "?", "!")) else "."
        yield Part("text", f"{space}{text}{stop}" if space else f"{text}{stop} ")


def _source(reference: Reference) -> str:
    volume = reference.volume + (f"({reference.number})" if reference.number else "")
    container = f"{reference.container} {volume}".strip() if reference.container else ""
    said = (container, _report(reference), _body(reference) if not container else "",
            _pages(reference))  # fmt: skip
    return ", ".join(filter(None, said))


def _report(reference: Reference) -> str:
    return _REPORTS.get(reference.type, "")


def _body(reference: Reference) -> str:
    """Who publishes or stands behind it."""
    return reference.institution if _report(reference) else reference.publisher


def _pages(reference: Reference) -> str:
    return reference.pages.replace("-", "–")


def _address(reference: Reference, space: str = " ") -> Iterator[Part]:
    url = reference.url
    if reference.doi:
        url = doi_url(reference.doi)
    elif reference.arxiv:
        url = arxiv_url(reference.arxiv)
    if url:
        yield from (Part("text", space), Part("link", url))
