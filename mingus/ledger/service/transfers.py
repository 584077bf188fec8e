"""Transfers: money moved between the household's own accounts, which is neither income nor spending."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Row, Select, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction, Transfer, TransferRejection
from mingus.ledger.rules.transfers import WINDOW_DAYS, KnownAccount, Line, Pair, match, suggest
from mingus.ledger.service import rollups
from mingus.ledger.service.visibility import visible_to

Side = Row[UUID, UUID, date, int, str, UUID | None, bool]

# A window per amount instead of a join: one sort, whatever the planner thinks and however many amounts are equal.
_CANDIDATES: Final = text(
    """
    WITH free AS (
      SELECT t.id, t.account_id, t.posted_on, t.amount_minor, t.currency,
             concat_ws(' ', t.bank_description, t.bank_memo) AS said,
             COUNT(*) FILTER (WHERE t.amount_minor > 0) OVER near AS ins,
             COUNT(*) FILTER (WHERE t.amount_minor < 0) OVER near AS outs
        FROM transactions t JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
       WHERE t.household_id = :household_id AND t.posted_on BETWEEN :since AND :until
         AND t.deleted_at IS NULL AND t.transfer_id IS NULL AND NOT t.is_split AND t.status = 'posted'
         AND t.amount_minor <> 0 AND t.category_source IS DISTINCT FROM 'person' AND a.deleted_at IS NULL
         AND (CAST(:seen_by AS uuid) IS NULL OR a.private_to IS NULL OR a.private_to = :seen_by)
      WINDOW near AS (PARTITION BY t.currency, abs(t.amount_minor) ORDER BY t.posted_on
                      RANGE BETWEEN make_interval(days => :window_days) PRECEDING
                                AND make_interval(days => :window_days) FOLLOWING)
    )
    SELECT id, account_id, posted_on, amount_minor, currency, said FROM free WHERE ins > 0 AND outs > 0 ORDER BY id
    """
)
_MAKE: Final = text(
    """
    INSERT INTO transfers (household_id, id, source, created_at)
    SELECT :household_id, made.id, 'matched', :now FROM unnest(CAST(:transfers AS uuid[])) AS made(id)
    """
)
_JOIN: Final = text(
    """
    UPDATE transactions t SET transfer_id = side.transfer_id, updated_at = :now
      FROM unnest(CAST(:rows AS uuid[]), CAST(:transfers AS uuid[])) AS side(row_id, transfer_id)
     WHERE t.household_id = :household_id AND t.id = side.row_id
    """
)


def match_new(db: Session, household_id: UUID, account_ids: Collection[UUID], since: date, until: date) -> int:
    """Pair the transfers with a side on these accounts between these days; answers how many.

    Rows that a person filed under a category are left alone. A fixed number of statements, however many rows.
    """
    if not account_ids:
        return 0
    rollups.lock_household(db, household_id)
    db.flush()
    around = timedelta(days=2 * WINDOW_DAYS)  # a partner's other possible partners count as well
    lines = _free_lines(db, household_id, since - around, until + around, seen_by=None)
    if not lines:
        return 0
    known = {line.id: line for line in lines}
    wanted = set(account_ids)
    pairs = [
        pair
        for pair in match(lines, _accounts(db, household_id), _rejections(db, household_id))
        if any(known[row_id].account_id in wanted for row_id in pair)
    ]
    if pairs:
        _write(db, household_id, pairs)
        touched = [(known[row_id].account_id, known[row_id].posted_on) for pair in pairs for row_id in pair]
        rollups.refresh_months(db, household_id, touched)
        events.record(db, events.TransfersMatched(household_id, None, len(pairs)))
    return len(pairs)


def suggestions(db: Session, member: Member, since: date, until: date, *, limit: int = 20) -> list[Pair]:
    """Rows (out, in) that may be one transfer, the likeliest first, for the person to say. Nothing they rejected."""
    lines = _free_lines(db, member.household_id, since, until, seen_by=member.person_id)
    accounts = _accounts(db, member.household_id, member)
    return suggest(lines, accounts, _rejections(db, member.household_id), limit=limit)


def pair(db: Session, member: Member, out_id: UUID, in_id: UUID) -> UUID:
    """Say that these two rows are one transfer; answers its id. Raises Refused when they can't be."""
    rollups.lock_household(db, member.household_id)
    sides = sorted((_own_row(db, member, row_id) for row_id in {out_id, in_id}), key=lambda row: row.amount_minor)
    _check(sides)
    household = TransferRejection.household_id == member.household_id
    ids = [side.id for side in sides]
    db.execute(
        delete(TransferRejection).where(
            household, TransferRejection.out_id == ids[0], TransferRejection.in_id == ids[1]
        )
    )
    return _join(db, member, sides, "paired")


def mark_one_sided(db: Session, member: Member, transaction_id: UUID) -> UUID:
    """Say that this row moved money to or from an account Mingus does not know; answers the transfer's id."""
    rollups.lock_household(db, member.household_id)
    row = _own_row(db, member, transaction_id)
    _refuse_taken(row)
    return _join(db, member, [row], "one_sided")


def separate(db: Session, member: Member, transaction_id: UUID) -> None:
    """Say that this row is no transfer: it counts again, and the two sides are not paired again by Mingus."""
    rollups.lock_household(db, member.household_id)
    transfer_id = _own_row(db, member, transaction_id).transfer_id
    if transfer_id is None:
        raise Refused("This is not a transfer.")
    mine = Transaction.household_id == member.household_id, Transaction.transfer_id == transfer_id
    sides = db.execute(_sides().where(*mine).order_by(Transaction.amount_minor).with_for_update()).all()
    db.execute(update(Transaction).where(*mine).values(transfer_id=None, updated_at=clock.now()))
    db.execute(delete(Transfer).where(Transfer.household_id == member.household_id, Transfer.id == transfer_id))
    if len(sides) == 2:
        values = {"household_id": member.household_id, "out_id": sides[0].id, "in_id": sides[1].id}
        db.execute(upsert(TransferRejection).values(values).on_conflict_do_nothing())
    _refresh(db, member, sides)
    events.record(db, events.TransferChanged(member.household_id, member.person_id, transfer_id, "separated"))


def _free_lines(db: Session, household_id: UUID, since: date, until: date, *, seen_by: UUID | None) -> list[Line]:
    values = {"household_id": household_id, "since": since, "until": until}
    return [Line(*row) for row in db.execute(_CANDIDATES, {**values, "seen_by": seen_by, "window_days": WINDOW_DAYS})]


def _accounts(db: Session, household_id: UUID, member: Member | None = None) -> list[KnownAccount]:
    wanted = select(Account.id, Account.name, Account.kind)
    if member:
        wanted = wanted.where(visible_to(member))
    else:
        wanted = wanted.where(Account.household_id == household_id, Account.deleted_at.is_(None))
    return [KnownAccount(*row) for row in db.execute(wanted)]


def _rejections(db: Session, household_id: UUID) -> list[Pair]:
    wanted = select(TransferRejection.out_id, TransferRejection.in_id)
    return [(row[0], row[1]) for row in db.execute(wanted.where(TransferRejection.household_id == household_id))]


def _write(db: Session, household_id: UUID, pairs: Sequence[Pair]) -> None:
    made = [new_id() for _ in pairs]
    values = {"household_id": household_id, "now": clock.now()}
    db.execute(_MAKE, {**values, "transfers": made})
    rows = [row_id for sides in pairs for row_id in sides]
    db.execute(_JOIN, {**values, "rows": rows, "transfers": [transfer_id for transfer_id in made for _ in range(2)]})


def _sides() -> Select[UUID, UUID, date, int, str, UUID | None, bool]:
    return select(
        Transaction.id,
        Transaction.account_id,
        Transaction.posted_on,
        Transaction.amount_minor,
        Transaction.currency,
        Transaction.transfer_id,
        Transaction.is_split,
    )


def _own_row(db: Session, member: Member, transaction_id: UUID) -> Side:
    wanted = (
        _sides()
        .join(Account, (Account.household_id == Transaction.household_id) & (Account.id == Transaction.account_id))
        .where(Transaction.household_id == member.household_id, Transaction.id == transaction_id)
        .where(Transaction.deleted_at.is_(None), visible_to(member))
        .with_for_update(of=Transaction)
    )
    row = db.execute(wanted).one_or_none()
    if row is None:
        raise NotFound("There is no such transaction.")
    return row


def _check(sides: Sequence[Side]) -> None:
    if len(sides) != 2:
        raise Refused("A transfer has two sides: choose two transactions.")
    for side in sides:
        _refuse_taken(side)
    out, into = sides
    if out.account_id == into.account_id:
        raise Refused("Both are on the same account; a transfer goes from one account to another.")
    if out.currency != into.currency or out.amount_minor != -into.amount_minor or not out.amount_minor:
        raise Refused("The two amounts must be the same, one out and one in.")


def _refuse_taken(side: Side) -> None:
    if side.transfer_id is not None:
        raise Refused("This is a transfer already.")
    if side.is_split:
        raise Refused("This transaction is split. Join its parts first.")


def _join(db: Session, member: Member, sides: Sequence[Side], change: str) -> UUID:
    transfer_id, now = new_id(), clock.now()
    own = {"household_id": member.household_id, "id": transfer_id, "source": "person", "created_at": now}
    db.execute(insert(Transfer).values(own))
    db.execute(
        update(Transaction)
        .where(Transaction.household_id == member.household_id, Transaction.id.in_([side.id for side in sides]))
        .values(transfer_id=transfer_id, updated_at=now)
    )
    _refresh(db, member, sides)
    events.record(db, events.TransferChanged(member.household_id, member.person_id, transfer_id, change))
    return transfer_id


def _refresh(db: Session, member: Member, sides: Sequence[Side]) -> None:
    rollups.refresh_months(db, member.household_id, [(side.account_id, side.posted_on) for side in sides])
