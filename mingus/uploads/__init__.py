"""Files people bring in: sealed, private, bounded. Knows no people and no banks."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.uploads.models import Upload, UploadChunk
from mingus.uploads.service import copy_to, head, remove, store

__all__ = ["Upload", "copy_to", "head", "remove", "store"]


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    columns = select(Upload.id, Upload.file_name, Upload.size_bytes, Upload.created_at)
    yield "uploads", db.execute(columns.where(Upload.household_id == household_id)).mappings()


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(Upload).where(Upload.household_id == household_id))


personal_data.register(
    personal_data.PersonalData(
        "uploads", frozenset({Upload.__tablename__, UploadChunk.__tablename__}), export=_export, erase=_erase
    )
)
