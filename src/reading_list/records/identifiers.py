"""DOI, arXiv, ORCID, ISBN, ISSN, web addresses, keys: checked, with the repair, and as links.

A `check_…` function returns the value as it is stored or raises `IdentifierError`, which says
what is wrong with this value and what to type. Nothing is looked up: a well-formed DOI may still
lead nowhere. What the values are called in records and where they stand is left to `parse`.
"""

import re
import unicodedata
from ipaddress import IPv6Address
from urllib.parse import quote, unquote

from reading_list.records.check_digits import check_isbn, check_issn, check_orcid
from reading_list.records.refusal import (
    IdentifierError,
    refuse_edges,
    refuse_hidden,
    repaired,
    shown,
)
from reading_list.text import closest, is_device_name, slug

__all__ = [
    "IdentifierError",
    "arxiv_pdf_url",
    "arxiv_url",
    "check_arxiv",
    "check_doi",
    "check_isbn",
    "check_issn",
    "check_key",
    "check_orcid",
    "check_term_id",
    "check_url",
    "doi_url",
    "orcid_url",
    "url_identifier",
]

# DOI Handbook 2.2: a directory indicator 10., a registrant code, a slash, any graphic characters.
_DOI_PREFIX = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*")
_DOI_BEFORE = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.|dx\.)?doi\.org/+(?:doi:)?|doi[:\s]\s*|info:doi/", re.IGNORECASE
)
_DOI_ENCODED = re.compile(r"10\.[0-9.]{4,}%2f", re.IGNORECASE)
_DOI_TRAILING = ".,;:'\""
_DOI_PLACE = "copy the whole DOI from the publisher's page; it looks like 10.1145/3007787.3001163"


def check_doi(text: str) -> str:
    """Check a bare DOI such as `10.1145/3007787.3001163`; its case stays as written."""
    refuse_edges(text, "DOI", check_doi)
    if before := _DOI_BEFORE.match(text):
        rest = text[before.end() :]
        if "doi.org" in before[0].lower():
            rest = unquote(_without_query(rest))
        fix = repaired(rest.rstrip(_DOI_TRAILING), check_doi)
        raise IdentifierError(f"{shown(text)} holds more than the DOI", _DOI_PLACE, fix)
    if _DOI_ENCODED.match(text):
        fix = repaired(unquote(text), check_doi)
        raise IdentifierError(f"{shown(text)} is percent-encoded", _DOI_PLACE, fix)
    refuse_hidden(text, "DOI")
    prefix, slash, suffix = text.partition("/")
    if not text.startswith("10."):
        raise IdentifierError(f"{shown(text)} does not begin with `10.` as DOIs do", _DOI_PLACE)
    if not _DOI_PREFIX.fullmatch(prefix):
        wanted = "four to nine digits stand between `10.` and the slash"
        raise IdentifierError(f"{shown(prefix)} is no prefix of a DOI: {wanted}", _DOI_PLACE)
    if not suffix or suffix.startswith("/"):
        after = "goes on with a second slash" if suffix else "ends"
        raise IdentifierError(f"{shown(prefix + slash)} {after} after the prefix", _DOI_PLACE)
    unpaired = text.endswith(")") and text.count(")") > text.count("(")
    if unpaired or text[-1] in _DOI_TRAILING:
        fix = repaired(text[:-1].rstrip(_DOI_TRAILING), check_doi)
        message = f"{shown(text)} ends in a mark of the sentence around it"
        raise IdentifierError(message, f"leave out the `{text[-1]}`", fix)
    return text


# https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV_NEW = re.compile(r"([0-9]{2})([0-9]{2})\.([0-9]{3,6})")
_ARXIV_OLD = re.compile(
    r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2}|\.[a-z-]{2,20})?/([0-9]{2})([0-9]{2})[0-9]{3}"
)
_ARXIV_VERSION = re.compile(r"(.*[0-9])v[0-9]+", re.IGNORECASE)
_ARXIV_BEFORE = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/+"
    r"|(?:(?:https?:)?//)?(?:(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|arxiv[:\s]\s*",
    re.IGNORECASE,
)
_ARXIV_ARCHIVES = frozenset(
    # The archives that ever gave identifiers of the old form.
    """acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex
    nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con""".split()
)
_ARXIV_PLACE = "copy the identifier from the paper's arXiv page; it looks like 1802.03494"


def check_arxiv(text: str) -> str:
    """Check an arXiv identifier without version: `1802.03494`, `math.GT/0309136`."""
    refuse_edges(text, "arXiv identifier", check_arxiv)
    if before := _ARXIV_BEFORE.match(text):
        fix = repaired(_bare_arxiv(text[before.end() :]), check_arxiv)
        raise IdentifierError(f"{shown(text)} holds more than the identifier", _ARXIV_PLACE, fix)
    if version := _ARXIV_VERSION.fullmatch(text):
        fix = repaired(version[1], check_arxiv)
        raise IdentifierError(f"{shown(text)} names one version", "leave out the version", fix)
    if new := _ARXIV_NEW.fullmatch(text):
        _check_arxiv_new(text, *new.groups())
    elif old := _ARXIV_OLD.fullmatch(text):
        _check_arxiv_old(text, *old.groups())
    elif re.fullmatch(r"[0-9]{7}", text):
        hint = "write the archive and a slash before it, as in hep-th/9901001"
        raise IdentifierError(f"{shown(text)} lacks its archive", hint)
    else:
        raise IdentifierError(f"{shown(text)} is no arXiv identifier", _ARXIV_PLACE)
    return text


def _bare_arxiv(rest: str) -> str:
    rest = _without_query(rest).rstrip("/").removesuffix(".pdf")
    return _ARXIV_VERSION.sub(r"\1", rest)


def _check_arxiv_new(text: str, year: str, month: str, number: str) -> None:
    hint = "identifiers of this form begin in April 2007 with 0704.0001"
    since = _arxiv_date(text, year + month, range(200704, 209101), hint)
    digits = 4 if since < 201501 else 5
    if len(number) != digits:
        lost = "mind zeros at the end: they get lost where the value stands without quotes"
        hint = lost if len(number) < digits else _ARXIV_PLACE
        period = "until December 2014" if digits == 4 else "from January 2015 on"
        message = f"{shown(text)} has {len(number)} digits after the point"
        raise IdentifierError(f"{message}, but there are {digits} {period}", hint)
    if not number.strip("0"):
        raise IdentifierError(f"{shown(text)} has number 0; arXiv counts from 1", _ARXIV_PLACE)


def _check_arxiv_old(text: str, archive: str, year: str, month: str) -> None:
    hint = "identifiers of this form were given from July 1991 to March 2007"
    _arxiv_date(text, year + month, range(199107, 200704), hint)
    if archive not in _ARXIV_ARCHIVES:
        near = closest(archive, _ARXIV_ARCHIVES)
        hint = f"did you mean `{near}`?" if near else _ARXIV_PLACE
        raise IdentifierError(f"arXiv has no archive {shown(archive)}", hint)


def _arxiv_date(text: str, date: str, given: range, hint: str) -> int:
    if not "01" <= date[2:] <= "12":
        raise IdentifierError(f"{shown(text)} has {date[2:]} for its month", _ARXIV_PLACE)
    since = int(("19" if date > "91" else "20") + date)
    if since not in given:
        raise IdentifierError(f"{shown(text)} has an impossible date", hint)
    return since


# The common case in one look: ASCII, a host of labels, a port, nothing that would need encoding.
_URL = re.compile(
    r"https?://[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::[1-9][0-9]{0,3})?"
    r"(?:[/?#][!#-;=?-\[\]_a-z{|}~^]*)?",
    re.IGNORECASE | re.ASCII,
)
_URL_UNSAFE = re.compile(r"[<>\"`]")
_URL_LIMIT = 2000  # what search engines and old browsers still take
_URL_PLACE = "copy the whole address from the browser; it begins with https://"


def check_url(text: str) -> str:
    """Check an address that is to be linked: http or https, a host, no user, nothing hidden.

    Host names may be written in any script; nothing is encoded or decoded.
    """
    if len(text) <= _URL_LIMIT and _URL.fullmatch(text):
        return text
    refuse_edges(text, "address", check_url, _URL_LIMIT)
    refuse_hidden(text, "address")
    if "\\" in text:
        fix = repaired(text.replace("\\", "/"), check_url)
        raise IdentifierError(f"{shown(text)} has a backslash", "write a slash", fix)
    parts = re.match(r"https?://([^/?#]*)", text, re.IGNORECASE)
    if parts is None:
        raise _no_web_address(text)
    _check_host(text, parts[1])
    if bad := _URL_UNSAFE.search(text):
        fix = repaired(_URL_UNSAFE.sub(lambda m: f"%{ord(m[0]):02X}", text), check_url)
        raise IdentifierError(f"{shown(text)} has a bare `{bad[0]}`", "percent-encode it", fix)
    return text


def _no_web_address(text: str) -> IdentifierError:
    scheme = re.match(r"([a-z][a-z0-9+.-]{0,30}):(?!\d)", text, re.IGNORECASE)
    if scheme is None:
        # A path of the own disk looks like a host without dot.
        dotted = re.match(r"(?://)?[^/?#.]+\.[^/?#.]", text)
        fix = repaired("https://" + text.removeprefix("//"), check_url) if dotted else None
        return IdentifierError(f"{shown(text)} lacks https://", _URL_PLACE, fix)
    if scheme[1].lower() in ("http", "https"):
        message = f"{shown(text)} lacks the two slashes before its host"
        return IdentifierError(message, _URL_PLACE)
    message = f"{shown(text)} is {shown(scheme[0])}, but only http and https are linked"
    return IdentifierError(message, _URL_PLACE)


def _check_host(text: str, authority: str) -> None:
    if "@" in authority:
        hint = "leave out what stands before the @"
        raise IdentifierError(f"{shown(text)} has a user name before its host", hint)
    host, colon, port = authority, "", ""
    if not authority.endswith("]"):
        host, colon, port = authority.rpartition(":") if ":" in authority else (authority, "", "")
    if not host:
        raise IdentifierError(f"{shown(text)} has no host", _URL_PLACE)
    if not _is_host(host):
        raise IdentifierError(f"{shown(host)} is no name of a host", _URL_PLACE)
    if colon and not (re.fullmatch(r"[0-9]{1,5}", port) and 1 <= int(port) <= 65535):
        hint = "leave out the colon and the port"
        raise IdentifierError(f"{shown(text)} has no right port after its host", hint)


def _is_host(host: str) -> bool:
    if host.startswith("["):
        try:
            return "%" not in host and IPv6Address(host[1:].removesuffix("]")).version == 6
        except ValueError:
            return False
    # What letters a name may have in other scripts is for its registry to say (RFC 5890).
    return all(
        label and all(c in "-_" or c.isalnum() or unicodedata.combining(c) for c in label)
        for label in host.removesuffix(".").split(".")
    )


def doi_url(doi: str) -> str:
    """Return the address that resolves a DOI, encoded as the DOI Handbook (2.5.2.4) asks."""
    return "https://doi.org/" + _percent_encoded(doi)


def arxiv_url(arxiv: str) -> str:
    """Return the address of the abstract of an arXiv paper."""
    return "https://arxiv.org/abs/" + _percent_encoded(arxiv)


def arxiv_pdf_url(arxiv: str) -> str:
    """Return the address of an arXiv paper's PDF, always of the newest version."""
    return "https://arxiv.org/pdf/" + _percent_encoded(arxiv)


def orcid_url(orcid: str) -> str:
    """Return the page of an ORCID iD, in the form that ORCID asks to be shown."""
    return "https://orcid.org/" + _percent_encoded(orcid)


def url_identifier(url: str) -> tuple[str, str] | None:
    """Return `("doi", …)` or `("arxiv", …)` if the address is that identifier's own page."""
    if page := re.match(r"https?://(?:dx\.|www\.)?doi\.org/(?=10\.)", url, re.IGNORECASE):
        doi = repaired(unquote(_without_query(url[page.end() :])), check_doi)
        return ("doi", doi) if doi else None
    where = r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    if page := re.match(where, url, re.IGNORECASE):
        arxiv = repaired(_bare_arxiv(url[page.end() :]), check_arxiv)
        return ("arxiv", arxiv) if arxiv else None
    return None


def check_key(text: str) -> str:
    """Check a record's key, which is its file's stem, its citation key and its address."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}", text) or is_device_name(text):
        near = re.sub(r"[^A-Za-z0-9]+", "-", text[:99]).strip("-") if text.isascii() else slug(text)
        hint = f"for example `{near if near and not is_device_name(near) else slug(text)}`"
        raise _no_name(text, "letters, digits and hyphens", hint)
    return text


def check_term_id(text: str) -> str:
    """Check the id of a term, venue, organization or person."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", text) or is_device_name(text):
        raise _no_name(text, "small letters, digits and hyphens", f"for example `{slug(text)}`")
    return text


def _no_name(text: str, letters: str, hint: str) -> IdentifierError:
    if is_device_name(text):
        reason = "is a device on Windows, where no file may be called so"
    elif len(text) > 100:
        reason = f"has {len(text)} characters; 100 are enough"
    else:
        reason = f"has to be of {letters}, and no hyphen comes first"
    return IdentifierError(f"{shown(text)} {reason}", hint)


def _without_query(text: str) -> str:
    return re.split(r"[?#]", text, maxsplit=1)[0]


def _percent_encoded(text: str) -> str:
    return quote(text, safe="/:;()!*',@&=+$~")
