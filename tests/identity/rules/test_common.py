"""What everybody picks, doubled or joined, is no password; four words of one's own are."""

import pytest

from mingus.identity.rules.common import COMMON, is_common


@pytest.mark.parametrize(
    "password", ["sunshineprincess", "Sunshine Princess", "iloveyou12345678", "PASSWORDPASSWORD", "qwerty123p@ssw0rd"]
)
def test_favourites_joined_are_found_whatever_their_capitals_and_blanks(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("password", ["four unrelated blue words", "sunshine princes", "quartz onyx elm ivy"])
def test_words_of_ones_own_are_not(password: str) -> None:
    assert not is_common(password)


def test_there_are_thousands_of_them_and_all_are_long_enough_to_be_typed() -> None:
    assert len(COMMON) >= 3000
    assert all(len(password) >= 15 for password in COMMON)
