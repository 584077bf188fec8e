"""What everybody picks, doubled or joined, is no password; four words of one's own are."""

import pytest

from mingus.core.errors import Refused
from mingus.identity.rules.common import COMMON, is_common, leaked
from mingus.identity.rules.passwords import check_password


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


def test_more_than_ten_thousand_that_could_stand_beside_a_second_factor_are_listed() -> None:
    listed = leaked().split()
    assert len(listed) >= 10_000
    assert all(len(password) >= 8 for password in listed)
    assert listed == sorted(set(listed))


@pytest.mark.parametrize("password", ["password1", "JENNIFER", "star wars", "1qaz2wsx"])
def test_leaked_ones_are_found_whatever_their_capitals_and_blanks(password: str) -> None:
    assert is_common(password)


def test_a_part_of_one_is_not_one() -> None:
    assert is_common("baseball")
    assert not is_common("basebal")
    assert not is_common("aseball1x")


def test_beside_a_second_factor_eight_characters_are_enough_unless_they_are_common() -> None:
    check_password("qpx7 vgk", has_second_factor=True)
    with pytest.raises(Refused, match="on the lists"):
        check_password("jennifer", has_second_factor=True)
