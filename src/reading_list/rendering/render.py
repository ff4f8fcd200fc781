"""Page to bytes: Jinja with escaping on, undefined names an error, no code cached on disk.

Every template sees `site` (the list's settings), `root` (the relative path to the site's root, such
as `../`), `path` (this page's own address) and what the page kind's `context` returns.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from reading_list import leaves
from reading_list.catalog.view import Entry, narrow
from reading_list.formats.markdown import entry_line
from reading_list.rendering.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template

    from reading_list.catalog.card import Card
    from reading_list.catalog.taxonomy import Taxonomy
    from reading_list.catalog.view import CatalogView
    from reading_list.pages import PageLeaf

ROOT_MARK = "\0"


class Renderer:
    """Renders pages from template texts by name; the list's own come before the built-in ones."""

    def __init__(self, templates: Mapping[str, str], assets: Mapping[str, str]) -> None:
        """`assets` maps the names of assets to their addresses, which carry their digests."""
        self._templates = templates
        self._assets = assets

    def render(self, kind: str, subject: str, view: CatalogView) -> tuple[str, bytes]:
        """The address and the content of one page."""
        leaf = cast("PageLeaf", leaves.load("pages", kind))
        path = leaf.address(subject)
        seen = narrow(view, leaf.KIND.scope, leaf.KIND.of, subject)
        if not leaf.KIND.template:
            return path, leaf.body(subject, seen).encode()
        root = "../" * path.count("/")
        text = self._template(leaf.KIND.template).render(
            leaf.context(subject, seen), site=view.taxonomy.settings, root=root, path=path
        )
        return path, text.replace(ROOT_MARK, root).encode()

    def entry(self, card: Card, taxonomy: Taxonomy) -> Entry:
        """A card as lists show it, in HTML and in Markdown."""
        from reading_list.pages._shapes import entry_of

        html = self._entry_macro(entry_of(card, taxonomy), ROOT_MARK)
        first, again = entry_line(card, taxonomy)
        return Entry(card.key, card.year, card.track, html, first, again)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=_Texts(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.filters.update(FILTERS)
        environment.globals["assets"] = dict(self._assets)
        return environment

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)

    @cached_property
    def _entry_macro(self) -> Callable[[object, str], str]:
        module = self._template("parts/entry.html").module
        return cast("Callable[[object, str], str]", module.entry)  # type: ignore[attr-defined]


class _Texts(BaseLoader):
    """Templates from memory: a template can include what was given and nothing else."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, lambda: True
