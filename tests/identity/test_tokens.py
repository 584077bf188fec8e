"""What an access token says; what forged ones do not open is tests/abuse/test_A04_forged_tokens.py."""

import jwt

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity import tokens


def test_a_token_lives_ten_minutes(configuration: Settings) -> None:
    claims = tokens.Claims(new_id(), new_id(), new_id(), 1)
    said = jwt.decode(tokens.issue(configuration, claims), options={"verify_signature": False})
    assert said["exp"] - said["iat"] == 600


def test_a_token_says_what_was_put_in_and_no_name(configuration: Settings) -> None:
    claims = tokens.Claims(new_id(), new_id(), new_id(), 7)
    assert tokens.read(configuration, tokens.issue(configuration, claims)) == claims
