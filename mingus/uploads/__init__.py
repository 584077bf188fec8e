"""Files people bring in: sealed, private, bounded. Knows no people and no banks."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.core.tenancy import Member
from mingus.uploads.examining import examine, look_for_viruses
from mingus.uploads.models import Upload, UploadChunk
from mingus.uploads.rules import ACCEPT, KINDS, MAX_DOCUMENT_BYTES, Examined
from mingus.uploads.service import Pieces, Quota, begin, copy_to, ending, head, keep, opened, remove, store

__all__ = [
    "ACCEPT",
    "KINDS",
    "MAX_DOCUMENT_BYTES",
    "Examined",
    "Pieces",
    "Quota",
    "Upload",
    "begin",
    "copy_to",
    "ending",
    "examine",
    "head",
    "keep",
    "look_for_viruses",
    "opened",
    "remove",
    "store",
]

_COLUMNS = (Upload.id, Upload.file_name, Upload.size_bytes, Upload.purpose, Upload.uploaded_by, Upload.created_at)


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    yield "uploads", db.execute(select(*_COLUMNS).where(Upload.household_id == household_id)).mappings()


def _export_for(db: Session, member: Member) -> Iterable[tuple[str, personal_data.Rows]]:
    """What this person brought in: the files of others may belong to accounts that are private."""
    own = (Upload.household_id == member.household_id, Upload.uploaded_by == member.person_id)
    yield "uploads", db.execute(select(*_COLUMNS).where(*own)).mappings()


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(Upload).where(Upload.household_id == household_id))


personal_data.register(
    personal_data.PersonalData(
        "uploads",
        frozenset({Upload.__tablename__, UploadChunk.__tablename__}),
        export=_export,
        erase=_erase,
        export_for=_export_for,
    )
)
