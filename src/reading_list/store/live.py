"""What a page gets while it is served, and never on disk: a script that hears of builds.

The script stands beside the page, on the same origin; the page's own policy is kept and widened
by that origin alone.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from reading_list.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading_list.diagnostics import Diagnostic, ProjectError

PREFIX = "/.reading-list/"
EVENTS = f"{PREFIX}events"
CLIENT = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}
MOST_SHOWN = 50

_POLICY = re.compile(
    r"""(<meta\s[^>]*?http-equiv=["']?content-security-policy["']?[^>]*?\scontent=)("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
_FULL_ADDRESS = re.compile(r"""<link\s+rel="canonical"\s+href="([^"]*/)404\.html">""")
# For a site that was never built; the page that says why comes over it.
EMPTY_PAGE = b"""\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>Not built yet</title></head>
<body><main><h1>Not built yet</h1>
<p>The pages appear here as soon as they are made.</p></main></body>
</html>
"""
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
# What the script needs: itself, its style sheet, its stream of events.
_NEEDED = ("script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src")
_FALLBACK = {"script-src", "style-src", "connect-src"}


def client_file(name: str) -> bytes:
    """The script, or its style sheet."""
    return Path(__file__).with_name(name).read_bytes()


def with_client(page: bytes, version: str) -> bytes:
    """A page as it is served: `version` tells the script which build it shows."""
    text = page.decode("utf-8", "surrogateescape")
    script = (
        f'<script src="{PREFIX}live.js" data-version="{html.escape(version)}" defer></script>\n'
    )
    end = _HEAD_END.search(text)
    place = end.start() if end else len(text)
    head = _POLICY.sub(_widened, text[:place])
    return f"{head}{script}{text[place:]}".encode("utf-8", "surrogateescape")


def from_anywhere(page: bytes) -> bytes:
    """The page for addresses that lead nowhere, so that its links hold at any depth.

    Where the site's full address is known its links are full; they shall lead here all the same.
    """
    text = page.decode("utf-8", "surrogateescape")
    if full := _FULL_ADDRESS.search(text):
        text = text.replace(f'="{full[1]}', '="/')
    else:
        text = re.sub(r'(\s(?:href|src)=")(?![a-z+.-]+:|[/#])', r"\1/", text)
    return text.encode("utf-8", "surrogateescape")


def problems_of(findings: Sequence[Diagnostic]) -> list[dict[str, str]]:
    """The errors that keep a build from writing, for the script; of very many the first."""
    errors = [found for found in findings if found.is_error]
    shown = [
        {
            "place": printable(f"{found.path}:{found.span.line}:{found.span.column}"),
            "rule": printable(found.rule),
            "message": printable(found.message),
            "hint": printable(found.hint),
            "line": printable(found.snippet.strip()[:200]),
        }
        for found in errors[:MOST_SHOWN]
    ]
    if len(errors) > MOST_SHOWN:
        shown.append({"message": f"and {len(errors) - MOST_SHOWN:,} more: see reading-list check"})
    return shown


def problem_of(error: ProjectError) -> list[dict[str, str]]:
    """What stopped a build outside the records."""
    return [{"message": printable(error.message), "hint": printable(error.hint)}]


def event(version: str, problems: list[dict[str, str]]) -> bytes:
    """The state of the list as one server-sent event (HTML Standard, 9.2.5)."""
    # One line of ASCII: nothing in a text can end the event.
    return f"data: {json.dumps({'version': version, 'problems': problems})}\n\n".encode()


def _widened(found: re.Match[str]) -> str:
    """A policy that lets this origin's script, style and events in, and nothing else."""
    before, quoted = found.groups()
    directives: dict[str, list[str]] = {}
    for part in html.unescape(quoted[1:-1]).split(";"):
        words = part.split()
        if words:
            directives.setdefault(words[0].lower(), words[1:])
    default = directives.get("default-src")
    for name in _NEEDED:
        sources = directives.get(name)
        if sources is None:
            if default is None or name not in _FALLBACK:
                continue  # what no directive forbids is allowed
            sources = default
        kept = [source for source in sources if source.lower() != "'none'"]
        directives[name] = kept if "'self'" in kept else [*kept, "'self'"]
    policy = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return f'{before}"{html.escape(policy)}"'
