"""Storing and opening uploads. Pieces are sealed with the household's key and bound to their file and position."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.clock import now
from mingus.core.crypto import Unreadable
from mingus.core.errors import BadFile, NotFound, Refused, TooLarge
from mingus.core.ids import new_id
from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.tenancy import Member
from mingus.uploads.models import Upload, UploadChunk
from mingus.uploads.rules import Examined, safe_name

CHUNK_BYTES: Final = 256 * 1024


@dataclass(frozen=True)
class Quota:
    """How much a household may keep for one purpose."""

    max_bytes: int
    max_files: int


def store(
    db: Session, member: Member, file_name: str, stream: BinaryIO, *, max_bytes: int = MAX_UPLOAD_BYTES
) -> Upload:
    """Seal and keep what `stream` holds. Raises TooLarge past `max_bytes` and BadFile when it is empty."""
    upload = begin(db, member, file_name)
    pieces = Pieces(db, upload)
    for piece in iter(lambda: stream.read(CHUNK_BYTES), b""):
        if upload.size_bytes + len(piece) > max_bytes:
            raise TooLarge(f"This file is larger than {max_bytes // 2**20} MB, which is the most Mingus takes.")
        pieces.write(piece)
    if not upload.size_bytes:
        raise BadFile("This file is empty.")
    pieces.finish()
    return upload


def keep(db: Session, member: Member, examined: Examined, quota: Quota) -> Upload:
    """Seal and keep a document that was looked at. Raises Refused when the household keeps too much already.

    The caller holds the household's lock, so that two at once can't both be the last that fits.
    """
    _refuse_past(quota, db, member.household_id, len(examined.content))
    upload = begin(db, member, examined.file_name, purpose="document")
    pieces = Pieces(db, upload)
    pieces.write(examined.content)
    pieces.finish()
    return upload


def begin(db: Session, member: Member, file_name: str, *, purpose: str = "import") -> Upload:
    """A file that is empty still; `Pieces` fills it."""
    upload = Upload(
        household_id=member.household_id,
        id=new_id(),
        file_name=safe_name(file_name),
        size_bytes=0,
        sha256=b"",
        purpose=purpose,
        uploaded_by=member.person_id,
        created_at=now(),
    )
    db.add(upload)
    db.flush()
    return upload


class Pieces(io.RawIOBase):
    """A file that is written once from beginning to end, sealed piece by piece as it grows."""

    def __init__(self, db: Session, upload: Upload) -> None:
        self._db, self._upload = db, upload
        self._key = crypto.data_key(db, "household", upload.household_id)
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._position = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        """Take bytes; whole pieces are sealed at once."""
        size = memoryview(piece).nbytes
        self._waiting += piece
        self._upload.size_bytes += size
        while len(self._waiting) >= CHUNK_BYTES:
            self._seal(bytes(self._waiting[:CHUNK_BYTES]))
            del self._waiting[:CHUNK_BYTES]
        return size

    def finish(self) -> None:
        """Seal the rest. Without it the file can't be read."""
        if self._waiting:
            self._seal(bytes(self._waiting))
            self._waiting.clear()
        self._upload.sha256 = self._digest.digest()
        self._db.flush()

    def _seal(self, piece: bytes) -> None:
        self._digest.update(piece)
        row = {
            "household_id": self._upload.household_id,
            "upload_id": self._upload.id,
            "position": self._position,
            "sealed": self._key.seal_bytes(piece, _place(self._upload.id, self._position)),
        }
        self._db.execute(insert(UploadChunk).values(row))
        self._position += 1


def copy_to(db: Session, household_id: UUID, upload_id: UUID, target: BinaryIO) -> None:
    """Write the file's bytes to `target`. Raises NotFound for anybody else's, Unreadable when it is not whole."""
    target.writelines(opened(db, household_id, upload_id))


def opened(db: Session, household_id: UUID, upload_id: UUID) -> Iterator[bytes]:
    """The file's bytes, piece by piece. Raises NotFound for anybody else's, Unreadable when it is not whole."""
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
        left_bytes -= len(plain)
        yield plain
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


def ending(db: Session, household_id: UUID, upload_id: UUID) -> bytes:
    """The file's end: its last whole piece and what comes after it, or all of a file that is shorter."""
    key = crypto.data_key(db, "household", household_id)
    last = (
        select(UploadChunk.position, UploadChunk.sealed)
        .where(UploadChunk.household_id == household_id, UploadChunk.upload_id == upload_id)
        .order_by(UploadChunk.position.desc())
        .limit(2)
    )
    pieces = [key.open_bytes(sealed, _place(upload_id, position)) for position, sealed in db.execute(last)]
    return b"".join(reversed(pieces))


def remove(db: Session, household_id: UUID, upload_id: UUID) -> None:
    """Delete a file and its pieces; nothing happens when it is gone already."""
    db.execute(delete(Upload).where(Upload.household_id == household_id, Upload.id == upload_id))


def _refuse_past(quota: Quota, db: Session, household_id: UUID, more_bytes: int) -> None:
    kept = select(func.coalesce(func.sum(Upload.size_bytes), 0), func.count()).where(
        Upload.household_id == household_id, Upload.purpose == "document"
    )
    size_bytes, count = db.execute(kept).one()
    if size_bytes + more_bytes > quota.max_bytes or count >= quota.max_files:
        raise Refused(
            f"Your household keeps {count:,} files with {size_bytes / 2**20:,.0f} MB already, and this one does not"
            " fit any more. Remove some that you no longer need."
        )


def _place(upload_id: UUID, position: int) -> str:
    return f"upload_chunks|sealed|{upload_id}|{position}"
