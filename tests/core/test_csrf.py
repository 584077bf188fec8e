"""A token fits its binding and its key, and looks different every time."""

from mingus.core.csrf import is_token_for, token_for

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_token_fits_whom_it_was_made_for() -> None:
    token = token_for(KEY, "session|a")
    assert is_token_for(token, KEY, "session|a")
    assert not is_token_for(token, KEY, "session|b")
    assert not is_token_for(token, OTHER, "session|a")


def test_no_two_tokens_look_alike() -> None:
    assert len({token_for(KEY, "session|a") for _ in range(20)}) == 20


def test_what_is_no_token_is_refused() -> None:
    for given in ("", "x", "é", "A" * 88, "A" * 60_000):
        assert not is_token_for(given, KEY, "session|a")
