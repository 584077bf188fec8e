"""Turns bytes of a store into a record or the head of its chain, or into the fault that is in them."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, TypeVar

import orjson
from pydantic import Field, StringConstraints, ValidationError

from mingus.core.evidence import files
from mingus.core.evidence.faults import Broken, Fault
from mingus.core.evidence.keys import Keys
from mingus.core.evidence.listing import number_of
from mingus.core.evidence.records import (
    MAX_RECORD_BYTES,
    Digest,
    KeyId,
    Moment,
    Record,
    Signature,
    Strict,
    canonical,
    signed_bytes,
)

HEAD: Final = "HEAD.json"
PENDING: Final = "pending.json"  # where a record stands until the head names it and it gets its place
MAX_HEAD_BYTES: Final = 4 * 1024 * 1024
_PATH: Final = r"^[0-9A-Z.]{3,20}/[0-9TZ.]{23}-[0-9]{1,16}\.json$"


class Head(Strict):
    """The end of the chain, signed: how many records there are, the newest's hash, and the newest of each id and kind.

    Without it nobody could see that the newest records were taken away.
    """

    number: Annotated[int, Field(ge=1)]
    hash: Digest
    created_at: Moment
    newest: dict[str, Annotated[str, StringConstraints(pattern=_PATH)]]
    key_id: KeyId
    signature: Signature


Signed = TypeVar("Signed", Record, Head)


@dataclass(frozen=True)
class Found:
    """A record, or what is wrong with it, or neither when there is none."""

    record: Record | None = None
    fault: Fault | None = None


def record(found: bytes, where: str, keys: Keys) -> Record:
    """The record in the file `where`. Raises Broken that says what is wrong."""
    said = _signed(Record, found, where, keys)
    if where not in {said.where, PENDING}:
        words = f"holds record {said.number} of {said.id} under the name of another: it was moved or swapped"
        raise Broken(Fault("reordered", where, words, said.number))
    return said


def head(folder: Path, keys: Keys) -> Head:
    """The head of the chain in `folder`. Raises Broken that says what is wrong."""
    return _signed(Head, files.read(folder, HEAD, MAX_HEAD_BYTES), HEAD, keys)


def pending(folder: Path, end: Head | None, keys: Keys) -> Record | None:
    """The newest record, if whoever wrote it died before it got its place."""
    with suppress(Broken):
        found = files.read(folder, PENDING, MAX_RECORD_BYTES)
        if end and hashlib.sha256(found).hexdigest() == end.hash:
            return record(found, PENDING, keys)
    return None


def _signed(kind: type[Signed], found: bytes, where: str, keys: Keys) -> Signed:
    number = number_of(where)
    said = _parsed(kind, found, where, number)
    if canonical(said) != found:
        raise Broken(Fault("tampered", where, "is not written as Mingus writes; its bytes were changed", number))
    if said.key_id not in keys.trusted:
        words = f"is signed with the key {said.key_id}, which is not trusted here"
        raise Broken(Fault("foreign key", where, words, number))
    if not keys.holds(said.key_id, signed_bytes(said), said.signature):
        words = "does not match its signature: what it says was changed after it was signed"
        raise Broken(Fault("tampered", where, words, number))
    return said


def _parsed(kind: type[Signed], found: bytes, where: str, number: int | None) -> Signed:
    try:
        loose = orjson.loads(found)
    except orjson.JSONDecodeError:
        raise Broken(Fault("unreadable", where, "is not whole JSON: it was cut off or changed", number)) from None
    if isinstance(loose, dict) and not loose.get("signature"):
        raise Broken(Fault("unsigned", where, "has no signature", number))
    try:
        return kind.model_validate_json(found)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])[:80]
        words = f"is not what a {kind.__name__.lower()} is: {place or 'the whole'}: {first['msg']}"
        raise Broken(Fault("unreadable", where, words, number)) from None
