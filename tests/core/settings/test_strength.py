"""Random secrets pass, whatever their alphabet; what people type in their place does not."""

import random
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable

import pytest

from mingus.core.settings import SCHEMA
from mingus.core.settings.strength import bits, weakness


@pytest.mark.parametrize(
    "make",
    [
        lambda dice: dice.randbytes(16).hex(),
        lambda dice: dice.randbytes(32).hex(),
        lambda dice: dice.randbytes(32).hex().upper(),
        lambda dice: urlsafe_b64encode(dice.randbytes(32)).decode(),
        lambda dice: b64encode(dice.randbytes(32)).decode(),
        lambda dice: "".join(dice.choices("0123456789", k=40)),
    ],
)
def test_random_secrets_pass(make: Callable[[random.Random], str]) -> None:
    dice = random.Random(1922)
    assert [weakness(make(dice)) for _ in range(2000)] == [""] * 2000


@pytest.mark.parametrize(
    ("secret", "because"),
    [
        ("a" * 64, "repeats"),
        ("ab" * 32, "repeats"),
        ("kJ8#mQ2$" * 5, "repeats"),
        ("q7Zp" + "x" * 60, "repeats|placeholder"),
        ("abcdefghijklmnopqrstuvwxyz0123456789", "repeats"),
        ("9876543210" * 3 + "98", "repeats"),
        ("31415926535897932384626433832795", "easy to guess"),
        ("CHANGE_ME_kJ8mQ2x7Lp0Rt5Vw9Zn3Bs6Yd1", "placeholder"),
        ("your-secret-here-kJ8mQ2x7Lp0Rt5Vw9Zn", "placeholder"),
        ("<64 hexadecimal digits, made by you>", "placeholder"),
        ("c" * 32, "published"),
    ],
)
def test_what_is_easy_to_guess_is_told_why_and_never_shown(secret: str, because: str) -> None:
    said = weakness(secret)
    assert any(word in said for word in because.split("|")), said
    assert secret not in said


def test_bits_are_length_times_alphabet() -> None:
    assert (bits("0" * 32), bits("0a" * 16), bits("aA" * 16), bits("")) == (106, 128, 182, 0)


def test_an_example_of_the_schema_is_no_secret() -> None:
    examples = [setting.example for setting in SCHEMA if setting.shape.startswith(("at least", "32 bytes"))]
    assert examples
    assert all(weakness(example) for example in examples)
