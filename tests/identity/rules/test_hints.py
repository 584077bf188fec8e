"""The hint grows with the password, and says nothing of the one who types it."""

import pytest

from mingus.identity.rules.hints import SENTENCES, hint


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("", ""), ("password1", SENTENCES[0]), ("four unrelated blue words", SENTENCES[4]), ("x" * 5000, SENTENCES[0])],
)
def test_it_says_how_soon_a_password_is_guessed(password: str, sentence: str) -> None:
    assert hint(password, []) == sentence


def test_ones_own_name_makes_it_no_better() -> None:
    alone, own = (SENTENCES.index(hint("Zebulonia Quist", words)) for words in ([], ["Zebulonia", "Quist"]))
    assert own < alone
