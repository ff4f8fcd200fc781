"""ORCID iD, ISBN, ISSN: right ones pass as they stand, slips are found, forms are repaired."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_list.records.check_digits import check_isbn, check_issn, check_orcid
from reading_list.records.refusal import IdentifierError

RIGHT = [
    (check_orcid, "0000-0002-4186-7618"),
    (check_orcid, "0000-0002-1825-0097"),
    (check_orcid, "0000-0002-1694-233X"),
    (check_isbn, "978-3-16-148410-0"),
    (check_isbn, "9783161484100"),
    (check_isbn, "979-10-90636-07-1"),
    (check_isbn, "0-306-40615-2"),
    (check_isbn, "080442957X"),
    (check_isbn, "0-8044-2957-X"),
    (check_issn, "0018-9219"),
    (check_issn, "2434-561X"),
]


@pytest.mark.parametrize(("check", "text"), RIGHT)
def test_right_number_passes_as_it_stands(check: Callable[[str], str], text: str) -> None:
    assert check(text) == text


@pytest.mark.parametrize(("check", "text"), RIGHT)
def test_every_slip_of_one_digit_is_found(check: Callable[[str], str], text: str) -> None:
    for position, digit in enumerate(text):
        if digit.isdigit():
            wrong = text[:position] + str((int(digit) + 1) % 10) + text[position + 1 :]
            with pytest.raises(IdentifierError) as caught:
                check(wrong)
            assert caught.value.fix is None


@pytest.mark.parametrize(
    ("check", "text", "fix"),
    [
        (check_orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (check_orcid, "orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        (check_orcid, "ORCID: 0000-0002-1825-0097", "0000-0002-1825-0097"),
        (check_orcid, "0000000218250097", "0000-0002-1825-0097"),
        (check_orcid, "0000 0002 1825 0097", "0000-0002-1825-0097"),
        (check_orcid, "0000–0002–1825–0097", "0000-0002-1825-0097"),
        (check_orcid, "0000-0002-1694-233x", "0000-0002-1694-233X"),
        (check_isbn, "ISBN 978-3-16-148410-0", "978-3-16-148410-0"),
        (check_isbn, "ISBN-13: 978-3-16-148410-0", "978-3-16-148410-0"),
        (check_isbn, "urn:isbn:0306406152", "0306406152"),
        (check_isbn, "978 3 16 148410 0", "978-3-16-148410-0"),
        (check_isbn, "0-8044-2957-x", "0-8044-2957-X"),
        (check_issn, "ISSN 0018-9219", "0018-9219"),
        (check_issn, "eISSN: 2434-561x", "2434-561X"),
        (check_issn, "00189219", "0018-9219"),
        (check_issn, " 0018-9219\n", "0018-9219"),
    ],
)
def test_other_forms_are_refused_with_the_repair(
    check: Callable[[str], str], text: str, fix: str
) -> None:
    with pytest.raises(IdentifierError) as caught:
        check(text)
    assert caught.value.fix == fix
    assert check(fix) == fix


@pytest.mark.parametrize(
    ("check", "text", "message"),
    [
        (check_orcid, "", "the ORCID iD is empty"),
        (check_orcid, "Song Han", "`Song Han` is not written as an ORCID iD is"),
        (
            check_orcid,
            "0000-0002-1825-0098",
            "`0000-0002-1825-0098` is mistyped: 7, not 8, would be its last digit",
        ),
        (check_isbn, "12345", "`12345` is not written as an ISBN is"),
        (check_isbn, "978316148410", "`978316148410` has 12 digits, but an ISBN has 10 or 13"),
        (check_isbn, "979-0-2600-0043-8", "`979-0-2600-0043-8` is the number of something else"),
        (check_isbn, "080442957X\n", "`080442957X\\n` is not written as an ISBN is"),
        (check_issn, "٠٠١٨-٩٢١٩", "`٠٠١٨-٩٢١٩` is not written as an ISSN is"),
    ],
)
def test_message_names_what_is_wrong_with_this_value(
    check: Callable[[str], str], text: str, message: str
) -> None:
    with pytest.raises(IdentifierError) as caught:
        check(text)
    assert str(caught.value) == message
    assert caught.value.hint


def outcome(check: Callable[[str], str], text: str) -> str | None:
    """The text if it passes, else its repair if there is one."""
    try:
        return check(text)
    except IdentifierError as error:
        return error.fix


@given(st.text(max_size=100) | st.from_regex(r"(isbn|issn|orcid)[: ][0-9xX -]{0,30}"))
def test_hostile_text_only_ever_meets_an_identifier_error(text: str) -> None:
    for check in (check_orcid, check_isbn, check_issn):
        result = outcome(check, text)
        assert result is None or check(result) == result
