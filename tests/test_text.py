"""Plain text: what folds together, what an address is made of, what a terminal may see."""

import re
import time
from xml.sax import saxutils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.text import (
    closest,
    fold,
    is_device_name,
    is_inert,
    printable,
    shorten,
    slug,
    sort_key,
    title_key,
    xml_quoted,
    xml_text,
)

ANY = st.text(max_size=200)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("deep compression", "deep compression"),
        ("Deep \t Compression\n", "deep compression"),
        ("Łukasz Kaiser", "lukasz kaiser"),
        ("Søren Ærø Đặng", "soren aero dang"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("e\u0301\u00e9", "ee"),
        ("ﬁne‐tuned — don’t", "fine-tuned - don't"),
        ("İstanbul ısı", "istanbul isi"),
        ("ℓ₀ 𝒩", "l0 n"),
        ("zero\u200bwidth\u00ad soft", "zerowidth soft"),
        ("北京 大学", "北京 大学"),
        ("한국어", "한국어"),
        ("\u1112\u1161\u11ab", "한"),
        ("がく", "がく"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_fold_drops_what_readers_do_not_type(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127), max_size=100))
def test_fold_of_ascii_is_its_lower_case_words(text: str) -> None:
    assert fold(text) == " ".join(text.lower().split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Compression: A Survey.", "deep compression – a survey"),
        ("The *Lottery* Ticket", "The Lottery Ticket"),
        ("$L_0$ Regularization", "L0 regularization"),
        ("Müller’s Nets", "Muller's nets"),
        ("XNOR-Net", "XNORNet"),
    ],
)
def test_title_key_is_equal_for_one_title_in_two_spellings(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


def test_title_key_keeps_letters_of_every_script_and_is_empty_for_symbols() -> None:
    assert title_key("神经网络 2018") == "神经网络2018"
    assert title_key("हिन्दी") != title_key("हन्द")
    assert title_key("*** $ —") == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("pruning", "pruning"),
        ("Song Han", "song-han"),
        ("Xi'an Jiaotong University", "xian-jiaotong-university"),
        ("don’t", "dont"),
        ("Łukasz Møller-Süß", "lukasz-moller-suss"),
        ("GPT-3.5 (turbo)", "gpt-3-5-turbo"),
        ("--a__b--", "a-b"),
        ("Владимир", "vladimir"),
        ("con", "con-x"),
        ("NUL", "nul-x"),
        ("COM¹", "com1-x"),
        ("lpt9", "lpt9-x"),
        ("console", "console"),
        ("e\u0301", "e"),
    ],
)
def test_slug_is_an_address(text: str, address: str) -> None:
    assert slug(text) == address


@given(st.one_of(ANY, st.text("ab -'é北", max_size=300)), st.integers(20, 90))
def test_slug_is_never_empty_nor_long_and_stays_itself(text: str, limit: int) -> None:
    address = slug(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address)
    assert len(address) <= limit
    assert not is_device_name(address)
    assert slug(address, limit) == address


def test_slug_without_letters_is_a_digest_that_tells_texts_apart() -> None:
    assert slug("***") == slug("***") != slug("+++")
    assert slug("").startswith("x-")
    assert slug("\ud800").startswith("x-")


def test_long_slugs_with_one_beginning_differ_and_end_at_a_hyphen() -> None:
    one, other = (slug("many words " * 20 + end) for end in ("one", "two"))
    assert one != other
    assert re.fullmatch(r"(many-words-)+(many-)?[0-9a-f]{8}", one)
    assert slug("x" * 500) != slug("x" * 501)


@pytest.mark.parametrize("name", ["con", "CON", "nul.html", "Com7", "aux .txt"])
def test_device_names_are_known_with_any_ending(name: str) -> None:
    assert is_device_name(name)


@pytest.mark.parametrize("name", ["", "con-x", "icon", "com", "com10", "x.con"])
def test_other_names_are_no_devices(name: str) -> None:
    assert not is_device_name(name)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Lottery", "the lottery"),
        ("“Why Should I Trust You?”", 'why should i trust you?"'),
        ("*Deep* Nets", "deep nets"),
        ("$L_0$ Nets", "l_0 nets"),
        ("(How) Nets", "how) nets"),
        ("Émile", "emile"),
        ("???", "???"),
        ("$$", "$$"),
    ],
)
def test_sort_key_begins_with_a_letter_if_there_is_one(text: str, key: str) -> None:
    assert sort_key(text) == key


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("as it is", 60, "as it is"),
        ("two\n lines", 60, "two lines"),
        ("The Lottery Ticket Hypothesis", 15, "The Lottery…"),
        ("x" * 100, 10, "x" * 9 + "…"),
        ("a " + "x" * 100, 10, "a xxxxxxx…"),
    ],
)
def test_shorten_cuts_at_a_word_if_much_is_left(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(ANY, st.integers(1, 80))
def test_shortened_text_fits_and_is_one_line(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert "\n" not in short


@given(st.text("ab \n", max_size=2000))
def test_shorten_says_when_it_dropped_something(text: str) -> None:
    whole = " ".join(text.split())
    assert shorten(text) == whole or shorten(text).endswith("…")


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("prunning", ["automl", "pruning", "running"], "pruning"),
        ("iclr", ["ICLR", "icml"], "ICLR"),
        ("titel", ["title", "track"], "title"),
        ("quantisaton", ["quantization"], "quantization"),
        ("quant", ["quantization", "pruning"], "quantization"),
        ("Müler", ["muller"], "muller"),
        ("abc", ["abe", "abd"], "abd"),
        ("cnn", ["rnns", "rnn"], "rnn"),
        ("xy", ["xz"], None),
        ("yaer", [], None),
        ("pruning", ["distillation"], None),
        ("", ["a"], None),
    ],
)
def test_closest_finds_the_likely_slip(word: str, candidates: list[str], found: str | None) -> None:
    assert closest(word, candidates) == found
    assert closest(word, reversed(candidates)) == found


def test_closest_keeps_to_the_limit_it_is_given() -> None:
    assert closest("prunning", ["pruning"], limit=0) is None
    assert closest("abcd", ["abxy"], limit=2) == "abxy"


def test_closest_of_very_long_words_is_quick() -> None:
    start = time.process_time()
    assert closest("x" * 1_000_000, ["y" * 1_000_000] * 100) is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, Łódź, 北京 \u00a0 👍", "plain, Łódź, 北京 \u00a0 👍"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\u3164", "\\u3164"),
    ],
)
def test_printable_is_inert_on_a_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(ANY)
def test_printable_text_is_inert_and_stays_itself(text: str) -> None:
    assert is_inert(printable(text))
    assert printable(printable(text)) == printable(text)
    assert is_inert(text) == (printable(text) == text)


@given(ANY)
def test_xml_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert xml_text(text) == saxutils.escape(text)
    assert xml_quoted(text) == saxutils.quoteattr(text)


def test_both_quotes_in_one_attribute() -> None:
    assert xml_quoted("a \"b\" 'c'\n<") == "\"a &quot;b&quot; 'c'&#10;&lt;\""
