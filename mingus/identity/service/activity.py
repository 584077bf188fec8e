"""What happened in a household and to a person's sign-in, read from the audit log: never what is private to others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from mingus.core import activity, crypto, cursors
from mingus.core.activity import Telling
from mingus.core.crypto import Unreadable, WrappedKey
from mingus.core.db import read
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from mingus.identity.activity_views import ActivityFilter, ActivityPage, Happened
from mingus.identity.models import Membership, Person, SignInSession
from mingus.identity.operator_models import OperatorGrant
from mingus.identity.rules.activity import SUPPORT, at_home, doer, sentence

SESSION_DIGITS: Final = 64  # a session's public id is its hash; a program's is a UUID
PROGRAM: Final = "A program"
_DAY: Final = date(2000, 1, 1)  # lines are in order of their numbers; cursors want a day as well

_LINE: Final = (
    AuditEntry.number,
    AuditEntry.event,
    AuditEntry.actor_id,
    AuditEntry.facts,
    AuditEntry.happened_at,
)


@dataclass(frozen=True)
class _Line:
    """A line of the audit log."""

    number: int
    event: str
    actor_id: UUID | None
    facts: dict[str, Any]
    happened_at: Any


def activity_of(db: Session, member: Member, wanted: ActivityFilter) -> ActivityPage:
    """The newest events that this person may see, or those after `wanted.cursor`; at most four queries."""
    found = _lines(db, member, wanted)
    lines = found[: wanted.limit]
    names = _names(db, member, {line.actor_id for line in lines} - {None, member.person_id})
    browsers = _browsers(db, lines)
    told = [_told(line, member, names, browsers) for line in lines]
    is_more = len(found) > wanted.limit
    older = cursors.encode(member.household_id, _DAY, UUID(int=lines[-1].number)) if is_more else None
    return ActivityPage(told, older)


def _lines(db: Session, member: Member, wanted: ActivityFilter) -> list[_Line]:
    chosen = [one for one in activity.tellings().values() if wanted.kind in {None, one.kind}]
    lines = select(*_LINE).where(AuditEntry.household_id == member.household_id, _may_see(chosen, member))
    if wanted.cursor:
        number = cursors.decode(member.household_id, wanted.cursor)[1].int
        lines = lines.where(AuditEntry.number < min(number, 2**63 - 1))
    lines = lines.order_by(AuditEntry.number.desc()).limit(wanted.limit + 1)
    whose = {"household_id": member.household_id, "person_id": member.person_id}
    return [_Line(*row) for row in read(db, lines, whose)]


def _may_see(tellings: Iterable[Telling], member: Member) -> ColumnElement[bool]:
    """Everybody's events; one's own; and those about a thing that one may see."""
    everybodys: list[str] = []
    personal: list[str] = []
    guarded: dict[activity.Seen, list[str]] = {}
    for one in tellings:
        if one.audience == "nobody":
            continue
        if one.audience == "person":
            personal.append(one.event)
        elif one.seen is None:
            everybodys.append(one.event)
        else:
            guarded.setdefault(one.seen, []).append(one.event)
    mine = AuditEntry.actor_id == member.person_id
    about_me = AuditEntry.about_id == member.person_id
    return or_(
        AuditEntry.event.in_(everybodys),
        and_(AuditEntry.event.in_(personal), or_(mine, about_me)),
        *(and_(AuditEntry.event.in_(names), or_(mine, seen(_about()))) for seen, names in guarded.items()),
    )


def _about() -> ColumnElement[UUID | None]:
    about: ColumnElement[UUID | None] = AuditEntry.__table__.c.about_id
    return about


def _names(db: Session, member: Member, actor_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """First names of the household's people among these, and what to call those who help from outside."""
    ids = list(actor_ids)
    if not ids:
        return {}
    helpers = select(OperatorGrant.operator_id).where(OperatorGrant.household_id == member.household_id)
    people = (
        select(Person.id, Person.first_name_sealed, WrappedKey.kid, WrappedKey.wrapped, Membership.household_id)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.household_id == member.household_id))
        .outerjoin(WrappedKey, and_(WrappedKey.owner_kind == "person", WrappedKey.owner_id == Person.id))
        .where(Person.id.in_(ids))
        .where(or_(Membership.person_id.is_not(None), Person.id.in_(helpers)))
    )
    return {row.id: _first_name(row) if row.household_id else SUPPORT for row in read(db, people)}


def _first_name(row: Any) -> str:
    try:
        key = crypto.unwrapped("person", row.id, row.kid, row.wrapped)
        return key.open(row.first_name_sealed, table="people", column="first_name_sealed", row_id=row.id)
    except Unreadable:
        return ""


def _browsers(db: Session, lines: Sequence[_Line]) -> dict[str, str]:
    """By session, the browser it was in, as long as the session is remembered."""
    ids = {str(line.facts["session_id"]) for line in lines if "session_id" in line.facts}
    hashes = [bytes.fromhex(one) for one in ids if len(one) == SESSION_DIGITS]
    known = {one: PROGRAM for one in ids if len(one) != SESSION_DIGITS}
    if hashes:
        sessions = select(func.encode(SignInSession.id_hash, "hex"), SignInSession.browser)
        known.update({row[0]: row[1] for row in read(db, sessions.where(SignInSession.id_hash.in_(hashes)))})
    return known


def _told(line: _Line, member: Member, names: dict[UUID, str], browsers: dict[str, str]) -> Happened:
    telling = activity.tellings()[line.event]
    who = doer(line.actor_id, me=member.person_id, names=names)
    return Happened(
        event=line.event,
        kind=telling.kind,
        sentence=sentence(who, telling.deed(line.facts)),
        icon=telling.icon,
        happened_at=at_home(line.happened_at, member.time_zone),
        browser=browsers.get(str(line.facts.get("session_id")), ""),
        link=telling.address(line.facts),
    )
