"""Forgeries are what they say: one thing is wrong with each, and none names anybody who exists."""

from datetime import timedelta

import jwt
import pytest

from mingus.checklist.looking.forged_tokens import forgeries
from mingus.core import clock
from mingus.identity import tokens

KEY = "k" * 32
MOMENT = clock.now()
FORGED = forgeries(KEY, MOMENT)


def read(name: str, key: str = KEY) -> dict[str, object]:
    strict = {"algorithms": ["HS256"], "issuer": tokens.ISSUER, "audience": tokens.AUDIENCE}
    fresh = forgeries(KEY, clock.now())  # they hold for minutes, and a run of all tests takes longer
    return dict(jwt.decode(fresh[name], key, **strict))  # type: ignore[arg-type]  # PyJWT's own words


def test_there_are_twelve_and_all_differ() -> None:
    assert len(set(FORGED.values())) == len(FORGED) == 12


def test_all_but_one_thing_is_right() -> None:
    before = clock.now()
    said = read("of a sign-in that is over")
    assert set(tokens.CLAIMS) <= set(said)
    assert 0 <= int(str(said["exp"])) - int((before + timedelta(minutes=5)).timestamp()) <= 60
    assert jwt.get_unverified_header(FORGED["expired"]) == {"alg": "HS256", "typ": tokens.TYPE}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("unsigned (alg none)", jwt.InvalidAlgorithmError),
        ("signed by RS256", jwt.InvalidAlgorithmError),
        ("a key id that leads out", jwt.InvalidSignatureError),
        ("for another audience", jwt.InvalidAudienceError),
        ("of another issuer", jwt.InvalidIssuerError),
        ("expired", jwt.ExpiredSignatureError),
        ("not yet valid", jwt.ImmatureSignatureError),
        ("altered to name another person", jwt.InvalidSignatureError),
        ("with an empty signature", jwt.InvalidSignatureError),
        ("signed with another key", jwt.InvalidSignatureError),
        ("cut short", jwt.DecodeError),
    ],
)
def test_each_is_wrong_in_the_way_it_says(name: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read(name)


def test_the_other_key_and_the_altered_person_are_really_there() -> None:
    assert read("signed with another key", "z" * 48)
    altered = jwt.decode(FORGED["altered to name another person"], options={"verify_signature": False})
    assert altered["sub"] != read("of a sign-in that is over")["sub"]
    assert jwt.get_unverified_header(FORGED["a key id that leads out"])["kid"].endswith("/dev/null")


def test_nobody_is_named_twice() -> None:
    again = jwt.decode(forgeries(KEY, MOMENT)["expired"], options={"verify_signature": False})
    assert again["sub"] != read("of a sign-in that is over")["sub"]
