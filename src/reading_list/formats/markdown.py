"""A paper as a line of a Markdown list that awesome-lint accepts and that reads well on GitHub.

    [Title](address) - Authors (organizations). *ICLR 2018* (oral). **Award**. Note. [PDF](…).

The bullet is left to whoever makes the list. Titles and notes come from strangers: what they hold
is text, or markup that `records.markup` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading_list.catalog.addresses import paper_path
from reading_list.catalog.taxonomy import UNDATED
from reading_list.catalog.words import LINK_WORDS
from reading_list.formats._lines import (
    ROOT_MARK,
    balanced,
    label,
    sentence,
    site_url,
    target,
)
from reading_list.records.identifiers import arxiv_pdf_url, arxiv_url, doi_url
from reading_list.records.markdown import escape_markdown
from reading_list.records.markup import inline_markdown, title_markdown, title_plain
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.formats import Item, Style

AUTHORS_SHOWN = 6


def entry_line(card: Card, taxonomy: Taxonomy) -> tuple[str, str]:
    """The line of a paper, and the line for where it stands in the same file again.

    The first is linked to the paper. The second is linked to the paper's own page by a reference,
    whose definition (`_lines.label`) is left to the file, as is the path to the site's root in the
    first line of a paper that stands nowhere on the web.
    """
    title = _title(card)
    address = _address(card)
    home = site_url(taxonomy.settings, paper_path(card.key))
    about = _about(card, taxonomy)
    name = label(card.key)
    if address:
        links = _links(card, address)
        known = [f"[paper]({target(address)})"]
        return (
            _line(f"[{title}]({target(address)})", about, links),
            _line(f"[{title}][{name}]", about, known + links),
        )
    if home:
        links = _links(card, "")
        return (
            _line(f"[{title}]({target(home)})", about, links),
            _line(f"[{title}][{name}]", about, links),
        )
    # A line that begins with text may lead to a place without a host.
    plain = escape_markdown(title_plain(balanced(card.title)))
    here = f"{ROOT_MARK}{paper_path(card.key)}"
    links = _links(card, "")
    return (
        _line(plain, about, [f"[details]({here})", *links]),
        _line(plain, about, [f"[details][{name}]", *links]),
    )


ORDER = "list"


def write(items: Iterable[Item], taxonomy: Taxonomy, style: Style) -> Iterator[str]:
    """A bullet for each paper, to be put into any text; headings are left to whoever does."""
    del style
    for item in items:
        card = item.card
        if _address(card) or site_url(taxonomy.settings, paper_path(card.key)):
            yield f"- {entry_line(card, taxonomy)[0]}\n"
        else:  # a paper that stands nowhere on the web
            plain = escape_markdown(title_plain(balanced(card.title)))
            yield f"- {_line(plain, _about(card, taxonomy), _links(card, ''))}\n"


def _line(start: str, about: list[str], links: list[str]) -> str:
    joined = [*about, ", ".join(links)]
    return f"{start} - {' '.join(sentence(part) for part in joined if part)}"


def _title(card: Card) -> str:
    text = balanced(card.title)
    markdown = title_markdown(text)
    if not card.highlight:
        return markdown or card.key
    # Stars within stars are read one way here and another way there.
    return f"**{escape_markdown(title_plain(text)) if '*' in markdown else markdown}**"


def _address(card: Card) -> str:
    links = dict(card.links)
    if "paper" in links:
        return links["paper"]
    if card.doi:
        return doi_url(card.doi)
    if card.arxiv:
        return arxiv_url(card.arxiv)
    return links.get("pdf", "")


def _about(card: Card, taxonomy: Taxonomy) -> list[str]:
    """Who, where, what else: as sentences without their full stops."""
    people = _people(card)
    organizations = _organizations(card, taxonomy)
    who = f"{people} ({organizations})" if people and organizations else people or organizations
    where = f"*{_escaped(_where(card, taxonomy))}*"
    if card.track:
        where += f" ({card.track})"
    parts = [who, where]
    # A description may not begin as its title does, which a group's name can.
    if who.casefold().startswith(_escaped(title_plain(card.title)).casefold()):
        parts.reverse()
    if card.award:
        parts.append(f"**{_escaped(card.award)}**")
    if card.note:
        parts.append(inline_markdown(balanced(card.note)))
    return parts


def _people(card: Card) -> str:
    names = [_escaped(author.name) for author in card.authors]
    if len(names) > AUTHORS_SHOWN + 1:
        hidden = len(names) - AUTHORS_SHOWN
        return f"{', '.join(names[:AUTHORS_SHOWN])} and {hidden} more"
    return ", ".join(names) + (" and others" if names and card.more_authors else "")


def _organizations(card: Card, taxonomy: Taxonomy) -> str:
    names = [_escaped(taxonomy.organizations[id].name) for id in card.organizations]
    return " + ".join(names) + (" + others" if names and card.more_organizations else "")


def _where(card: Card, taxonomy: Taxonomy) -> str:
    if card.venue:
        return taxonomy.venues[card.venue].edition(card.year).title
    year = "" if card.year == UNDATED else card.year
    title = shorten(card.booktitle)
    if title and year and year not in title:
        return f"{title}, {year}"
    return title or year or "Undated"


def _escaped(text: str) -> str:
    return escape_markdown(balanced(text))


def _links(card: Card, address: str) -> list[str]:
    """The ways that do not lead where the title leads; of PDF and arXiv mostly one is enough."""
    found = dict(card.links)
    if card.arxiv and address == arxiv_url(card.arxiv):
        found.setdefault("pdf", arxiv_pdf_url(card.arxiv))
    elif card.arxiv:
        found["arxiv"] = arxiv_url(card.arxiv)
    return [
        f"[{word}]({target(found[kind])})"
        for kind, word in LINK_WORDS.items()
        if kind in found and found[kind] != address
    ]
