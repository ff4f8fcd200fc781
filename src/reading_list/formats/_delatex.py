r"""LaTeX as it stands in bibliographies to plain text, to a title's Markdown, and to names.

One scanner with a stack of its own: a stranger's 100,000 braces nest nothing here. Nothing is
executed: `\input` is a macro like any other that nobody here knows, and such stay as they are
written, so that nothing vanishes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from reading_list.records.names import display_name, parse_name, sort_name
from reading_list.records.pieces import title_pieces

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textbraceleft": "{", "textbraceright": "}", "textquotesingle": "'", "textasciigrave": "`",
    "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_",
    "textdollar": "$", "ldots": "…", "dots": "…", "textellipsis": "…", "slash": "/",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "newblock": "", "newline": " ",
    "textemdash": "—", "textendash": "–", "space": " ", "quad": " ", "qquad": " ",
    "relax": "", "null": "", "protect": "", "noopsort": "", "xspace": "",
    # Fonts and sizes of what follows, which text does not have.
    **dict.fromkeys("rm sf sc sl bf tt normalfont small large upshape mdseries".split(), ""),
}  # fmt: skip
# Macros of one argument that show it, and what Markdown puts around it.
_ARGUMENT = {
    **dict.fromkeys("emph textit textsl it em".split(), "*"),
    **dict.fromkeys("textbf".split(), "**"),
    **dict.fromkeys("texttt code".split(), "`"),
    **dict.fromkeys(
        "text textrm textsc textsf textnormal textup mbox hbox mkbibquote enquote uppercase"
        " lowercase MakeUppercase MakeLowercase ensuremath nolinkurl url path textmd underline"
        " textsuperscript textsubscript ul".split(),
        "",
    ),
}
_SINGLE = {"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ",
           ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ", "@": "",
           "\n": " ", "*": "", "|": "|"}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}$~]|--|``|''|\?`|!`")
_TOKEN = re.compile(
    r"(?P<maths>\$(?:[^$\\]|\\.)+\$|\\\((?:[^\\]|\\[^)])*\\\))"
    r"|\\(?P<accent>[`'^~=.\"]|[uvHtcdbkr](?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\[ij]|[^\W\d_]{1,2})\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))"
    r"|\\char\"(?P<char>[0-9A-F]{2,6})"
    r"|\\(?P<macro>[A-Za-z]+)\*?[ \t]*"
    r"|\\(?P<single>.)"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<tie>~)|(?P<dash>---?)|(?P<quote>``|''|\?`|!`)",
    re.DOTALL,
)
_QUOTES = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
# In names, where braces hold words together, letters are read before braces are looked at.
_ACCENT = re.compile(
    r"\\(?P<accent>[`'^~=.\"]|[uvHtcdbkr](?![A-Za-z]))\s*"
    r"(?:\{\s*(?P<braced>\\[ij]|[^\W\d_]{1,2})\s*\}"
    r"|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))(?:\{\})?"
)
_LETTER = re.compile(
    r"\\(ss|SS|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j|dh|DH|dj|DJ|th|TH|ng|NG)(?![A-Za-z])(?:\{\}|[ \t]+)?"
)
_LONE = re.compile(r"\{([^{}\\]{0,2})\}")
_AND = re.compile(r"\{|\}|\s+and(?=\s)\s*", re.IGNORECASE)


class Read(NamedTuple):
    """Text, and the macros in it that nobody knew, which stay as they were written."""

    text: str
    unknown: tuple[str, ...] = ()


def plain(text: str) -> Read:
    """Plain text on one line; maths keeps its dollars."""
    if not _SPECIAL.search(text):
        return Read(" ".join(text.split()))
    return _scanned(text, marks=False)


def title(text: str) -> Read:
    """A title as records have it: emphasis and maths as Markdown, what looks so is escaped."""
    if not _SPECIAL.search(text) and not re.search(r"[*`]", text):
        return Read(" ".join(text.split()))
    read = _scanned(text, marks=True)
    bare = _UNESCAPED.sub(r"\1", read.text)
    is_needless = bare == read.text or title_pieces(bare) == title_pieces(read.text)
    return read._replace(text=bare if is_needless else read.text)


def people(text: str) -> list[object]:
    """A BibTeX list of names as a record has it: bodies in braces are groups."""
    return [person for name in _names(text) if (person := _person(name.strip()))]


def verbatim(text: str) -> str:
    """An address or identifier, of which LaTeX's escapes alone are undone."""
    if "\\" in text:
        text = re.sub(r"\\url\{(.*)\}", r"\1", text)
        text = text.replace(r"{\_}", "_").replace(r"{\%}", "%").replace(r"{\&}", "&")
        text = re.sub(r"\\([_%&#$~])(?:\{\})?", r"\1", text)
    text = " ".join(text.split())
    if text[:1] == "{" and _is_whole(text):
        text = text[1:-1].strip()
    return text.strip("<>")


_ESCAPED = re.compile(r"[*`$\\]")
_UNESCAPED = re.compile(r"\\([*`$\\])")


class _Scanner:
    """One pass from left to right; `ends` is what closes each open brace."""

    def __init__(self, text: str, *, marks: bool) -> None:
        self.text = text
        self.marks = marks
        self.out: list[str] = []
        self.unknown: list[str] = []
        self.ends: list[str] = []
        self.pending = ""  # what stands around the argument that comes next
        self.in_code = 0

    def read(self) -> Read:
        """The text as it is to be read."""
        last = 0
        while found := _TOKEN.search(self.text, last):
            self._put(self.text[last : found.start()])
            last = self._token(found)
        self._put(self.text[last:])
        for end in reversed(self.ends):  # braces that were never closed
            self._mark(end)
        return Read(" ".join("".join(self.out).split()), tuple(self.unknown))

    def _token(self, found: re.Match[str]) -> int:
        """Take a token in; where to read on."""
        kind = found.lastgroup
        pending, self.pending = self.pending, ""
        if kind == "open":
            self._mark(pending)
            self.ends.append(pending)
        elif kind == "close":
            self._mark(self.ends.pop() if self.ends else "", is_end=True)
        elif kind == "maths":
            self.out.append(_maths(found[0]))
        elif kind == "macro":
            return self._macro(found)
        else:
            self._put(_character(found))
        return found.end()

    def _macro(self, found: re.Match[str]) -> int:
        name, end = found["macro"], found.end()
        has_argument = self.text.startswith("{", end)
        if name == "href" and has_argument:
            self.unknown.append(name)  # its text stays, its address goes
            return _after_group(self.text, end)
        if name in _ARGUMENT:
            if has_argument:
                self.pending = _ARGUMENT[name]
            elif self.ends and not self.ends[-1]:  # {\em so}
                self._mark(_ARGUMENT[name])
                self.ends[-1] = _ARGUMENT[name]
            return end
        symbol = SYMBOLS.get(name)
        if symbol is None:
            symbol = _symbol(name)
        if symbol is None:
            self.unknown.append(name)
            after = _after_group(self.text, end) if has_argument else end
            self._put(self.text[found.start() : after])
            return after
        self._put(symbol)
        # What ends a macro's name is no text.
        return end + 2 if self.text.startswith("{}", end) else end

    def _put(self, chars: str) -> None:
        if chars:
            escaped = self.marks and not self.in_code
            self.out.append(_ESCAPED.sub(r"\\\g<0>", chars) if escaped else chars)

    def _mark(self, mark: str, *, is_end: bool = False) -> None:
        if mark and self.marks:
            self.out.append(mark)
            if mark == "`":
                self.in_code += -1 if is_end else 1


def _scanned(text: str, *, marks: bool) -> Read:
    return _Scanner(text, marks=marks).read()


def _character(found: re.Match[str]) -> str:
    """What one token of a character or two stands for."""
    if found["accent"]:
        return _letter(found)
    if found["char"]:
        number = int(found["char"], 16)
        is_text = number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if is_text else found[0]
    if found["single"]:
        return _SINGLE.get(found["single"], found[0])
    if found["dash"]:
        return "—" if len(found["dash"]) == 3 else "–"
    return _QUOTES.get(found[0], " ")


def _letter(found: re.Match[str]) -> str:
    letter = (found["braced"] or found["bare"]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter[0] + ACCENTS[found["accent"]]) + letter[1:]


def _maths(text: str) -> str:
    inside = text[1:-1] if text[0] == "$" else text[2:-2]
    return f"${' '.join(inside.split())}$"


def _after_group(text: str, start: int) -> int:
    depth = 0
    for found in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0:
            return found.end()
    return len(text)


@cache
def _symbols() -> dict[str, str]:
    """The symbols that pylatexenc knows by macros without arguments."""
    from pylatexenc.latex2text import get_default_latex_context_db

    found: dict[str, str] = {}
    for category in get_default_latex_context_db().d.values():
        for name, spec in category["macros"].items():
            if isinstance(spec.simplify_repl, str) and "%" not in spec.simplify_repl:
                found[name] = spec.simplify_repl
    return found


def _symbol(name: str) -> str | None:
    return _symbols().get(name)


def _names(text: str) -> list[str]:
    """Split at `and` outside of braces."""
    if "{" not in text:
        return re.split(r"\s+and\s+", f" {text} ", flags=re.IGNORECASE)
    found: list[str] = []
    depth = start = 0
    for mark in _AND.finditer(text):
        if mark[0] in "{}":
            depth = max(depth + (1 if mark[0] == "{" else -1), 0)
        elif depth == 0:
            found.append(text[start : mark.start()])
            start = mark.end()
    return [*found, text[start:]]


@lru_cache(maxsize=50_000)  # an author has several papers
def _written(text: str) -> tuple[str, bool]:
    """A name as records have it, and whether it is a body's."""
    if "\\" in text:
        text = _ACCENT.sub(_letter, text)
        text = _LETTER.sub(lambda found: SYMBOLS[found[1]], text)
    text = _LONE.sub(r"\1", text).replace("~", " ")
    if _is_whole(text):
        name = plain(text).text
        return name, " " in name or "," in name
    if "\\" in text:
        text = _LONE.sub(r"\1", _braces_kept(text))
    parsed = parse_name(text)
    for form in (display_name(parsed), sort_name(parsed)):
        if form and parse_name(form) == parsed:
            return form, False
    return display_name(parsed), bool(parsed.literal and re.search(r"[\s,]", parsed.literal))


def _person(text: str) -> object:
    if text.casefold() == "others":
        return "others"
    name, is_group = _written(text[:2000])
    return {"name": name, "group": True} if is_group else name


def _is_whole(text: str) -> bool:
    return text.startswith("{") and _after_group(text, 0) == len(text)


def _braces_kept(text: str) -> str:
    """A name whose macros are read while its braces go on to hold words together."""
    parts = re.split(r"(?<!\\)([{}])", text)
    return "".join(part if part in "{}" else _spaced(part) for part in parts)


def _spaced(part: str) -> str:
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return f"{before}{plain(part).text}{after}"
