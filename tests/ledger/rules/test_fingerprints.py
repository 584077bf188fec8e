"""Equal rows are recognised in whatever file they come; unequal ones never are."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.fingerprints import FINGERPRINT_BYTES, fingerprint, normalise

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("MARTA FARE", "Marta  Fare "),
        ("CAFE\u0301", "CAFÉ"),
        ("ＦＡＲＥ", "fare"),  # a bank's full-width letters
        ("STRASSE", "straße"),
        ("A\u00a0B\tC\n", "a b c"),
    ],
)
def test_case_blanks_and_ways_of_writing_a_letter_make_no_difference(written: str, again: str) -> None:
    assert fingerprint(DAY, -250, "USD", written) == fingerprint(DAY, -250, "USD", again)


@pytest.mark.parametrize(
    "other",
    [
        (DAY + timedelta(days=1), -250, "USD", "FARE"),
        (DAY, 250, "USD", "FARE"),
        (DAY, -251, "USD", "FARE"),
        (DAY, -250, "CAD", "FARE"),
        (DAY, -250, "USD", "FARE 2"),
        (DAY, -25, "USD", "0|USD|FARE"),
    ],
)
def test_day_amount_sign_currency_and_text_each_count(other: tuple[date, int, str, str]) -> None:
    assert fingerprint(DAY, -250, "USD", "FARE") != fingerprint(*other)


def test_the_marks_in_existing_databases_stay_what_they_are() -> None:
    """A change here would import every row of every household once more."""
    assert fingerprint(DAY, -250, "USD", "MARTA FARE").hex() == "7e53030a1b6fc1dd1a2b1bef4f2adff5"


@given(st.dates(), st.integers(-(10**15), 10**15), st.text(max_size=80))
def test_every_row_has_one_of_the_same_size(day: date, minor: int, text: str) -> None:
    mark = fingerprint(day, minor, "USD", text)
    assert len(mark) == FINGERPRINT_BYTES
    assert mark == fingerprint(day, minor, "USD", unicodedata.normalize("NFD", text))


@given(st.text(max_size=80))
def test_a_normalised_text_has_single_blanks_and_no_case(text: str) -> None:
    assert normalise(text) == " ".join(normalise(text).split())
    assert normalise(f"  {text}\n") == normalise(text)
