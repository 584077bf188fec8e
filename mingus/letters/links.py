"""The address in each letter that ends its kind: signed, so that nobody can end a stranger's, and good for ever."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final
from uuid import UUID

from mingus.core import crypto, settings
from mingus.core.errors import NotFound
from mingus.letters.rules.kinds import KINDS, Kind

_PERSON_BYTES: Final = 16
_SIGNATURE_BYTES: Final = 16


def stop_link(person_id: UUID, kind: Kind) -> str:
    """The whole address."""
    return settings.link(f"/letters/stop/{token_of(person_id, kind)}")


def token_of(person_id: UUID, kind: Kind) -> str:
    """Its last part: person, kind, signature."""
    body = person_id.bytes + kind.name.encode()
    return urlsafe_b64encode(_signature(body) + body).decode().rstrip("=")


def read(token: str) -> tuple[UUID, Kind]:
    """Whose letters of which kind a token ends. Raises NotFound for one that we did not write."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except ValueError:
        raise _unknown() from None
    signature, body = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(body)):
        raise _unknown()
    name = body[_PERSON_BYTES:].decode()
    return UUID(bytes=body[:_PERSON_BYTES]), next(one for one in KINDS if one.name == name)


def _signature(body: bytes) -> bytes:
    return crypto.blind_index("letters.stop", body.hex())[:_SIGNATURE_BYTES]


def _unknown() -> NotFound:
    return NotFound("This link is not one of ours, or a part of it is missing. Copy the whole address from the mail.")
