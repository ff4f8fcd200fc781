"""Feeds of the newest papers: of the list, of each term, venue and author, in two forms each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reading_list.catalog.addresses import HOME, beside, group_path
from reading_list.pages import PageKind, Scope
from reading_list.pages._feed import NEWEST, Feed, atom, json_feed, titled

if TYPE_CHECKING:
    from reading_list.catalog.view import CatalogView

_ENDINGS = {"atom": (atom, "atom"), "json": (json_feed, "feed.json")}
_CHOICES = {"site": "site", "term": "topics", "venue": "venues", "author": "authors"}


class FeedKind(NamedTuple):
    """A feed about groups of a kind, or about the site, in one form."""

    of: str
    form: str

    @property
    def KIND(self) -> PageKind:  # noqa: N802
        """Whatever joins or leaves a group makes its feed anew."""
        scope = Scope.SITE if self.of == "site" else Scope.GROUP
        return PageKind(self.of, scope, choice=f"feeds:{_CHOICES[self.of]}")

    def address(self, subject: str) -> str:
        """`feed.atom`, `feed.json`; `topics/pruning.atom`, `topics/pruning.feed.json`."""
        if self.of == "site":
            return f"feed.{self.form}"
        return beside(group_path(self.of, subject), _ENDINGS[self.form][1])

    def context(self, subject: str, view: CatalogView) -> None:
        """Feeds have no template."""
        raise NotImplementedError

    def body(self, subject: str, view: CatalogView) -> str | None:
        """The feed; None for an author without a page."""
        taxonomy = view.taxonomy
        if self.of == "author" and taxonomy.settings.pages.authors != "each":
            return None
        if self.of == "site":
            cards, path, name = view.latest(NEWEST), HOME, ""
        else:
            cards = view.newest(self.of, subject, NEWEST)
            path = group_path(self.of, subject)
            name = self._name(subject, view)
        feed = Feed(titled(taxonomy.settings, [name]), self.address(subject), path, cards, taxonomy)
        return _ENDINGS[self.form][0](feed)

    def _name(self, subject: str, view: CatalogView) -> str:
        taxonomy = view.taxonomy
        if self.of == "term":
            return taxonomy.terms[subject].title
        if self.of == "venue":
            return taxonomy.venues[subject].name
        cards = view.newest("author", subject, 1) or view.cards("author", subject)
        return next(author.name for author in cards[0].authors if author.id == subject)


VARIANTS = {f"{of}_{form}": FeedKind(of, form) for of in _CHOICES for form in _ENDINGS}
