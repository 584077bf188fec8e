import pytest
from apiflask import APIFlask

from mingus.core.activity import tellings


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ("app", "an authenticator app"),
        ("passkey", "a passkey"),
        ("all", "every second factor"),
        ("ring", "a second factor"),
    ],
)
def test_a_second_factor_is_named(app: APIFlask, factor: str, words: str) -> None:
    assert tellings()["FactorRemoved"].deed({"factor": factor}) == f"removed {words}"


def test_a_look_says_how_long_it_may_last(app: APIFlask) -> None:
    assert tellings()["AccessOpened"].deed({"minutes": 15}) == "got leave to read this household for 15 minutes"
