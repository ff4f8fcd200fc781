"""Numbers whose last digit is computed from the others: ORCID iD, ISBN, ISSN.

Callers import the checks from `identifiers`, where all kinds stand side by side.
"""

import re
from collections.abc import Iterable

from reading_list.records.refusal import Check, IdentifierError, repaired, shown

_DASHES = re.compile(r"[\s‐-―−-]")  # white space and whatever stands for a hyphen


def check_orcid(text: str) -> str:
    """Check a bare ORCID iD in four groups, its last character by ISO 7064 mod 11-2."""
    if not re.fullmatch(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", text):
        before = r"(?:(?:https?:)?//)?(?:www\.)?orcid\.org/+|orcid[:\s]\s*"
        bare = _bare_number(text, "ORCID iD", before)
        fixes = "-".join((bare[:4], bare[4:8], bare[8:12], bare[12:]))
        place = "copy it from the person's ORCID page; it looks like 0000-0002-1825-0097"
        raise _misshapen(text, "ORCID iD", place, fixes, check_orcid)
    total = 0
    for digit in text.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    _compare_digit(text, text[-1], (12 - total % 11) % 11)
    return text


def check_isbn(text: str) -> str:
    """Check an ISBN of 10 or 13 digits (ISO 2108); hyphens stay as written."""
    if not re.fullmatch(r"(?=.{10,20}$)[0-9]+(?:-[0-9]+)*(?:-?X)?", text):
        before = r"(?:urn:)?isbn(?:-?1[03])?[:\s]\s*"
        bare = _bare_number(text, "ISBN", before, hyphen="-")
        place = "copy all 10 or 13 digits; it looks like 978-3-030-01234-2"
        raise _misshapen(text, "ISBN", place, bare, check_isbn)
    digits = text.replace("-", "")
    if len(digits) == 10:
        _compare_digit(text, digits[9], -_weighted(digits[:9], range(10, 1, -1)) % 11)
    elif len(digits) != 13 or "X" in digits:
        message = f"{shown(text)} has {len(digits)} digits, but an ISBN has 10 or 13"
        raise IdentifierError(message, "copy all digits from the book's page")
    elif not digits.startswith(("978", "979")) or digits.startswith("9790"):
        hint = "an ISBN of 13 digits begins with 978, or with 979 and no 0"
        raise IdentifierError(f"{shown(text)} is the number of something else", hint)
    else:
        _compare_digit(text, digits[12], -_weighted(digits[:12], (1, 3) * 6) % 10)
    return text


def check_issn(text: str) -> str:
    """Check an ISSN such as `0018-9219` (ISO 3297)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        bare = _bare_number(text, "ISSN", r"(?:urn:)?e?issn[:\s]\s*")
        place = "copy it from the journal's page; it looks like 0018-9219"
        raise _misshapen(text, "ISSN", place, f"{bare[:4]}-{bare[4:]}", check_issn)
    digits = text.replace("-", "")
    _compare_digit(text, digits[7], -_weighted(digits[:7], range(8, 1, -1)) % 11)
    return text


def _bare_number(text: str, what: str, before: str, hyphen: str = "") -> str:
    if not text.strip():
        raise IdentifierError(f"the {what} is empty", "fill it in or leave the line out")
    rest = re.sub(before, "", text[:80].strip(), count=1, flags=re.IGNORECASE)
    return _DASHES.sub(hyphen, rest.strip("/ ")).upper()


def _misshapen(text: str, what: str, place: str, fix: str, check: Check) -> IdentifierError:
    certain = repaired(fix, check) if fix != text and len(text) <= 80 else None
    return IdentifierError(f"{shown(text)} is not written as an {what} is", place, certain)


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _compare_digit(text: str, found: str, computed: int) -> None:
    # Which digit was mistyped is unknown, so that no repair is certain.
    if found != (wanted := "0123456789X"[computed]):
        message = f"{shown(text)} is mistyped: {wanted}, not {found}, would be its last digit"
        raise IdentifierError(message, "compare it digit by digit with its source")
