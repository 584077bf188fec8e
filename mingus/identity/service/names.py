"""People's names, opened for those who may read them."""

from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core import crypto
from mingus.core.crypto import Unreadable


def opened(db: Session, person_id: UUID, column: str, sealed: bytes) -> str:
    """The name; '' where it does not open, for a page works without."""
    try:
        return crypto.data_key(db, "person", person_id).open(sealed, table="people", column=column, row_id=person_id)
    except Unreadable:
        return ""
