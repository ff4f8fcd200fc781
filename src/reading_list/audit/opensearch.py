"""The description by which browsers search the list (OpenSearch 1.1)."""

from __future__ import annotations

from reading_list.audit._parts import NAMES, Problem, Reading, Reference, Site
from reading_list.audit._xml import parsed

_RULE = "site/search-description"
_SPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LIMITS = {"ShortName": 16, "Description": 1024}
_HINT = "browsers may refuse it; report it as a bug of the program"
_TERMS = "{searchTerms}"


def is_mine(path: str) -> bool:
    """`opensearch.xml`."""
    return path == "opensearch.xml"


def read(path: str, text: str, site: Site) -> Reading:  # noqa: ARG001
    """The description taken apart."""
    root = parsed(text, _RULE)
    if isinstance(root, Problem):
        return Reading([root], [])
    if root.name != f"{_SPACE} OpenSearchDescription":
        return Reading([Problem(root.line, root.column, _RULE, "the root is another", _HINT)], [])
    problems = []
    for name, limit in _LIMITS.items():
        found = root.first(name)
        if found is None or not 0 < len(found.text) <= limit:
            message = f"{name} has to have 1 to {limit} characters"
            at = found or root
            problems.append(Problem(at.line, at.column, _RULE, message, _HINT))
    urls = root.all("Url")
    if not any(_TERMS in url.attributes.get("template", "") for url in urls):
        message = f"no Url has a template with {_TERMS}"
        problems.append(Problem(root.line, root.column, _RULE, message, _HINT))
    named = [Reference(u.attributes.get("template", ""), NAMES, u.line, u.column) for u in urls]
    return Reading(problems, named)
