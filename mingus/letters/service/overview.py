"""What comes by mail, and what came."""

from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus import messaging, profile
from mingus.core import clock
from mingus.core.tenancy import Member
from mingus.letters.models import Letter
from mingus.letters.rules import kinds
from mingus.letters.schemas import KindView, LetterView, Overview

SHOWN: Final = 50
FORGOTTEN: Final = "no longer kept"


def overview(db: Session, member: Member) -> Overview:
    """Each kind with when it comes next, and what was written to this person, newest first."""
    chosen = profile.preferences(db, member.person_id)
    local = clock.now().astimezone(ZoneInfo(member.time_zone))
    coming = [
        KindView(one, is_on, kinds.next_on(one, local) if is_on else None)
        for one, is_on in ((one, kinds.is_on(one.name, chosen)) for one in kinds.KINDS)
    ]
    return Overview(coming, _written(db, member))


def _written(db: Session, member: Member) -> list[LetterView]:
    wanted = (
        select(Letter.id, Letter.kind, Letter.week_on, Letter.queued_at, Letter.mail_id)
        .where(Letter.person_id == member.person_id)
        .order_by(Letter.queued_at.desc(), Letter.id.desc())
        .limit(SHOWN)
    )
    rows = db.execute(wanted).all()
    states = messaging.states(db, [row.mail_id for row in rows if row.mail_id])
    return [
        LetterView(
            row.id,
            row.kind,
            kinds.kind(row.kind).title,
            row.week_on,
            row.queued_at,
            states.get(row.mail_id, FORGOTTEN),
        )
        for row in rows
    ]
