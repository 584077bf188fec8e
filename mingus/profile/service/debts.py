"""What a household owes, to whom, at which rate."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from mingus.core import profile_events, retention
from mingus.core.clock import now
from mingus.core.db import read
from mingus.core.errors import NotFound, Refused
from mingus.core.events import record
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.profile import linking
from mingus.profile.models import Debt
from mingus.profile.rules import basis_points
from mingus.profile.schemas import DebtChange, DebtDraft, DebtView

MAX_DEBTS: Final = 100  # per household; protects pages, not a product promise
_COLUMNS: Final = [getattr(Debt, name) for name in DebtView.__dataclass_fields__]
_NO_ACCOUNT: Final = "Choose one of your accounts."


def debts(db: Session, household_id: UUID) -> list[DebtView]:
    """What this household owes, the largest debt first. `account_id` may be an account that is private to somebody."""
    return _views(db, household_id, Debt.deleted_at.is_(None))


def list_for(db: Session, member: Member) -> list[DebtView]:
    """The same as this member sees it: an account that is private to somebody else is not named."""
    return _as_seen(db, member, debts(db, member.household_id))


def get(db: Session, member: Member, debt_id: UUID) -> DebtView:
    """One debt, as this member sees it. Raises NotFound when there is none, or it is somebody else's."""
    found = _views(db, member.household_id, Debt.id == debt_id, Debt.deleted_at.is_(None))
    if not found:
        raise NotFound("There is no such debt.")
    return _as_seen(db, member, found)[0]


def deleted(db: Session, member: Member) -> list[DebtView]:
    """What can still be restored."""
    return _as_seen(db, member, _views(db, member.household_id, Debt.deleted_at > now() - retention.TRASH))


def total(found: list[DebtView], currency: str) -> Money:
    """What these debts come to, of those in this currency."""
    return Money(sum(debt.balance_minor for debt in found if debt.currency == currency), currency)


def create(db: Session, member: Member, draft: DebtDraft) -> DebtView:
    """Note a debt. Raises Refused naming the field."""
    _check_room(db, member)
    row = Debt(
        household_id=member.household_id,
        id=new_id(),
        currency=member.currency,
        account_id=None,
        created_by=member.person_id,
        created_at=now(),
        deleted_at=None,
    )
    _write(db, member, row, draft)
    db.add(row)
    db.flush()
    _say(db, member, row, "created")
    return _view(row)


def edit(db: Session, member: Member, debt_id: UUID, change: DebtChange) -> DebtView:
    """Change what is sent and leave the rest. Raises NotFound, and Refused naming the field."""
    row = _locked(db, member, debt_id)
    _write(db, member, row, change)
    db.flush()
    _say(db, member, row, "edited")
    return _as_seen(db, member, [_view(row)])[0]


def delete(db: Session, member: Member, debt_id: UUID) -> None:
    """Put a debt into the trash, from where it can be restored for 30 days. Raises NotFound."""
    row = _locked(db, member, debt_id)
    row.deleted_at = now()
    db.flush()
    _say(db, member, row, "deleted")


def restore(db: Session, member: Member, debt_id: UUID) -> DebtView:
    """Take a debt out of the trash; one that is not in it stays as it is. Raises NotFound."""
    row = _locked(db, member, debt_id, also_deleted=True)
    if row.deleted_at is not None:
        _check_room(db, member)
        row.deleted_at = None
        db.flush()
        _say(db, member, row, "restored")
    return _as_seen(db, member, [_view(row)])[0]


def _write(db: Session, member: Member, row: Debt, sent: DebtDraft | DebtChange) -> None:
    for name in ("name", "kind"):
        if getattr(sent, name) is not None:
            setattr(row, name, getattr(sent, name))
    if sent.owed_amount is not None:
        row.balance_minor = money_of(sent.owed_amount, row.currency, "owed_amount").minor
    if "apr_percent" in sent.model_fields_set:
        row.rate_basis_points = None if sent.apr_percent is None else basis_points(sent.apr_percent)
    if "minimum_payment" in sent.model_fields_set:
        text = sent.minimum_payment
        row.minimum_minor = None if text is None else money_of(text, row.currency, "minimum_payment").minor
    if "account_id" in sent.model_fields_set:
        row.account_id = _account(db, member, row, sent.account_id)
    row.updated_at = now()


def _account(db: Session, member: Member, row: Debt, account_id: UUID | None) -> UUID | None:
    seen = linking.accounts(db, member)
    if account_id is not None and account_id not in seen:
        raise Refused(_NO_ACCOUNT, fields={"account_id": _NO_ACCOUNT})
    hidden = row.account_id is not None and row.account_id not in seen
    return row.account_id if account_id is None and hidden else account_id  # what one can't see, one can't unlink


def _as_seen(db: Session, member: Member, found: list[DebtView]) -> list[DebtView]:
    if not any(debt.account_id for debt in found):
        return found
    seen = linking.accounts(db, member)
    return [debt if debt.account_id in seen else replace(debt, account_id=None) for debt in found]


def _locked(db: Session, member: Member, debt_id: UUID, *, also_deleted: bool = False) -> Debt:
    here = (Debt.household_id == member.household_id, Debt.id == debt_id)
    row = db.scalar(select(Debt).where(*here).with_for_update())
    if row is None or (row.deleted_at is not None and not also_deleted):
        raise NotFound("There is no such debt.")
    return row


def _check_room(db: Session, member: Member) -> None:
    count = select(func.count()).select_from(Debt).where(Debt.household_id == member.household_id)
    if (db.scalar(count.where(Debt.deleted_at.is_(None))) or 0) >= MAX_DEBTS:
        raise Refused(f"A household can have at most {MAX_DEBTS} debts.")


def _views(db: Session, household_id: UUID, *which: ColumnElement[bool]) -> list[DebtView]:
    wanted = select(*_COLUMNS).where(Debt.household_id == household_id, *which)
    return [_view(row) for row in read(db, wanted.order_by(Debt.balance_minor.desc(), Debt.id))]


def _view(row: Debt | Row[Any]) -> DebtView:
    return DebtView(**{name: getattr(row, name) for name in DebtView.__dataclass_fields__})


def _say(db: Session, member: Member, row: Debt, change: str) -> None:
    record(db, profile_events.DebtChanged(member.household_id, member.person_id, row.id, change))
