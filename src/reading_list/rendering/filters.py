"""What templates do to values: markup made safe, numbers with their nouns, short tab titles.

`title`, `inline` and `block` give safe HTML; everything else gives text, which is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reading_list.formats.bibtex import bibtex_of
from reading_list.records import markup
from reading_list.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2.runtime import Macro
    from markupsafe import Markup

    from reading_list.catalog.outline import Settings
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import Record
    from reading_list.records.model import Paper

TAB_WIDTH = 70  # what search engines and html-validate take for a title
SUMMARY_WIDTH = 160
_SAID: WeakKeyDictionary[Macro, tuple[Settings, dict[tuple[str, str], Markup]]] = (
    WeakKeyDictionary()
)
HUE_STEP = 15  # the style sheet knows so many degrees, as pages may not bring styles of their own


def title(text: str) -> Markup:
    """A paper's title as HTML: maths and emphasis."""
    return _safe(markup.title_html(text))


def plain(text: str) -> str:
    """A paper's title as text."""
    return markup.title_plain(text)


def inline(text: str) -> Markup:
    """A short note as HTML that may stand in a paragraph."""
    return _safe(markup.inline_html(text))


def block(text: str) -> Markup:
    """A longer text as HTML with paragraphs of its own."""
    return _safe(markup.block_html(text))


def summary(text: str) -> str:
    """The beginning of a text, for the description that search engines show."""
    # Twice as much as is shown leaves room for what markup takes.
    return shorten(markup.inline_plain(text[: 2 * SUMMARY_WIDTH]), SUMMARY_WIDTH)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 paper`, `1,234 papers`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def number(count: int) -> str:
    """A number with its thousands apart."""
    return f"{count:,}"


def tab(text: str, site: Settings) -> str:
    """What the browser's tab says: the page, and the site's name where there is room for it."""
    whole = f"{text} · {site.short_title or site.title}"
    if len(escape(whole)) <= TAB_WIDTH:
        return whole
    cut = shorten(text, TAB_WIDTH)
    # What counts the letters of a title counts those of `&amp;` as well.
    while (excess := len(escape(cut)) - TAB_WIDTH) > 0:
        cut = shorten(text, len(cut) - max(excess // 5, 1))
    return cut


def once(macro: Macro, site: Settings, root: str, path: str) -> Markup:
    """What a macro says of the site: the same on all pages of one depth, so said once for them.

    Only the site's own pages, which stand at its root, may differ from each other. Made anew for
    every page, header and footer took a fifth of the time of a paper's page.
    """
    known = _SAID.get(macro)
    if known is None or known[0] is not site:
        known = _SAID[macro] = (site, {})
    place = (root, "" if "/" in path else path)
    if place not in known[1]:
        known[1][place] = _safe(macro(site, *place))
    return known[1][place]


def hue(degrees: int) -> str:
    """The class of the style sheet that is nearest to a hue; no colour for a negative one."""
    if degrees < 0:
        return "hue-none"
    return f"hue-{round(degrees / HUE_STEP) * HUE_STEP % 360}"


def bibtex(key: str, paper: Paper, taxonomy: Taxonomy) -> str:
    """A paper as BibTeX. Its page and its file ask for it one after the other."""
    if _LAST[0] is not paper:
        _LAST[:] = [paper, bibtex_of(key, paper, taxonomy)]
    return str(_LAST[1])


_LAST: list[object] = [None, ""]


def download(records: Sequence[Record], format: str, taxonomy: Taxonomy) -> str:
    """The papers of a group as a file."""
    from reading_list.rendering.downloads import download as written

    return written(records, format, taxonomy)


def citation(key: str, paper: Paper, taxonomy: Taxonomy, path: str) -> Markup:
    """What the head of a paper's page says to programs."""
    from reading_list.rendering.citation import citation_head

    site = taxonomy.settings
    return _safe(
        citation_head(key, paper, taxonomy, f"{site.url.rstrip('/')}/{path}" if site.url else "")
    )


def ld(value: object) -> Markup:
    """A value as JSON-LD in a script element."""
    from reading_list.rendering.citation import script_json

    return _safe(f'<script type="application/ld+json">{script_json(value)}</script>')


FILTERS: dict[str, Callable[..., object]] = {
    "title": title,
    "plain": plain,
    "inline": inline,
    "block": block,
    "summary": summary,
    "plural": plural,
    "number": number,
    "tab": tab,
    "hue": hue,
    "once": once,
    "bibtex": bibtex,
    "download": download,
    "citation": citation,
    "ld": ld,
}


def _safe(html: str) -> Markup:
    from markupsafe import Markup

    # Comes from a template or from the markup module, which escape what they were given.
    return Markup(html)  # noqa: S704
