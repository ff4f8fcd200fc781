"""The newest papers of a group as a feed: what an entry says, and its two written forms.

Atom is RFC 4287, JSON Feed is version 1.1. An entry is dated by `added`, the day on which the paper
joined the list, never by the day of a build.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import paper_path
from reading_list.pages._shapes import links_of, where_of
from reading_list.records.markup import inline_html, inline_plain, title_plain
from reading_list.text import xml_quoted, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reading_list.catalog.card import Card
    from reading_list.catalog.outline import Settings
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.pages._shapes import Link

NEWEST = 50  # papers; who was away longer finds the rest on the page
PIECES_KEPT = 2000
NEVER = "1970-01-01"  # the date of a feed in which nothing is dated
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])  # not in XML


class Feed(NamedTuple):
    """A feed to be written at `own`; `path` is the page whose papers it holds."""

    title: str
    own: str
    path: str
    cards: Sequence[Card]
    taxonomy: Taxonomy


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    site = feed.taxonomy.settings
    own = feed.own
    newest = max((card.added for card in feed.cards), default=NEVER)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={xml_quoted(site.language)}>',
        f"<id>{identity(site, feed.path)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{_text(_curators(site))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_address(site, own, own)}/>',
        f'<link rel="alternate" type="text/html" href={_address(site, own, feed.path)}/>',
    ]
    if site.license:
        lines.append(f"<rights>{_text(site.license)}</rights>")
    lines.extend(_piece_of(card, own, feed.taxonomy).atom for card in feed.cards)
    return "\n".join([*lines, "</feed>", ""])


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed."""
    site = feed.taxonomy.settings
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(site, feed.path),
        "feed_url": absolute(site, feed.own),
        "language": site.language,
        "authors": [{"name": _curators(site)}],
    }
    known = {name: value for name, value in made.items() if value}
    head = _json(known).removesuffix("\n}")
    pieces = ",\n".join(_piece_of(card, feed.own, feed.taxonomy).item for card in feed.cards)
    items = f"[\n{pieces}\n ]" if pieces else "[]"
    return f'{head},\n "items": {items}\n}}\n'


def identity(site: Settings, what: str) -> str:
    """A name for ever: it depends on the repository, so that it stays when the site moves."""
    home = site.repository or site.url or site.title
    digest = bytearray(blake2b(f"{home}#{what}".encode(), digest_size=16).digest())
    # The marks of version 8 of RFC 9562: digits of one's own making.
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def absolute(site: Settings, path: str) -> str:
    """The whole address of a page; empty where the list does not say where its site is."""
    page = "" if path == "index.html" else path
    return f"{site.url.rstrip('/')}/{page}" if site.url else ""


class _Piece(NamedTuple):
    """A paper in both forms, and what they were made of."""

    card: Card
    taxonomy: Taxonomy
    atom: str
    item: str


_PIECES: dict[tuple[str, int], _Piece] = {}


def _piece_of(card: Card, own: str, taxonomy: Taxonomy) -> _Piece:
    """A paper's piece, made once for the feeds of its authors, topics and venue.

    Of a long list there are more papers than pieces kept; then the two forms of a feed share it.
    """
    place = (card.key, own.count("/"))
    known = _PIECES.get(place)
    if known is not None and known.taxonomy is taxonomy and known.card == card:
        return known
    if len(_PIECES) >= PIECES_KEPT:
        _PIECES.clear()
    facts = _Facts(
        identity(taxonomy.settings, card.key),
        title_plain(card.title),
        _said(card, taxonomy),
        links_of(card.doi, card.arxiv, card.links),
    )
    atom = "\n".join(_atom_entry(card, own, taxonomy, facts))
    # Two levels deep. Within a text no line ends.
    item = "  " + _json(_item(card, taxonomy, facts)).replace("\n", "\n  ")
    made = _PIECES[place] = _Piece(card, taxonomy, atom, item)
    return made


class _Facts(NamedTuple):
    """What both forms say of a paper."""

    id: str
    title: str
    said: str
    links: Sequence[Link]


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _atom_entry(card: Card, own: str, taxonomy: Taxonomy, facts: _Facts) -> Iterator[str]:
    site = taxonomy.settings
    day = f"{card.added}T00:00:00Z"
    yield "<entry>"
    yield f"<id>{facts.id}</id>"
    yield f"<title>{_text(facts.title)}</title>"
    yield f"<published>{day}</published><updated>{day}</updated>"
    # The feed's own author stands for papers whose authors are not known.
    for author in card.authors:
        yield f"<author><name>{_text(author.name)}</name></author>"
    yield f'<link rel="alternate" href={_address(site, own, paper_path(card.key))}/>'
    for link in facts.links:
        yield f'<link rel="related" title={_quoted(link.label)} href={_quoted(link.url)}/>'
    for id in card.topics:
        yield f"<category term={_quoted(id)} label={_quoted(taxonomy.terms[id].title)}/>"
    yield f"<summary>{_text(facts.said)}</summary>"
    if card.note:
        yield f'<content type="html">{_text(f"<p>{inline_html(card.note)}</p>")}</content>'
    yield "</entry>"


def _item(card: Card, taxonomy: Taxonomy, facts: _Facts) -> dict[str, object]:
    site = taxonomy.settings
    links = facts.links
    found: dict[str, object] = {
        "id": facts.id,
        "url": absolute(site, paper_path(card.key)),
        "external_url": links[0].url if links else "",
        "title": facts.title,
        "content_text": facts.said,
        "date_published": f"{card.added}T00:00:00Z",
        "authors": [{"name": author.name} for author in card.authors],
        "tags": [taxonomy.terms[id].title for id in card.topics],
    }
    return {name: value for name, value in found.items() if value}


def _said(card: Card, taxonomy: Taxonomy) -> str:
    """Who, where and when, and the curator's remark, in a line."""
    names = ", ".join([author.name for author in card.authors[:6]])
    if len(card.authors) > 6 or card.more_authors:
        names += " and others"
    parts = (names, where_of(card, taxonomy)[0], inline_plain(card.note) if card.note else "")
    return ". ".join(filter(None, parts))


def _curators(site: Settings) -> str:
    return ", ".join(site.curators) or site.title


def _address(site: Settings, own: str, path: str) -> str:
    """A page's address in an attribute: whole where the site's is known, else from the feed's."""
    return _quoted(absolute(site, path) or "../" * own.count("/") + path)


def _text(text: str) -> str:
    return xml_text(text.translate(_CONTROLS))


def _quoted(text: str) -> str:
    return xml_quoted(text.translate(_CONTROLS))


def titled(site: Settings, names: Iterable[str]) -> str:
    """The feed's title: what it is about, then the list's name."""
    return " · ".join([*filter(None, names), site.short_title or site.title])
