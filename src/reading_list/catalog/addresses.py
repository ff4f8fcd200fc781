"""Where every page stands below the site's root: a function of the thing's own id alone."""

from __future__ import annotations

ABOUT = "about.html"
AUTHORS = "authors.html"
HOME = "index.html"
MISSING = "404.html"
ORGANIZATIONS = "organizations.html"
SEARCH = "search.html"
BASKET = "basket.html"
DATA = "data.html"
DATA_INDEX = "papers.json"
DATA_SCHEMA = "papers.schema.json"
OPENSEARCH = "opensearch.xml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
STATISTICS = "statistics.html"
WORKER = "sw.js"
SEARCH_LABELS = "search/labels.js"
TOPICS = "topics.html"
VENUES = "venues.html"
YEARS = "years.html"


def paper_path(key: str) -> str:
    """The page of a paper."""
    return f"papers/{key}.html"


def bib_path(key: str) -> str:
    """The BibTeX file of a paper."""
    return f"papers/{key}.bib"


def term_path(term: str) -> str:
    """The page of a term, or of a term in a year where the id is `term/year`."""
    return f"topics/{term}.html"


def term_markdown_path(term: str) -> str:
    """The Markdown list of a term."""
    return f"topics/{term}.md"


def venue_path(venue: str) -> str:
    """The page of a venue, or of an edition where the id is `venue/year`."""
    return f"venues/{venue}.html"


def year_path(year: str) -> str:
    """The page of a year; `undated` is one."""
    return f"years/{year}.html"


def author_path(author: str) -> str:
    """The page of an author."""
    return f"authors/{author}.html"


def organization_path(organization: str) -> str:
    """The page of an organization."""
    return f"organizations/{organization}.html"


def search_path(year: str, part: str = "") -> str:
    """What the search page's script knows of the papers of a year: their words, or a `part`."""
    return f"search/{year}-{part}.js" if part else f"search/{year}.js"


def group_path(of: str, id: str) -> str:
    """The page of a group, whatever it is made of."""
    return _GROUPS[of](id)


def beside(path: str, ending: str) -> str:
    """A file beside a page: its feed, its papers in another format."""
    return f"{path.removesuffix('.html')}.{ending}"


def data_path(year: str, ending: str = "json") -> str:
    """The records of a year, for programs (`json`) and for the scripts of this site (`js`)."""
    return f"data/{year}.{ending}"


def sitemap_path(part: str) -> str:
    """A part of the sitemap."""
    return f"sitemap/{part}.xml"


_GROUPS = {
    "term": term_path,
    "termyear": term_path,
    "venue": venue_path,
    "edition": venue_path,
    "year": year_path,
    "author": author_path,
    "organization": organization_path,
}
