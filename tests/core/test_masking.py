"""Whatever slips into a log line, by name or by shape, is gone before the line is written."""

from decimal import Decimal
from uuid import UUID

import pytest

from mingus.core.masking import REMOVED, cleaned, masked

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SECRETS = {
    "a database's address": "postgresql+psycopg://mingus:canary@db.example:25060/mingus?sslmode=require",
    "libpq's form of it": "connection failed: host=db.example password=canary dbname=mingus",
    "a password": "password: canary",
    "a token as a field": "token=canary123",
    "a cookie": "Cookie: canary",
    "a bearer token": "Authorization header was Bearer canary.canary",
    "a JWT": "eyJhbGciOiJIUzI1NiJ9.canaryIjoiMTIz.canarySignature",
    "a refresh token of ours": "mg_refresh_canary4Zk2x",
    "a vendor's key": "sk_live_canary51Habc",
    "an e-mail address": "canary@example.com",
    "a query string": "/transactions?q=canary&month=2026-11",
    "an IBAN": "DE89 3704 0044 0532 0130 00",
    "a card, as people write it": "4242 4242 4242 4242",
    "a card": "4242424242424242",
    "an account number": "12345678",
}
HARMLESS = [
    "/accounts/<uuid:account_id>",
    "Booting worker with pid: 29829",
    "2026-11-25 22:31:00",
    "psycopg.errors.UniqueViolation: 23505 people_email_key",
    str(ID),
    "Listening at: http://127.0.0.1:18431",
]


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_a_secret_in_a_text_is_removed_and_the_rest_stays(text: str) -> None:
    said = masked(f"before {text} after")
    assert "canary" not in said
    assert REMOVED in said
    assert not any(character in said.replace(REMOVED, "") for character in "23456789@")
    assert said.startswith("before ")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert masked(text) == text


def test_a_long_hostile_text_is_masked_in_linear_time() -> None:
    """Each of these would take hours with a pattern that tries again from every place."""
    for piece in ("a", "a.", "a@", "1 ", "x://", "?a", "password ", "eyJ"):
        assert masked(piece * 20_000)


@pytest.mark.parametrize("name", ["password", "access_token", "card_number", "email", "SECRET_KEY", "phone", "query"])
def test_a_field_with_such_a_name_is_removed_whatever_it_holds(name: str) -> None:
    assert cleaned(name, ["canary"]) == REMOVED


def test_ids_numbers_and_truths_are_kept() -> None:
    for value in (ID, 3, 2.5, True, None):
        assert cleaned("rows", value) is value
    assert cleaned("request_id", "12345678-abcdefgh") == "12345678-abcdefgh"


def test_it_looks_into_everything_that_holds_something() -> None:
    deep = {"list": [{"set": {"canary@example.com"}}], "canary@example.com": ("Bearer canary", Decimal(1))}
    assert "canary" not in str(cleaned("facts", deep))
