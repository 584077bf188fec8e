"""What browsers are asked, and which answers are taken for true."""

from typing import Any

import pytest

from mingus.identity.rules import ceremonies
from mingus.identity.rules.sites import Site
from tests.identity.second_factors import ORIGIN, SITE, SoftPasskey, unpacked

HERE = Site(SITE, ORIGIN)
CHALLENGE = b"c" * 32
USER = (b"u" * 16, "alice@example.com")


def to_make(known: list[tuple[bytes, str]] | None = None) -> dict[str, Any]:
    return ceremonies.options_to_make(HERE, CHALLENGE, 300_000, user=USER, known=known or [])


def to_answer(*, alone: bool = False) -> dict[str, Any]:
    return ceremonies.options_to_answer(HERE, CHALLENGE, 300_000, known=[(b"id", "usb")], alone=alone)


def test_a_new_passkey_is_kept_as_it_is() -> None:
    passkey = SoftPasskey()
    made = ceremonies.made(passkey.make(to_make()), HERE, CHALLENGE)
    assert made is not None
    assert (made.credential_id, made.sign_count, made.transports) == (passkey.credential_id, 0, "internal")


def test_the_browser_is_told_which_passkeys_there_are() -> None:
    options = to_make([(b"known", "usb nfc")])
    assert [unpacked(one["id"]) for one in options["excludeCredentials"]] == [b"known"]
    assert options["rp"] == {"name": "Mingus", "id": SITE}
    assert unpacked(options["user"]["id"]) == USER[0]
    assert options["attestation"] == "none"


def test_alone_the_device_must_check_its_owner() -> None:
    assert to_answer(alone=True)["userVerification"] == "required"
    assert to_answer()["userVerification"] == "preferred"


@pytest.mark.parametrize("fault", [{"origin": "https://evil.example"}, {"site": "evil.example"}])
def test_a_passkey_made_elsewhere_is_not_kept(fault: dict[str, Any]) -> None:
    assert ceremonies.made(SoftPasskey(**fault).make(to_make()), HERE, CHALLENGE) is None


def test_another_challenge_is_not_answered() -> None:
    passkey = SoftPasskey()
    made = ceremonies.made(passkey.make(to_make()), HERE, CHALLENGE)
    assert made is not None
    key = (made.public_key, made.sign_count)
    said = passkey.answer(to_answer())
    assert ceremonies.challenge_of(said) == CHALLENGE
    assert ceremonies.new_sign_count(said, HERE, CHALLENGE, passkey=key, alone=True) == 1
    assert ceremonies.new_sign_count(said, HERE, b"d" * 32, passkey=key, alone=True) is None
    assert ceremonies.new_sign_count(said, HERE, CHALLENGE, passkey=(made.public_key, 1), alone=True) is None


@pytest.mark.parametrize("said", [{}, {"response": {}}, {"response": {"clientDataJSON": "!"}}, {"response": 5}])
def test_nonsense_answers_nothing(said: dict[str, Any]) -> None:
    assert ceremonies.challenge_of(said) is None
    assert ceremonies.made(said, HERE, CHALLENGE) is None
    assert ceremonies.new_sign_count(said, HERE, CHALLENGE, passkey=(b"", 0), alone=False) is None
    assert ceremonies.credential_id_of(said) == b""
