"""Access tokens of the API: JWTs that live ten minutes. The one place that makes and reads them.

PyJWT is loaded by the first of them: it brings all of asymmetric cryptography along, which pages never need.

A good token alone opens nothing: `authentication` also asks the database whether its sign-in still stands.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from mingus.core.clock import now
from mingus.core.settings import Settings

TYPE: Final = "at+jwt"  # RFC 9068
ISSUER: Final = "mingus"
AUDIENCE: Final = "mingus-api"
LIFE: Final = timedelta(minutes=10)
MAX_CHARACTERS: Final = 2048
CLAIMS: Final = ("iss", "aud", "exp", "iat", "sub", "jti", "sid", "hid", "ver")


@dataclass(frozen=True)
class Claims:
    """What a token says: who, where, by which sign-in, at which session version."""

    person_id: UUID
    household_id: UUID
    family_id: UUID
    session_version: int


def issue(settings: Settings, claims: Claims) -> str:
    """A signed token for the next ten minutes."""
    import jwt

    moment = now()
    said = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": moment,
        "exp": moment + LIFE,
        "jti": str(uuid4()),
        "sub": str(claims.person_id),
        "hid": str(claims.household_id),
        "sid": str(claims.family_id),
        "ver": claims.session_version,
    }
    return jwt.encode(said, _key(settings), algorithm=settings.jwt_algorithm, headers={"typ": TYPE})


def read(settings: Settings, token: str) -> Claims | None:
    """What a token of ours says; None when it is forged, expired, or anything else than we make."""
    import jwt

    if len(token) > MAX_CHARACTERS:
        return None
    try:
        whole = jwt.decode_complete(
            token,
            _key(settings),
            algorithms=[settings.jwt_algorithm],
            issuer=ISSUER,
            audience=AUDIENCE,
            options={"require": list(CLAIMS), "strict_aud": True},
        )
        return _claims(whole["payload"]) if whole["header"].get("typ") == TYPE else None
    except (jwt.InvalidTokenError, ValueError):
        return None


def _claims(said: dict[str, Any]) -> Claims:
    version = said["ver"]
    if type(version) is not int:
        raise ValueError("the version is a whole number")
    return Claims(UUID(str(said["sub"])), UUID(str(said["hid"])), UUID(str(said["sid"])), version)


def _key(settings: Settings) -> bytes:
    return settings.jwt_secret_key.get_secret_value().encode()
