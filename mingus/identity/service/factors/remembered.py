"""Browsers that are not asked for a second factor for thirty days. They never stand for a confirmation."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import events, factor_events
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.factor_models import RememberedBrowser
from mingus.identity.models import Person
from mingus.identity.schemas import Known
from mingus.identity.service.sessions import TOKEN_BYTES, hash_of

LASTS: Final = timedelta(days=30)


def remember(db: Session, known: Known, browser: str) -> str:
    """What this browser keeps so as not to be asked for a while."""
    token, moment, browser_id = secrets.token_urlsafe(TOKEN_BYTES), now(), new_id()
    row = {"id": browser_id, "token_hash": hash_of(token), "person_id": known.person_id, "browser": browser}
    times = {"created_at": moment, "used_at": moment, "expires_at": moment + LASTS}
    db.execute(insert(RememberedBrowser).values(**row, **times, session_version=known.session_version))
    events.record(db, factor_events.BrowserRemembered(known.household_id, known.person_id, browser_id))
    return token


def is_remembered(db: Session, known: Known, token: str) -> bool:
    """Whether this person asked, in this browser, not to be asked; and nothing has ended that since."""
    if not token:
        return False
    moment = now()
    seen = (
        update(RememberedBrowser)
        .where(
            RememberedBrowser.token_hash == hash_of(token),
            RememberedBrowser.person_id == known.person_id,
            RememberedBrowser.session_version == known.session_version,
            RememberedBrowser.expires_at > moment,
        )
        .values(used_at=moment)
        .returning(RememberedBrowser.id)
    )
    return db.scalar(seen) is not None


def all_of(db: Session, person_id: UUID) -> Sequence[Row[UUID, str, datetime, datetime]]:
    """The browsers that are remembered now, the one used last first."""
    return db.execute(
        select(RememberedBrowser.id, RememberedBrowser.browser, RememberedBrowser.used_at, RememberedBrowser.expires_at)
        .join(Person, Person.id == RememberedBrowser.person_id)
        .where(
            RememberedBrowser.person_id == person_id,
            RememberedBrowser.session_version == Person.session_version,
            RememberedBrowser.expires_at > now(),
        )
        .order_by(RememberedBrowser.used_at.desc())
    ).all()


def forget(db: Session, member: Member, browser_id: UUID | None = None) -> None:
    """Ask again in one browser, or in all of them. Raises NotFound for one that is not remembered."""
    gone = delete(RememberedBrowser).where(RememberedBrowser.person_id == member.person_id)
    if browser_id is not None:
        gone = gone.where(RememberedBrowser.id == browser_id)
    count = len(db.scalars(gone.returning(RememberedBrowser.id)).all())
    if browser_id is not None and count == 0:
        raise NotFound("This browser is asked for a second factor already.")
    if count:
        events.record(db, factor_events.BrowserForgotten(member.household_id, member.person_id, count))
