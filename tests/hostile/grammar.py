"""What strangers may write, where they may write it, and a list that holds all of it.

A payload in a field is a text of its own: a tag tells it from all others, so that whoever finds the
tag in an output knows which payload in which field arrived there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

EVIL = "https://evil.example/"
TAG = re.compile(r"q(\d+)f(\d+)z")


class Payload(NamedTuple):
    """A text and what it is about; `is_markup` if some of it is read as maths, links or such."""

    name: str
    text: str
    is_markup: bool = False
    tag_first: bool = False


_SCRIPTS = {
    "script": "<script>pwned(1)</script>",
    "image handler": "<img src=x onerror=pwned(2)>",
    "svg handler": "<svg/onload=pwned(3)><animate onbegin=pwned(3)>",
    "attribute, double": '" onmouseover="pwned(4)" style="x:y" z="',
    "attribute, single": "' onfocus='pwned(5)' autofocus='",
    "attribute, bare": "x onclick=pwned(6) autofocus",
    "closing tags": "</title></h1></a></li></ul></main></body><script>pwned(7)</script>",
    "comment": "--><script>pwned(8)</script><!--",
    "comment, bang": "--!><script>pwned(8)</script><!-->",
    "CDATA": "]]><script>pwned(9)</script><![CDATA[",
    "raw text": "</textarea></noscript></style></script><script>pwned(10)</script>",
    "template element": "<template><script>pwned(11)</script></template></template>",
    "maths element": "<math><mtext></math><img src=x onerror=pwned(12)>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=pwned(13)>">',
    "refresh": f'<meta http-equiv=refresh content="0;url={EVIL}">',
    "base": f'<base href="{EVIL}">',
    "frame": f'<iframe src="{EVIL}" srcdoc="<script>pwned(14)</script>"></iframe>',
    "form": f"<form action={EVIL}><button formaction=javascript:pwned(15)>go</button>",
    "style": "<style>*{background:url(https://evil.example/x)}</style>",
    "link element": f"<link rel=stylesheet href={EVIL}>",
    "entities": "&lt;script&gt;pwned(16)&lt;/script&gt; &#60;b&#x3e; &amp;amp; &copy",
    "half a tag": "<scr<script>ipt>pwned(17)</scr</script>ipt> <",
    "case and slash": "<ScRiPt/x>pwned(18)</sCrIpT/>",
    "processing instruction": '<?xml-stylesheet href="javascript:pwned(19)"?><!DOCTYPE x>',
    "string of a script": "\";pwned(20);//';pwned(20);//`;pwned(20)",
    "script escapes": r"\u003cscript\u003epwned(21)\u003c/script\u003e \x3cb\x3e",
    "script comment": "*/pwned(22)/* <!-- //",
}
_SCHEMES = {
    "javascript": "[x](javascript:pwned(30))",
    "javascript, case": "[x](JaVaScRiPt:pwned(31))",
    "javascript, tab": "[x](java\tscript:pwned(32))",
    "javascript, entity": "[x](javascript&colon;pwned(33)) [y](&#106;avascript:pwned(33))",
    "javascript, percent": "[x](javascript%3Apwned(34))",
    "javascript, space": "[x]( javascript:pwned(35)) [y](<javascript:pwned(35)>)",
    "javascript, wide": "[x](ｊavascript:pwned(36)) [x](javascript：pwned(36))",
    "javascript, after http": "[x](https:javascript:pwned(37)) [x](//evil.example/x)",
    "data": "[x](data:text/html,<script>pwned(38)</script>)",
    "vbscript": "[x](vbscript:pwned(39))",
    "file": "[x](file:///etc/passwd) [x](blob:https://evil.example/x)",
    "autolink": "<javascript:pwned(40)> <data:text/html;base64,PHNjcmlwdD4=>",
    "reference link": "[x][y] [y]: javascript:pwned(41)",
    "title of a link": "[x](https://e.example/ \"onclick='pwned(42)'\")",
    "image": "![x](https://evil.example/x.png) ![y](javascript:pwned(43))",
    "bare": "javascript:pwned(44)",
    "bare data": "data:text/html,<script>pwned(45)</script>",
    "credentials": "https://github.com@evil.example/",
    "backslashes": r"https:\\evil.example\x",
    "no scheme": "//evil.example/x",
}
_TEMPLATES = {
    "jinja": "{{ 7777 * 7 }} {% raw %} {# x #} {{ ''.__class__.__mro__ }}",
    "jinja, closing": "}} %} {% endraw %}{% include '/etc/passwd' %}",
    "format": "{0.__class__} %(title)s %s %n $HOME ${pwned(50)} #{7*7} <%= 7*7 %>",
}
_MARKDOWN = {
    "table": "a | b | c |---|---| ||",
    "fence": "``` ```` ~~~ `x``",
    "heading": "# x ## y",
    "list": "- [ ] x",
    "details": "</details></summary><details open>",
    "mention": "@octocat @org/team someone@evil.example",
    "issue": "#1 GH-1 owner/repo#1 fixes #2, closes https://github.com/o/r/issues/3",
    "commit": "0123456789abcdef0123456789abcdef01234567 o/r@0123456",
    "emoji": ":smile: :+1: [^1] [[x]] $`x`$",
    "list markers": "<!-- reading-list:end --> <!-- reading-list:begin -->",
}
_CITATIONS = {
    "bibtex, closing": "}}, url = {javascript:pwned(60)}, x = {{",
    "bibtex, entry": '} @misc{evil, title = {x}} @string{x = "y"} @comment{',
    "bibtex, quotes": '" # evil # "',
    "bibtex, open": "{{{ {",
    "bibtex, close": "}}} }",
    "backslash": "x \\",
    "LaTeX": r"\write18{id} \input{/etc/passwd} \def\x{\x}\x 100% ~ ^ _ & \csname x\endcsname",
    "and": "Smith and Evil and others",
    "ris": "x ER  - TY  - JOUR AU  - Evil",
    "yaml": "x: [y, &a *a !!python/object:os.system {",
}
_MATHS = {
    "maths, link": r"$\href{javascript:pwned(70)}{x}$",
    "maths, html": "$<script>pwned(71)</script>$",
    "maths, macros": r"$\unicode{x} \style{x}{y} \class{a}{b} \require{x} \def\a{\a\a}\a$",
    "maths, open": "$x^{{{ $ \\( \\[",
}
_FORMULAS = {
    "formula": '=HYPERLINK("https://evil.example/","x")',
    "formula, dde": "=cmd|' /C calc'!A0",
    "formula, plus": "+1+1|cmd",
    "formula, minus": "-1+1|cmd",
    "formula, at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula, quoted": '"=1+1",=1+1',
    "formula, apostrophe": "'=1+1",
    "separators": 'a,b;c\t"d""e',
}
_COMMANDS = {
    "workflow": "::error file=x,line=1::pwned ::set-output name=x::y",
    "workflow, old": "##[add-mask]x ##[error]y ::add-mask::x ::stop-commands::x",
    "workflow, percent": "%0A::error::x%0D%0A::warning::y %25",
    "header": "x%0d%0aSet-Cookie: x",
    "path": "../../../etc/passwd /etc/passwd C:\\x ~/.ssh",
    "shell": "$(id) `id` ; id | id && id > x",
    "sql": "'; DROP TABLE record; --",
}  # fmt: skip
_UNSEEN = {
    "escape": "a\x1b[31mb",
    "escape, link": "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
    "escape, C1": "a\x9b31mb\x90c\x9d",
    "bell and backspace": "a\x07b\x08\x08c\x7f",
    "NUL": "a\0b",
    "override": "a \u202eevil\u202c b",
    "isolate": "a \u2066b\u2069 c",
    "line separator": "a\u2028pwned(80)\u2029b",
    "byte order": "a\ufeffb",
    "not a character": "a\uffffb",
    "surrogate": "a\ud800b",
    "next line": "a\x85b",
}
_SCRIPTS_OF_THE_WORLD = {
    "marks of direction": "a\u200fb\u200ec\u061cd",
    "no width": "a\u200bb\u2060c\u00add",
    "tags": "a\U000e0041\U000e0042b",
    "joiners": "علی\u200cرضا",
    "Arabic": "تعلم الآلة <b>",
    "homoglyphs": "раураl іѕ nоt",
    "marks": "a" + "\u0301" * 120,
    "emoji with joiners": "👩\u200d👩\u200d👧 🏳️\u200d🌈",
    "wide": "＜script＞pwned(81)＜/script＞",
    "private use": "a\ue000b\U0010fffdc",
}
GROUPS = {
    "scripts and tags": _SCRIPTS,
    "schemes": _SCHEMES,
    "templates": _TEMPLATES,
    "Markdown and GitHub": _MARKDOWN,
    "citations": _CITATIONS,
    "maths": _MATHS,
    "spreadsheets": _FORMULAS,
    "commands and paths": _COMMANDS,
    "unseen characters": _UNSEEN,
    "letters of the world": _SCRIPTS_OF_THE_WORLD,
}
_LAST = {"backslash", "maths, open", "bibtex, open", "script comment"}  # where the end matters

PAYLOADS = tuple(
    Payload(name, text, "$" in text or "](" in text, name in _LAST)
    for texts in GROUPS.values()
    for name, text in texts.items()
)

# Every text field of a record, the names of unknown fields among them.
FIELDS = (
    "title", "authors", "authors.name", "authors.affiliation", "authors.orcid", "authors.person",
    "editors", "year", "month", "venue", "track", "type", "topics", "organizations", "doi", "arxiv",
    "isbn", "issn", "links.paper", "links.code", "links.pdf as a path", "pages", "volume",
    "number", "series", "booktitle", "publisher", "institution", "address", "language", "award",
    "highlight", "note", "abstract", "related.see", "aliases", "added", "extra", "extra name",
)  # fmt: skip
PLAIN = {"title": "Plain", "venue": "v", "year": "2018", "topics": ["pruning"]}


def tagged(number: int, field: int) -> str:
    """The text of a payload in a field."""
    payload = PAYLOADS[number]
    tag = f"q{number}f{field}z"
    if field < len(FIELDS) and FIELDS[field].startswith("links"):  # a space alone is refused
        return f"{payload.text.replace(' ', '')}{tag}"
    return f"{tag} {payload.text}" if payload.tag_first else f"{payload.text} {tag}"


def put(record: dict[str, object], field: str, text: str) -> None:
    """Put a text into a field of a record."""
    first, _, second = field.partition(".")
    match field:
        case "authors" | "editors":
            record.setdefault(field, []).append(text)  # type: ignore[attr-defined]
        case "authors.name":
            record.setdefault("authors", []).append({"name": text, "group": "true"})  # type: ignore[attr-defined]
        case "authors.affiliation" | "authors.orcid" | "authors.person":
            person = {"name": f"Ann {second.title()}", second: text}
            record.setdefault("authors", []).append(person)  # type: ignore[attr-defined]
        case "topics":
            record[field] = ["pruning", text]
        case "organizations" | "aliases":
            record[field] = [text]
        case "related.see":
            record["related"] = {"see": [text]}
        case "links.pdf as a path":
            record.setdefault("links", {})["pdf"] = f"https://example.org/{text}"  # type: ignore[index]
        case "extra":
            record.setdefault("extra", {})["remark"] = text  # type: ignore[index]
        case "extra name":
            record.setdefault("extra", {})[text] = "x"  # type: ignore[index]
        case _ if second:
            record.setdefault(first, {})[second] = text  # type: ignore[index]
        case _:
            record[field] = text


def written(record: dict[str, object]) -> bytes:
    """A record as a file; JSON is YAML, and what it leaves unescaped stands there as it is."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def pairs() -> Iterator[tuple[int, int]]:
    """Every payload in every field."""
    return ((n, f) for n in range(len(PAYLOADS)) for f in range(len(FIELDS)))


def taxonomy_part(number: int) -> dict[str, dict[str, object]]:
    """What the taxonomy may say about things, all of it this payload."""
    at = iter(range(100, 200))

    def text() -> str:
        return tagged(number, next(at))

    resource = {"title": text(), "url": "https://example.org/r", "note": text()}
    return {
        "facets": {
            "id": f"t{number}", "title": text(), "description": text(), "note": text(),
            "aliases": [text()], "resources": [resource],
        },
        "venues": {
            "id": f"v{number}", "name": text(), "acronym": text(), "proceedings": text(),
            "publisher": text(), "series": text(), "aliases": [text()],
            "editions": [
                {"year": 2018, "title": text(), "note": text(),
                 "links": {text(): "https://example.org/e"}},
            ],
        },
        "organizations": {"id": f"o{number}", "name": text(), "aliases": [text()]},
        "people": {"id": f"p{number}", "name": text(), "aliases": [text()]},
    }  # fmt: skip


def list_part(number: int) -> dict[str, object]:
    """What the taxonomy may say about the list itself."""
    at = iter(range(200, 300))
    keys = "title short_title description branch license contact".split()
    return {key: tagged(number, next(at)) for key in keys} | {
        "curators": [tagged(number, next(at))],
        "outline": [
            {"title": tagged(number, next(at)), "note": tagged(number, next(at)),
             "resources": [{"title": tagged(number, next(at))}]},
        ],
    }  # fmt: skip
