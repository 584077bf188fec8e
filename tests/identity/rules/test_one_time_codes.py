"""Codes of authenticator apps against the standard's own vectors, recovery codes as people type them, the picture."""

import re
from base64 import b32encode
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from mingus.identity.rules import one_time_codes as codes

SECRET = b32encode(b"12345678901234567890").decode()  # of RFC 6238, appendix B


def at(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_standards_own_codes_are_right_at_their_moment(second: int, code: str) -> None:
    assert codes.matching_step(SECRET, code, at(second)) == second // 30


@pytest.mark.parametrize(
    ("second", "is_right"),
    [
        (1111111080 - 31, False),
        (1111111080 - 30, True),
        (1111111080, True),
        (1111111080 + 59, True),
        (1111111140, False),
    ],
)
def test_a_code_is_good_one_step_before_and_after(second: int, *, is_right: bool) -> None:
    """081804 belongs to the step that begins at second 1111111080."""
    assert (codes.matching_step(SECRET, "081804", at(second)) == 1111111080 // 30) == is_right


@pytest.mark.parametrize("typed", ["081804", " 081 804 ", "081-804", "0818 04"])
def test_six_digits_are_a_code_however_they_are_spaced(typed: str) -> None:
    assert codes.is_app_code(typed)
    assert codes.matching_step(SECRET, typed, at(1111111109))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "٠٨١٨٠٤", "abcd-efgh-jkmn-pqrs"])
def test_everything_else_is_not(typed: str) -> None:
    assert not codes.is_app_code(typed)


@pytest.mark.parametrize(
    "typed", ["ab1d-ef0h-jkmn-pqrs", "AB1D EF0H JKMN PQRS", "abid-efoh-jkmn-pqrs", "aBlDeFOhjkmnpqrs"]
)
def test_recovery_codes_are_compared_as_they_are_read(typed: str) -> None:
    assert codes.recovery_form(typed) == "ab1def0hjkmnpqrs"


def test_the_alphabet_of_recovery_codes_holds_five_bits_and_no_lookalikes() -> None:
    assert len(set(codes.RECOVERY_ALPHABET)) == 32
    assert not set("ilou") & set(codes.RECOVERY_ALPHABET)
    assert codes.RECOVERY_CHARACTERS * 5 == 140


def test_the_address_names_mingus_and_the_person() -> None:
    said = codes.app_address(SECRET, "alice@example.com")
    assert said.startswith("otpauth://totp/Mingus:alice%40example.com?secret=GEZD")
    assert "issuer=Mingus" in said


def test_the_picture_is_markup_without_styles_scripts_or_links() -> None:
    drawn = codes.picture_of(codes.app_address(SECRET, 'a"><script>@example.com'))
    tree = ET.fromstring(drawn)  # noqa: S314  made by us
    assert {part.tag for part in tree.iter()} == {"svg", "path"}
    assert not re.search(r"style|script|href|on\w+=", drawn)


def test_secrets_are_read_aloud_in_fours() -> None:
    assert codes.grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"
