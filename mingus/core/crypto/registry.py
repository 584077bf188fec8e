"""What the database knows of root keys: the canary of each that ever sealed here, and which of them are in use."""

from typing import Final

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mingus.core.crypto.models import Canary

# A step of the index for each id instead of a look at each row: there may be millions of rows, and three ids.
_IN_USE: Final = text(
    """
    WITH RECURSIVE used AS (
        (SELECT kid FROM data_keys ORDER BY kid LIMIT 1)
        UNION ALL
        SELECT (SELECT kid FROM data_keys WHERE kid > used.kid ORDER BY kid LIMIT 1)
          FROM used WHERE used.kid IS NOT NULL
    )
    SELECT kid FROM used WHERE kid IS NOT NULL
    """
)


def canaries(db: Session) -> dict[str, bytes]:
    """The canary of each root key that the registry names."""
    return {kid: bytes(canary) for kid, canary in db.execute(select(Canary.kid, Canary.canary))}


def in_use(db: Session) -> set[str]:
    """The ids of the root keys that wrap a data key."""
    return set(db.scalars(_IN_USE))


def add(db: Session, kid: str, canary: bytes) -> None:
    """Name a root key; one that is named already stays as it is."""
    if db.scalar(select(Canary.kid).where(Canary.kid == kid)) is None:  # most processes only look
        db.execute(insert(Canary).values(kid=kid, canary=canary).on_conflict_do_nothing())
