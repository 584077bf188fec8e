"""Writing mails down, in the transaction that causes them, and noting what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from mingus.core import crypto, jobs
from mingus.core.clock import now
from mingus.core.crypto import DataKey, Unreadable
from mingus.core.db import GLOBAL
from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.messaging.models import OutboxMail
from mingus.messaging.rendering import Letter, render

if TYPE_CHECKING:
    from mingus.messaging.smtp import NotTaken

DELIVER: Final = "messaging.deliver"
GOOD_FOR: Final = timedelta(days=2)
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)
UNREADABLE: Final = "it does not open any more"


@dataclass(frozen=True)
class Mail:
    """A mail of the outbox; `letter` is None when its key is gone."""

    id: UUID
    template: str
    created_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None
    attempts: int
    fault: str | None
    letter: Letter | None

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        return state_of(self.sent_at, self.given_up_at, self.attempts)


def state_of(sent_at: datetime | None, given_up_at: datetime | None, attempts: int) -> str:
    """What became of a mail, in a word."""
    if sent_at:
        return "sent"
    return "given up" if given_up_at else "waiting" if attempts else "kept"


def send(
    db: Session,
    *,
    template: str,
    to: str,
    facts: Mapping[str, Any],
    person_id: UUID | None = None,
    household_id: UUID | None = None,
    good_for: timedelta = GOOD_FOR,
    unsubscribe: str = "",
) -> UUID:
    """Write a mail to `to` down and queue it, both in the caller's transaction; its id.

    It is tried again and again for as long as it is `good_for` something. What nobody asked for has the address that
    ends it (`unsubscribe`), in the text and for mail programs. Raises Refused when `to` is no address.
    """
    letter, mail_id, moment = render(template, to, facts, unsubscribe=unsubscribe), new_id(), now()
    key = _key(db, person_id, household_id)
    db.execute(
        insert(OutboxMail).values(
            id=mail_id,
            person_id=person_id,
            household_id=household_id,
            template=template,
            letter_sealed=key.seal(letter.as_json(), table="outbox", column="letter_sealed", row_id=mail_id),
            created_at=moment,
            good_until=moment + good_for,
            attempts=0,
        )
    )
    jobs.enqueue(db, DELIVER, mail_id=mail_id)
    return mail_id


def due(db: Session, mail_id: UUID) -> Mail | None:
    """The mail when it still has to be sent; None when it was, when it was given up, and when it is no more."""
    still = (OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None))
    found = db.execute(_MAILS.where(OutboxMail.id == mail_id, *still)).one_or_none()
    return _mail(db, found) if found else None


def states(db: Session, mail_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What became of each mail that is still kept: sent, given up, waiting, kept."""
    found = db.execute(_MAILS.where(OutboxMail.id.in_(mail_ids)))
    return {row.id: state_of(row.sent_at, row.given_up_at, row.attempts) for row in found}


def note_sent(db: Session, mail_id: UUID) -> None:
    """A server has taken it."""
    _change(db, mail_id, sent_at=now(), attempts=OutboxMail.attempts + 1, fault=None)


def note_fault(db: Session, mail_id: UUID, refused: "NotTaken") -> None:
    """It was not taken: try again later, unless that is of no use or it has ceased to be good for anything."""
    attempts, good_until = db.execute(
        update(OutboxMail)
        .where(OutboxMail.id == mail_id)
        .values(attempts=OutboxMail.attempts + 1, fault=refused.why)
        .returning(OutboxMail.attempts, OutboxMail.good_until)
    ).one()
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    if refused.is_final or now() + wait > good_until:
        give_up(db, mail_id, refused.why)
    else:
        jobs.enqueue(db, DELIVER, key=f"mail:{mail_id}", after=wait, mail_id=mail_id)


def give_up(db: Session, mail_id: UUID, why: str) -> None:
    """Never try it again."""
    _change(db, mail_id, given_up_at=now(), fault=why)


def newest(db: Session, at_most: int) -> Sequence[Mail]:
    """The newest mails, newest first."""
    return [_mail(db, row) for row in db.execute(_MAILS.order_by(OutboxMail.created_at.desc()).limit(at_most))]


def find(db: Session, mail_id: UUID) -> Mail:
    """One mail. Raises NotFound."""
    found = db.execute(_MAILS.where(OutboxMail.id == mail_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such mail. `mingus mail list` names them.")
    return _mail(db, found)


_MAILS: Final = select(
    OutboxMail.id,
    OutboxMail.person_id,
    OutboxMail.household_id,
    OutboxMail.template,
    OutboxMail.letter_sealed,
    OutboxMail.created_at,
    OutboxMail.sent_at,
    OutboxMail.given_up_at,
    OutboxMail.attempts,
    OutboxMail.fault,
)


def _mail(db: Session, row: Row[*tuple[Any, ...]]) -> Mail:
    plain = {name: getattr(row, name) for name in Mail.__dataclass_fields__ if name != "letter"}
    return Mail(**plain, letter=_letter(db, row))


def _letter(db: Session, row: Row[*tuple[Any, ...]]) -> Letter | None:
    try:
        key = _key(db, row.person_id, row.household_id)
        return Letter.from_json(key.open(row.letter_sealed, table="outbox", column="letter_sealed", row_id=row.id))
    except Unreadable:
        return None


def _key(db: Session, person_id: UUID | None, household_id: UUID | None) -> DataKey:
    """The key of whoever the mail is about; the system's, like its audit chain, is that of the household GLOBAL."""
    if person_id is not None:
        return crypto.data_key(db, "person", person_id)
    return crypto.data_key(db, "household", household_id or GLOBAL)


def _change(db: Session, mail_id: UUID, **values: object) -> None:
    db.execute(update(OutboxMail).where(OutboxMail.id == mail_id).values(**values))
