import pytest

from mingus.core.errors import Refused
from mingus.identity.rules import check_password, normalised, stands_alone
from mingus.identity.rules.common import LISTED
from mingus.identity.rules.passwords import MIN_CHARACTERS

ALICE = ["alice.walker@example.com", "Alice", "Walker", "mingus"]


@pytest.mark.parametrize(
    "password",
    [
        "four unrelated blue words",
        "only small letters here",
        "        blanks count  too",
        "пароль из пяти слов тут",
        "🎷🎺🎻🥁🎹🎸🪕🪗🎤🎧🎼🎵🎶🪘📯",
        "tr0ub4dor&3-tr0ub",
        "x" * 5 + "quartz onyx elm" + "y" * 236,
        "alice likes to play upright bass",
    ],
)
def test_length_is_all_that_is_asked(password: str) -> None:
    check_password(password, known_words=ALICE)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("fourteen chars", "at least 15"),
        ("", "at least 15"),
        ("ﬀ" * 7, "at least 15"),
        ("é" * 64 + "ö" * 65, "at most 256"),
        ("quartz onyx " * 22, "at most 256"),
        ("aaaaaaaaaaaaaaaaaa", "simple pattern"),
        ("abcabcabcabcabcab", "simple pattern"),
        ("12345123451234512345", "simple pattern"),
        ("abcdefghijklmnopq", "simple pattern"),
        ("zyxwvutsrqponmlkj", "simple pattern"),
        ("qwertyuiopasdfghjkl", "simple pattern"),
        ("1234567890123456", "simple pattern"),
        ("PasswordPassword", "lists"),
        ("correct horse battery staple", "lists"),
        ("I Love You Forever", "lists"),
        ("alice.walker@example.com", "your name"),
        ("AliceWalkerAliceWalker1", "your name"),
        ("alicewalker2026", "your name"),
        ("mingusmingus2026", "your name"),
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused_with_a_hint(password: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        check_password(password, known_words=ALICE)
    assert list(caught.value.fields) == ["password"]


def test_every_keyboards_way_to_type_the_same_is_the_same_password() -> None:
    assert normalised("cafe\u0301 ﬁne words here") == normalised("café fine words here")


def test_every_listed_password_is_long_enough_to_matter_and_refused() -> None:
    assert len(LISTED) > 250
    for password in LISTED:
        assert len(password) >= MIN_CHARACTERS, password
        with pytest.raises(Refused):
            check_password(password)


def test_beside_a_second_factor_eight_characters_are_enough() -> None:
    check_password("blue7Owl", has_second_factor=True)
    with pytest.raises(Refused, match="at least 8 characters"):
        check_password("blue7Ow", has_second_factor=True)
    with pytest.raises(Refused, match="at least 15 characters"):
        check_password("blue7Owl")
    with pytest.raises(Refused, match="simple pattern"):
        check_password("12345678", has_second_factor=True)


def test_what_stands_alone_is_told_by_its_length() -> None:
    assert stands_alone("four unrelated ")
    assert not stands_alone("four unrelated")
