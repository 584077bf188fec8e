"""Opaque cursors for keyset pages: where a list stopped, signed so that nobody can make one up or lend theirs."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Final
from uuid import UUID

from mingus.core import crypto
from mingus.core.errors import Refused

_SIGNATURE_BYTES: Final = 12
_PLACE_BYTES: Final = 4 + 16


def encode(household_id: UUID, on: date, row_id: UUID) -> str:
    """The place of one row in a list ordered by day and id, for this household alone."""
    place = on.toordinal().to_bytes(4) + row_id.bytes
    return urlsafe_b64encode(place + _signature(household_id, place)).decode()


def decode(household_id: UUID, cursor: str) -> tuple[date, UUID]:
    """The place that `encode` wrote. Raises Refused that names the field `cursor` on anything else."""
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii"))
    except ValueError:  # not ASCII, not base64
        raise _refused() from None
    place, signature = raw[:_PLACE_BYTES], raw[_PLACE_BYTES:]
    if not hmac.compare_digest(signature, _signature(household_id, place)):
        raise _refused()
    return date.fromordinal(int.from_bytes(place[:4])), UUID(bytes=place[4:])


def _signature(household_id: UUID, place: bytes) -> bytes:
    return crypto.blind_index("cursor", f"{household_id}|{place.hex()}")[:_SIGNATURE_BYTES]


def _refused() -> Refused:
    message = "This place in the list is not known. Please start again from the first page."
    return Refused(message, fields={"cursor": "not a cursor of this list"})
