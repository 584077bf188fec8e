"""Names are repeated in mails to strangers; messages are not."""

import pytest

from mingus.identity.rules.guests import plain_name


@pytest.mark.parametrize("name", ["Alice", "The O’Briens", "Blue house", "Zoë & Ümit", "Home 2"])
def test_a_name_is_repeated(name: str) -> None:
    assert plain_name(name) == name


@pytest.mark.parametrize(
    "text", ["", "Win at evil.example", "https://x", "a\nb", "x" * 41, "<b>", "call +1(555)", "a@b"]
)
def test_a_message_is_not(text: str) -> None:
    assert plain_name(text) == ""
