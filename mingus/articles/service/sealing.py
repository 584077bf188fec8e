"""Notes and names of folders, sealed with their person's own key."""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.crypto import Unreadable
from mingus.core.tenancy import Member

UNAVAILABLE: Final = "unavailable"
_NOTE: Final = {"table": "article_bookmarks", "column": "note_sealed"}
_NAME: Final = {"table": "article_folders", "column": "name_sealed"}


def sealed_note(db: Session, member: Member, article_id: UUID, note: str) -> bytes | None:
    """A note for this article's bookmark; None for no note."""
    if not note:
        return None
    return crypto.data_key(db, "person", member.person_id).seal(note, **_NOTE, row_id=article_id)


def opened_note(db: Session, member: Member, article_id: UUID, sealed: bytes | None) -> str:
    """What `sealed_note` sealed; '' for none."""
    return _opened(db, member, sealed, _NOTE, article_id) if sealed else ""


def sealed_name(db: Session, member: Member, folder_id: UUID, name: str) -> bytes:
    """A folder's name."""
    return crypto.data_key(db, "person", member.person_id).seal(name, **_NAME, row_id=folder_id)


def opened_name(db: Session, member: Member, folder_id: UUID, sealed: bytes) -> str:
    """What `sealed_name` sealed."""
    return _opened(db, member, sealed, _NAME, folder_id)


def _opened(db: Session, member: Member, sealed: bytes, place: dict[str, str], row_id: UUID) -> str:
    try:
        key = crypto.data_key(db, "person", member.person_id)
        return key.open(sealed, table=place["table"], column=place["column"], row_id=row_id)
    except Unreadable:
        return UNAVAILABLE
