"""DOI, arXiv, web addresses, keys: what passes, what is said of the rest, what is linked."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.identifiers import (
    IdentifierError,
    arxiv_pdf_url,
    arxiv_url,
    check_arxiv,
    check_doi,
    check_key,
    check_term_id,
    check_url,
    doi_url,
    orcid_url,
    url_identifier,
)

Check = Callable[[str], str]
SICI = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (check_doi, "10.1145/3007787.3001163"),
        (check_doi, "10.1109/JPROC.2017.2761740"),
        (check_doi, "10.1007/978-3-030-01234-2_48"),
        (check_doi, "10.1000.10/123"),
        (check_doi, "10.48550/arXiv.1802.03494"),
        (check_doi, SICI),
        (check_doi, "10.1016/0022-2836(81)90087-5"),
        (check_arxiv, "1802.03494"),
        (check_arxiv, "0704.0001"),
        (check_arxiv, "1412.9999"),
        (check_arxiv, "1501.00001"),
        (check_arxiv, "math.GT/0309136"),
        (check_arxiv, "math/0309136"),
        (check_arxiv, "hep-th/9901001"),
        (check_arxiv, "cond-mat.mtrl-sci/9901001"),
        (check_arxiv, "quant-ph/0703001"),
        (check_url, "https://example.org"),
        (check_url, "HTTP://Example.org:8080/a%20b?c=d&e=[f]#g"),
        (check_url, "https://openreview.net/forum?id=rJl-b3RcF7"),
        (check_url, "https://en.wikipedia.org/wiki/Pruning_(neural)"),
        (check_url, "https://münchen.example/straße"),
        (check_url, "https://例え.テスト/"),
        (check_url, "http://[::1]:80/"),
        (check_url, "http://localhost:65535/"),
        (check_url, "https://web.archive.org/web/2018/http://a@b.c/"),
        (check_key, "he2018amc"),
        (check_key, "He-2018-AMC"),
        (check_key, "x" * 100),
        (check_term_id, "structured-matrices"),
        (check_term_id, "3d"),
    ],
)
def test_right_value_passes_as_it_stands(check: Check, text: str) -> None:
    assert check(text) == text


@pytest.mark.parametrize(
    ("check", "text", "fix"),
    [
        (check_doi, "https://doi.org/10.1145/3007787.3001163", "10.1145/3007787.3001163"),
        (check_doi, "http://dx.doi.org/10.1145/1?from=x", "10.1145/1"),
        (check_doi, "doi.org/10.1145/1%3C2", "10.1145/1<2"),
        (check_doi, "doi:10.1145/1", "10.1145/1"),
        (check_doi, "DOI 10.1145/1.", "10.1145/1"),
        (check_doi, "info:doi/10.1145/1", "10.1145/1"),
        (check_doi, "10.1145%2F1", "10.1145/1"),
        (check_doi, " 10.1145/1\n", "10.1145/1"),
        (check_doi, "10.1145/1.", "10.1145/1"),
        (check_doi, "10.1145/1,", "10.1145/1"),
        (check_doi, "10.1145/1).", None),
        (check_doi, "10.1145/1)", "10.1145/1"),
        (check_doi, "10.1145/", None),
        (check_arxiv, "1802.03494v2", "1802.03494"),
        (check_arxiv, "hep-th/9901001v1", "hep-th/9901001"),
        (check_arxiv, "arXiv:1802.03494", "1802.03494"),
        (check_arxiv, "https://arxiv.org/abs/1802.03494", "1802.03494"),
        (check_arxiv, "https://www.arxiv.org/pdf/1802.03494v2.pdf", "1802.03494"),
        (check_arxiv, "arxiv.org/abs/math/0309136#x", "math/0309136"),
        (check_arxiv, "https://doi.org/10.48550/arXiv.1802.03494", "1802.03494"),
        (check_arxiv, "1802.3494", None),
        (check_url, "www.example.org/a", "https://www.example.org/a"),
        (check_url, "//example.org/a", "https://example.org/a"),
        (check_url, "example.org:8080/a", "https://example.org:8080/a"),
        (check_url, " https://example.org ", "https://example.org"),
        (check_url, "https://example.org\\a", "https://example.org/a"),
        (check_url, "https://example.org/<b>", "https://example.org/%3Cb%3E"),
        (check_url, "https://example.org/a b", None),
        (check_url, "papers/x", None),
        (check_url, "https://google.com@evil.example/", None),
    ],
)
def test_refused_value_comes_with_the_repair_if_it_is_certain(
    check: Check, text: str, fix: str | None
) -> None:
    with pytest.raises(IdentifierError) as caught:
        check(text)
    assert caught.value.fix == fix
    assert fix is None or (check(fix) == fix and caught.value.hint == f"write `{fix}`")


@pytest.mark.parametrize(
    ("check", "text", "message"),
    [
        (check_doi, "", "the DOI is empty"),
        (check_doi, "10.1145/", "`10.1145/` ends after the prefix"),
        (check_doi, "10.1145", "`10.1145` ends after the prefix"),
        (check_doi, "10.1145//1", "`10.1145/` goes on with a second slash after the prefix"),
        (check_doi, "11.1145/1", "`11.1145/1` does not begin with `10.` as DOIs do"),
        (check_doi, "10.1145/a b", "`10.1145/a b` has white space in it"),
        (check_doi, "10.1145/a\u200b", "`10.1145/a\\u200b` has invisible characters"),
        (check_doi, "10.1145/\x1b[2J", "`10.1145/\\x1b[2J` has invisible characters"),
        (
            check_doi,
            "10.11/1",
            "`10.11` is no prefix of a DOI: four to nine digits stand between `10.` and the slash",
        ),
        (check_arxiv, "1813.03494", "`1813.03494` has 13 for its month"),
        (check_arxiv, "1800.03494", "`1800.03494` has 00 for its month"),
        (check_arxiv, "0703.0001", "`0703.0001` has an impossible date"),
        (check_arxiv, "9201.00001", "`9201.00001` has an impossible date"),
        (check_arxiv, "1802.00000", "`1802.00000` has number 0; arXiv counts from 1"),
        (
            check_arxiv,
            "1802.3494",
            "`1802.3494` has 4 digits after the point, but there are 5 from January 2015 on",
        ),
        (
            check_arxiv,
            "1412.01234",
            "`1412.01234` has 5 digits after the point, but there are 4 until December 2014",
        ),
        (check_arxiv, "hep-th/0704001", "`hep-th/0704001` has an impossible date"),
        (check_arxiv, "hepth/9901001", "arXiv has no archive `hepth`"),
        (check_arxiv, "9901001", "`9901001` lacks its archive"),
        (check_arxiv, "١٨٠٢.٠٣٤٩٤", "`١٨٠٢.٠٣٤٩٤` is no arXiv identifier"),
        (
            check_url,
            "javascript:alert(1)",
            "`javascript:alert(1)` is `javascript:`, but only http and https are linked",
        ),
        (check_url, "java\tscript:alert(1)", "`java\\tscript:alert(1)` has invisible characters"),
        (check_url, "ftp://a.b", "`ftp://a.b` is `ftp:`, but only http and https are linked"),
        (check_url, "http:/a.b", "`http:/a.b` lacks the two slashes before its host"),
        (check_url, "https:///a", "`https:///a` has no host"),
        (check_url, "https://:80/", "`https://:80/` has no host"),
        (check_url, "https://a..b/", "`a..b` is no name of a host"),
        (check_url, "https://a%2fb.c/", "`a%2fb.c` is no name of a host"),
        (check_url, "http://[::g]/", "`[::g]` is no name of a host"),
        (check_url, "https://u:p@a.b/", "`https://u:p@a.b/` has a user name before its host"),
        (check_url, "https://a.b:0/", "`https://a.b:0/` has no right port after its host"),
        (check_url, "https://a.b:65536/", "`https://a.b:65536/` has no right port after its host"),
        (check_url, "https://a.b:x/", "`https://a.b:x/` has no right port after its host"),
        (check_url, "https://a.b/\u202e", "`https://a.b/\\u202e` has invisible characters"),
        (check_url, "https://a.b/\u3000", "`https://a.b/` has white space around it"),
        (check_url, "https://a.b/`", "`https://a.b/`` has a bare ```"),
        (check_key, "con", "`con` is a device on Windows, where no file may be called so"),
        (
            check_key,
            "a_b",
            "`a_b` has to be of letters, digits and hyphens, and no hyphen comes first",
        ),
        (check_key, "x" * 101, f"`{'x' * 59}…` has 101 characters; 100 are enough"),
        (
            check_term_id,
            "Pruning",
            "`Pruning` has to be of small letters, digits and hyphens, and no hyphen comes first",
        ),
    ],
)
def test_message_names_what_is_wrong_with_this_value(check: Check, text: str, message: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        check(text)
    assert str(caught.value) == message
    assert caught.value.hint


def test_address_has_room_for_two_thousand_characters() -> None:
    start = "https://example.org/"
    assert check_url(start + "a" * (2000 - len(start)))
    with pytest.raises(IdentifierError, match="has 2001 characters"):
        check_url(start + "a" * (2001 - len(start)))


@pytest.mark.parametrize("text", ["he2018amc\n", "", "-a", "a/b", "..", "ä", "aux", "COM1"])
def test_keys_are_safe_as_file_names(text: str) -> None:
    for check in (check_key, check_term_id):
        with pytest.raises(IdentifierError):
            check(text)


def test_hint_for_a_key_is_a_key() -> None:
    for text in ("a_b", "con", "Ünal 2018", "", "-", "aux!", "x" * 101):
        with pytest.raises(IdentifierError) as caught:
            check_key(text)
        assert check_key(caught.value.hint.split("`")[1])


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://doi.org/10.1145/1", ("doi", "10.1145/1")),
        ("http://dx.doi.org/10.1145/1%3C2#x", ("doi", "10.1145/1<2")),
        ("https://arxiv.org/abs/1802.03494", ("arxiv", "1802.03494")),
        ("https://ARXIV.org/abs/1802.03494v3", ("arxiv", "1802.03494")),
        ("http://arxiv.org/pdf/1802.03494v3.pdf", ("arxiv", "1802.03494")),
        ("https://www.arxiv.org/pdf/1802.03494?x", ("arxiv", "1802.03494")),
        ("https://arxiv.org/abs/hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("https://arxiv.org/list/cs.LG/1802", None),
        ("https://arxiv.org/abs/1802.3494", None),
        ("https://doi.org/", None),
        ("https://doi.org.evil.example/10.1145/1", None),
        ("https://example.org/doi.org/10.1145/1", None),
        ("https://doi.org/10.1145/1%0A2", None),
        ("doi:10.1145/1", None),
        ("", None),
    ],
)
def test_pages_of_identifiers_are_recognised(url: str, identifier: tuple[str, str] | None) -> None:
    assert url_identifier(url) == identifier


def test_identifiers_become_addresses_that_pass_and_lead_back() -> None:
    encoded = "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O"
    assert doi_url(SICI) == encoded
    assert doi_url("10.1145/a#b?c%d") == "https://doi.org/10.1145/a%23b%3Fc%25d"
    assert arxiv_url("hep-th/9901001") == "https://arxiv.org/abs/hep-th/9901001"
    assert arxiv_pdf_url("1802.03494") == "https://arxiv.org/pdf/1802.03494"
    assert orcid_url("0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"
    for url in (encoded, arxiv_url("1802.03494"), arxiv_pdf_url("math.GT/0309136")):
        assert check_url(url) == url
        assert url_identifier(url) is not None


@given(st.from_regex(r"10\.[0-9]{4,6}/[!-~äß<>%#?]{1,30}", fullmatch=True))
def test_every_doi_survives_the_way_through_its_address(doi: str) -> None:
    try:
        check_doi(doi)
    except IdentifierError:
        return
    assert check_url(doi_url(doi))
    assert url_identifier(doi_url(doi)) == ("doi", doi)


def outcome(check: Check, text: str) -> str | None:
    """The text if it passes, else its repair if there is one."""
    try:
        return check(text)
    except IdentifierError as error:
        return error.fix


LIKELY = st.sampled_from(
    ["http", "https:", "//", "10.1145", "doi:", "arxiv", ".org", "/abs/", "1802.", "v2", "@", "[",
     "]", ":", "%2f", "\\", "\n", "\u202e", "a", "9", "-", "ß", "?", "#", "con"]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(LIKELY, max_size=12).map("".join))
def test_hostile_text_only_ever_meets_an_identifier_error(text: str) -> None:
    for check in (check_doi, check_arxiv, check_url, check_key, check_term_id):
        result = outcome(check, text)
        assert result is None or check(result) == result
    url_identifier(text)


@pytest.mark.parametrize(
    "text",
    ["doi:" * 250_000, "https://doi.org/" * 60_000, "a." * 500_000, "https://" + "a." * 500_000,
     "https://a.b/" + "%" * 1_000_000, "arxiv:" * 200_000, " " * 1_000_000, "9" * 1_000_000 + "v1",
     "https://" + "[" * 1_000_000, "10." + "1." * 500_000],
)  # fmt: skip
def test_a_million_characters_are_refused_at_once(text: str) -> None:
    start = time.process_time()
    for check in (check_doi, check_arxiv, check_url, check_key, check_term_id):
        with pytest.raises(IdentifierError):
            check(text)
    url_identifier(text)
    assert time.process_time() - start < 2
