"""Twelve forged access tokens. Whoever they name does not exist, so that none harms anybody where a check is broken."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from mingus.identity import tokens

LIFE = timedelta(minutes=5)
WAY_OUT = "../../../../../../dev/null"  # as the name of a key: a file that is empty

Said = dict[str, Any]


def forgeries(key: str, moment: datetime) -> dict[str, str]:
    """Each with what is wrong about it. All but one thing is as it should be: `key` is the site's own."""
    said = _claims(moment)
    good = _signed(said, key)
    head, _, signature = good.split(".")
    past, future = int((moment - LIFE).timestamp()), int((moment + LIFE).timestamp())
    return {
        "unsigned (alg none)": f"{_part(_header('none'))}.{_part(said)}.",
        "signed by RS256": _signed_by_rsa(said),
        "a key id that leads out": _signed(said, "", kid=WAY_OUT),
        "for another audience": _signed({**said, "aud": "somebody-else"}, key),
        "of another issuer": _signed({**said, "iss": "https://login.invalid"}, key),
        "expired": _signed({**said, "iat": past - 60, "exp": past}, key),
        "not yet valid": _signed({**said, "nbf": future}, key),
        "altered to name another person": f"{head}.{_part({**said, 'sub': str(uuid4())})}.{signature}",
        "of a sign-in that is over": good,
        "with an empty signature": f"{good.rpartition('.')[0]}.",
        "signed with another key": _signed(said, "z" * 48),
        "cut short": good[:-8],
    }


def _claims(moment: datetime) -> Said:
    return {
        "iss": tokens.ISSUER,
        "aud": tokens.AUDIENCE,
        "iat": int(moment.timestamp()),
        "exp": int((moment + LIFE).timestamp()),
        "jti": str(uuid4()),
        "sub": str(uuid4()),
        "hid": str(uuid4()),
        "sid": str(uuid4()),
        "ver": 1,
    }


def _header(algorithm: str, **other: str) -> Said:
    return {"alg": algorithm, "typ": tokens.TYPE, **other}


def _signed(said: Said, key: str, **header: str) -> str:
    """By HS256, written out here, because a library would not sign with an empty key."""
    signed = f"{_part(_header('HS256', **header))}.{_part(said)}"
    return f"{signed}.{_base64(hmac.digest(key.encode(), signed.encode(), hashlib.sha256))}"


def _signed_by_rsa(said: Said) -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signed = f"{_part(_header('RS256'))}.{_part(said)}"
    return f"{signed}.{_base64(private.sign(signed.encode(), padding.PKCS1v15(), SHA256()))}"


def _part(value: Said) -> str:
    return _base64(orjson.dumps(value))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
