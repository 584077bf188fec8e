"""A token is told from other text before anybody looks for it."""

import pytest

from mingus.identity.rules import personal_tokens


def test_a_fresh_one_is_one_and_never_the_same() -> None:
    made = {personal_tokens.make() for _ in range(50)}
    assert len(made) == 50
    assert all(personal_tokens.is_one(token) and token.startswith("mg_pat_") for token in made)


@pytest.mark.parametrize("place", [7, 30, 49, 50, 57])
def test_a_typing_error_is_noticed(place: int) -> None:
    token = personal_tokens.make()
    other = "0" if token[place] != "0" else "1"
    assert not personal_tokens.is_one(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("text", ["", "mg_pat_", "mg_refresh_" + "a" * 43, "mg_pat_" + "é" * 51, "x" * 58])
def test_other_text_is_none(text: str) -> None:
    assert not personal_tokens.is_one(text)
