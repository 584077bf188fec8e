"""Storing and opening uploads. Pieces are sealed with the household's key and bound to their file and position."""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO, Final
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.errors import BadFile, NotFound, TooLarge
from mingus.core.ids import new_id
from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.tenancy import Member
from mingus.uploads.models import Upload, UploadChunk

CHUNK_BYTES: Final = 256 * 1024
MAX_NAME: Final = 200


def store(
    db: Session, member: Member, file_name: str, stream: BinaryIO, *, max_bytes: int = MAX_UPLOAD_BYTES
) -> Upload:
    """Seal and keep what `stream` holds. Raises TooLarge past `max_bytes` and BadFile when it is empty."""
    upload = Upload(
        household_id=member.household_id,
        id=new_id(),
        file_name=_safe_name(file_name),
        size_bytes=0,
        sha256=b"",
        uploaded_by=member.person_id,
        created_at=now(),
    )
    db.add(upload)
    db.flush()
    key = crypto.data_key(db, "household", member.household_id)
    digest = hashlib.sha256()
    for position, piece in enumerate(_pieces(stream)):
        upload.size_bytes += len(piece)
        if upload.size_bytes > max_bytes:
            raise TooLarge(f"This file is larger than {max_bytes // 2**20} MB, which is the most Mingus takes.")
        digest.update(piece)
        sealed = key.seal_bytes(piece, _place(upload.id, position))
        row = {"household_id": member.household_id, "upload_id": upload.id, "position": position, "sealed": sealed}
        db.execute(insert(UploadChunk).values(row))
    if not upload.size_bytes:
        raise BadFile("This file is empty.")
    upload.sha256 = digest.digest()
    db.flush()
    return upload


def copy_to(db: Session, household_id: UUID, upload_id: UUID, target: BinaryIO) -> None:
    """Write the file's bytes to `target`. Raises NotFound for anybody else's, Unreadable when it is not whole."""
    whole = select(Upload.size_bytes).where(Upload.household_id == household_id, Upload.id == upload_id)
    left_bytes = db.scalar(whole)
    if left_bytes is None:
        raise NotFound("There is no such file.")
    key = crypto.data_key(db, "household", household_id)
    pieces = (
        select(UploadChunk.position, UploadChunk.sealed)
        .where(UploadChunk.household_id == household_id, UploadChunk.upload_id == upload_id)
        .order_by(UploadChunk.position)
        .execution_options(yield_per=8)
    )
    for position, sealed in db.execute(pieces):
        plain = key.open_bytes(sealed, _place(upload_id, position))
        left_bytes -= target.write(plain)
    if left_bytes:
        raise Unreadable("a piece of an upload is missing")


def head(db: Session, household_id: UUID, upload_id: UUID, at_least_bytes: int) -> bytes:
    """The file's beginning: whole pieces until `at_least_bytes` are there, or all of it."""
    key = crypto.data_key(db, "household", household_id)
    pieces = (
        select(UploadChunk.position, UploadChunk.sealed)
        .where(UploadChunk.household_id == household_id, UploadChunk.upload_id == upload_id)
        .order_by(UploadChunk.position)
        .limit(-(-at_least_bytes // CHUNK_BYTES))
    )
    return b"".join(key.open_bytes(sealed, _place(upload_id, position)) for position, sealed in db.execute(pieces))


def remove(db: Session, household_id: UUID, upload_id: UUID) -> None:
    """Delete a file and its pieces; nothing happens when it is gone already."""
    db.execute(delete(Upload).where(Upload.household_id == household_id, Upload.id == upload_id))


def _pieces(stream: BinaryIO) -> Iterable[bytes]:
    return iter(lambda: stream.read(CHUNK_BYTES), b"")


def _place(upload_id: UUID, position: int) -> str:
    return f"upload_chunks|sealed|{upload_id}|{position}"


def _safe_name(name: str) -> str:
    """The last part of the path some browsers send, without control characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(character for character in last if character.isprintable()).strip()
    return plain[:MAX_NAME] or "file"
