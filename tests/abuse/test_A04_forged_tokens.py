"""A04: twelve forged tokens and their relatives: none of them opens anything."""

import base64
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from apiflask import APIFlask
from cryptography.hazmat.primitives.asymmetric import rsa

from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import tokens
from tests.factories import Program

Forger = Callable[[dict[str, Any], str], str]


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _signed(said: dict[str, Any], key: str, *, algorithm: str = "HS256", **header: Any) -> str:
    return jwt.encode(said, key, algorithm=algorithm, headers={"typ": tokens.TYPE, **header})


def _unsigned(algorithm: str) -> Forger:
    return lambda said, _key: f"{_part({'alg': algorithm, 'typ': tokens.TYPE})}.{_part(said)}."


def _rsa(said: dict[str, Any], key: str) -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(said, private, algorithm="RS256", headers={"typ": tokens.TYPE})


def _altered(said: dict[str, Any], key: str) -> str:
    head, _, signature = _signed(said, key).split(".")
    return f"{head}.{_part({**said, 'sub': str(new_id())})}.{signature}"


def _without(claim: str) -> Forger:
    return lambda said, key: _signed({name: value for name, value in said.items() if name != claim}, key)


def _with(**other: Any) -> Forger:
    return lambda said, key: _signed({**said, **other}, key)


FORGERIES: dict[str, Forger] = {
    "alg none": _unsigned("none"),
    "alg nOnE": _unsigned("nOnE"),
    "empty signature": lambda said, key: _signed(said, key).rpartition(".")[0] + ".",
    "other key": lambda said, _key: _signed(said, "z" * 32),
    "RS256": _rsa,
    "HS512 with the right key": lambda said, key: _signed(said, key.ljust(64, "x"), algorithm="HS512"),
    "HS384 with the right key": lambda said, key: jwt.encode(said, key, "HS384", {"typ": tokens.TYPE}),
    "kid to a file": lambda said, _key: _signed(said, "\0" * 32, kid="../../dev/null"),
    "jku elsewhere": lambda said, _key: _signed(said, "z" * 32, jku="http://127.0.0.1:9/keys"),
    "altered claims": _altered,
    "plain JWT type": lambda said, key: jwt.encode(said, key, "HS256"),
    "JWE": lambda _said, _key: ".".join([_part({"alg": "dir", "enc": "A256GCM"}), "", "AAAA", "AAAA", "AAAA"]),
    "two megabytes": lambda said, key: _signed({**said, "more": "x" * 2_000_000}, key),
    "expired": _with(exp=now() - timedelta(seconds=1)),
    "not yet issued": _with(iat=now() + timedelta(hours=1)),
    "other audience": _with(aud="mingus-pages"),
    "list of audiences": _with(aud=["mingus-api", "other"]),
    "other issuer": _with(iss="elsewhere"),
    "version as text": _with(ver="1"),
    "version as yes": _with(ver=True),
    "subject is no id": _with(sub="alice"),
    **{f"no {claim}": _without(claim) for claim in tokens.CLAIMS},
}  # fmt: skip


def _said(member: Member, family_id: str) -> dict[str, Any]:
    moment = now()
    return {
        "iss": tokens.ISSUER,
        "aud": tokens.AUDIENCE,
        "iat": moment,
        "exp": moment + tokens.LIFE,
        "jti": secrets.token_hex(8),
        "sub": str(member.person_id),
        "hid": str(member.household_id),
        "sid": family_id,
        "ver": 1,
    }


@pytest.fixture
def said(api_alice: Program, alice: Member, configuration: Settings) -> dict[str, Any]:
    """What a good token of Alice's says."""
    claims = tokens.read(configuration, api_alice.access_token)
    assert claims is not None
    return _jsonable(_said(alice, str(claims.family_id)))


def _jsonable(said: dict[str, Any]) -> dict[str, Any]:
    return {name: int(value.timestamp()) if hasattr(value, "timestamp") else value for name, value in said.items()}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_token_opens_nothing(app: APIFlask, configuration: Settings, said: dict[str, Any], name: str) -> None:
    token = FORGERIES[name](said, configuration.jwt_secret_key.get_secret_value())
    assert tokens.read(configuration, token) is None
    answer = app.test_client().get("/api/user/profile", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_the_token_the_forgeries_are_made_from_is_good(
    app: APIFlask, configuration: Settings, said: dict[str, Any]
) -> None:
    token = _signed(said, configuration.jwt_secret_key.get_secret_value())
    answer = app.test_client().get("/api/user/profile", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "bearer\tx", "x", "Bearer ☃"])
def test_a_strange_authorization_header_is_a_401(app: APIFlask, header: str) -> None:
    answer = app.test_client().get(
        "/api/user/profile", headers={"Authorization": header.encode("utf-8").decode("latin-1")}
    )
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
