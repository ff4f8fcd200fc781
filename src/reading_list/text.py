"""Plain text to plain text: comparing, addressing, sorting, cutting and showing it.

Nothing here knows what a text means; names, identifiers and markup have their own modules.
Every function is pure, takes any string a stranger may send, and costs time linear in it.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

# Letters that Unicode does not decompose although readers type them without the stroke.
_PLAIN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "ı": "i", "ŋ": "n", "ĸ": "k", "ɨ": "i", "ƶ": "z",
}  # fmt: skip
# Punctuation that word processors put where people type the ASCII one.
_PLAIN_MARKS = {
    **dict.fromkeys("‘’‚‛ʼ′", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("‐‑‒–—―−⁃", "-"),
}  # fmt: skip
_PLAIN = str.maketrans(_PLAIN_LETTERS | _PLAIN_MARKS)

# Canonical combining classes of marks that make another letter and not an accented one:
# nukta, kana voicing, virama (Unicode Character Database, field 3).
_LETTER_MARKS = frozenset({7, 8, 9})

_NOT_LETTER_OR_DIGIT = re.compile(r"[^a-z0-9]+")
# Names that Windows keeps for devices whatever ending a file has ("Naming Files", Win32).
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)

# Letters and marks that show nothing at all, though Unicode does not call them controls.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

_COMPARED = 64  # did-you-mean looks at so many characters of a word


def fold(text: str) -> str:
    """Return the text without case, accents, invisible controls and superfluous white space.

    Two texts that a reader would type the same way fold to the same one; folding twice changes
    nothing. Marks that make another letter (kana voicing, virama) stay.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Casefolding may decompose further and decomposing may need casefolding: ᴬ -> A -> a.
    text = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    kept = (char for char in unicodedata.normalize("NFKD", text) if _survives_folding(char))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def title_key(text: str) -> str:
    """Return what is left of a title to tell duplicates by: its folded letters and digits.

    Spacing, punctuation, Markdown emphasis and dollars vanish. Empty for a title of symbols
    only, which therefore is nobody's duplicate.
    """
    folded = fold(text)
    if folded.isascii():
        return _NOT_LETTER_OR_DIGIT.sub("", folded)
    return "".join(char for char in folded if char.isalnum() or _category(char)[0] == "M")


def slug(text: str, limit: int = 80) -> str:
    """Make a piece of an address: `[a-z0-9]+(-[a-z0-9]+)*`, never empty, at most `limit` long.

    It depends on the text alone. A longer slug is cut at a hyphen and ends in a digest of the
    whole, so that two long names with one beginning differ. A text without letters becomes a
    digest; a name of a Windows device gets `-x`, as no file may be called so there.
    """
    latin = text
    if not text.isascii():
        from anyascii import anyascii

        latin = anyascii(unicodedata.normalize("NFC", text))
    whole = _NOT_LETTER_OR_DIGIT.sub("-", latin.lower().replace("'", "")).strip("-")
    if not whole:
        return f"x-{_digest(text)}"
    if whole in _DEVICES:
        return f"{whole}-x"
    if len(whole) <= limit:
        return whole
    start = whole[: limit - 9]  # nine characters for the hyphen and the digest
    start = start.rpartition("-")[0] or start
    return f"{start}-{_digest(whole)}"


def name_slug(name: str) -> str:
    """The address piece of a person's name.

    Accents make no difference, as one paper prints them and another does not. Scripts that other
    letters can only hint at keep a digest: 王伟, 王维 and 汪伟 are three people.
    """
    return slug(name) if fold(name).isascii() else f"{slug(name)}-{_digest(fold(name))}"


def is_device_name(name: str) -> bool:
    """Tell whether Windows keeps the name for a device, so that no file may be called so."""
    return name.partition(".")[0].rstrip().lower() in _DEVICES


def sort_key(text: str) -> str:
    """Return what titles are listed by: folded, without markup and without leading punctuation."""
    folded = fold(text)
    bare = folded.translate({ord(mark): None for mark in "*$`{}\\"}).strip()
    for position, char in enumerate(bare):
        if char.isalnum():
            return bare[position:]
    return bare or folded


def shorten(text: str, width: int = 60) -> str:
    """Cut the text to one line of at most `width` characters, an ellipsis where it was cut."""
    # Far more than `width` is never shown, so far more is never looked at.
    line = " ".join(text[: 8 * width + 8].split())
    if len(line) <= width and len(text) <= 8 * width + 8:
        return line
    cut = line[: max(width - 1, 0)]
    at_word = cut.rpartition(" ")[0]
    # A word boundary is nice, but not at the price of most of the text.
    return (at_word if 2 * len(at_word) > width else cut).rstrip() + "…"


def closest(word: str, candidates: Iterable[str], limit: int | None = None) -> str | None:
    """Find the candidate that the word is most likely a slip of, for "did you mean".

    Counts insertions, deletions, changes and swaps of neighbours (Damerau-Levenshtein, optimal
    string alignment) between folded texts and allows `limit` of them; by default one, from six
    letters on two, from twelve on three, none below three letters. After those come candidates
    that begin with the word. Ties go to the shorter, then to the first by name.
    """
    from rapidfuzz.distance import OSA

    wanted = fold(word[:_COMPARED])
    if limit is None:
        limit = sum(len(wanted) >= enough for enough in (3, 6, 12))
    best: tuple[int, int, str] | None = None
    for candidate in candidates:
        name = fold(candidate[:_COMPARED])
        rank = limit + 1
        if abs(len(name) - len(wanted)) <= limit:
            rank = OSA.distance(wanted, name, score_cutoff=limit)
        if rank > limit and not (len(wanted) >= 3 and name.startswith(wanted)):
            continue
        found = (rank, len(name), candidate)
        if best is None or found < best:
            best = found
    return best[2] if best else None


def printable(text: str) -> str:
    r"""Make the text inert for a terminal: what is no visible character stands as an escape.

    Covers control characters and escape sequences, bidirectional and zero-width controls, lone
    surrogates and line separators: `\x1b`, `\u202e`; line feed and tab become `\n` and `\t`.
    """
    if text.isprintable() and _INVISIBLE.isdisjoint(text):
        return text
    return "".join(_escape(char) if _is_unshown(char) else char for char in text)


def is_inert(text: str) -> bool:
    """Tell whether the text is without control, bidirectional and invisible characters."""
    if text.isprintable():
        return _INVISIBLE.isdisjoint(text)
    return not any(map(_is_unshown, text))


def _survives_folding(char: str) -> bool:
    mark = unicodedata.combining(char)
    return (not mark or mark in _LETTER_MARKS) and (_category(char) != "Cf")


def _category(char: str) -> str:
    return unicodedata.category(char)


def _is_unshown(char: str) -> bool:
    return _category(char) in _UNSHOWN or char in _INVISIBLE


def _escape(char: str) -> str:
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    code = ord(char)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def xml_text(text: str) -> str:
    """The text between two tags of XML."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def xml_quoted(text: str) -> str:
    """The text as the value of an attribute of XML, quotes and all."""
    text = xml_text(text)
    for char in "\n\r\t":  # a parser would make spaces of them
        text = text.replace(char, f"&#{ord(char)};")
    if '"' not in text:
        return f'"{text}"'
    return '"' + text.replace('"', "&quot;") + '"' if "'" in text else f"'{text}'"
