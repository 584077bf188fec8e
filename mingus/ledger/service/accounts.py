"""Money accounts: make, change, close, put in the trash and take out again. Reading them is in `balances`."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core import clock, crypto, events, retention
from mingus.core.errors import NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.fields import money_of
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.schemas.accounts import AccountChanges, AccountDraft
from mingus.ledger.service import rollups
from mingus.ledger.service.visibility import trashed_for, visible_to

TRASH_DAYS = retention.TRASH.days


def number_index(household_id: UUID, number: str) -> bytes | None:
    """How an account is found by its number, however it is written; None without letters or digits in it."""
    plain = "".join(character for character in number.casefold() if character.isalnum())
    return crypto.blind_index("accounts.number", f"{household_id}|{plain}") if plain else None


def create(db: Session, member: Member, draft: AccountDraft) -> UUID:
    """A new account. Raises Refused when the name or the number is taken, or the opening balance is no amount."""
    currency = draft.currency or member.currency
    opening = money_of(draft.opening_balance or "0", currency, "opening_balance")
    rollups.lock_household(db, member.household_id)
    account = Account(
        household_id=member.household_id,
        id=new_id(),
        name=_free_name(db, member, draft.name),
        kind=draft.kind,
        currency=currency,
        institution=draft.institution,
        private_to=member.person_id if draft.is_private else None,
        opening_minor=opening.minor,
        opening_on=draft.opening_on or clock.today(member.time_zone),
        opening_source="assumed" if draft.opening_balance is None else "asked",
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    _set_limit(account, draft.credit_limit)
    _set_number(db, member, account, draft.number)
    db.add(account)
    db.flush()
    _tell(db, member, account.id, "created")
    return account.id


def change(db: Session, member: Member, account_id: UUID, changes: AccountChanges) -> None:
    """Change what was sent, leave the rest. Raises Refused like `create`, or for the currency of an account in use."""
    rollups.lock_household(db, member.household_id)
    account = locked(db, member, account_id)
    sent = {name: getattr(changes, name) for name in changes.model_fields_set}
    if sent.get("currency") not in {None, account.currency}:
        _change_currency(db, account, sent["currency"])
    if sent.get("name") is not None:
        account.name = _free_name(db, member, sent["name"], but=account.id)
    if sent.get("opening_balance") is not None:
        account.opening_minor = money_of(sent["opening_balance"], account.currency, "opening_balance").minor
        account.opening_source = "asked"
    if "credit_limit" in sent:
        _set_limit(account, sent["credit_limit"])
    if sent.get("number") is not None:
        _set_number(db, member, account, sent["number"])
    if sent.get("is_private") is not None:
        _show_or_hide(db, member, account, is_private=sent["is_private"])
    _take_plain(account, sent)
    account.updated_at = clock.now()
    db.flush()
    _tell(db, member, account.id, "edited")


def close(db: Session, member: Member, account_id: UUID, *, closed: bool = True) -> None:
    """Offer the account no more for new transactions (or again). Its history stays and counts."""
    account = locked(db, member, account_id)
    account.closed_at = clock.now() if closed else None
    account.updated_at = clock.now()
    db.flush()
    _tell(db, member, account.id, "closed" if closed else "reopened")


def delete(db: Session, member: Member, account_id: UUID) -> None:
    """Put the account in the trash for 30 days. Its transactions are kept with it and count no more."""
    account = locked(db, member, account_id)
    account.deleted_at = clock.now()
    db.flush()
    _tell(db, member, account.id, "deleted")


def restore(db: Session, member: Member, account_id: UUID) -> None:
    """Take the account out of the trash, everything with it. Raises Refused when its name was given away meanwhile."""
    rollups.lock_household(db, member.household_id)
    account = locked(db, member, account_id, deleted=True)
    _free_name(db, member, account.name)
    if account.number_index is not None:
        _refuse_taken_number(db, member, account.number_index, account.id)
    account.deleted_at = None
    db.flush()
    _tell(db, member, account.id, "restored")


def locked(db: Session, member: Member, account_id: UUID, *, deleted: bool = False) -> Account:
    """The account, held until commit. Raises NotFound unless this member may see it."""
    query = select(Account).where(Account.id == account_id, trashed_for(member) if deleted else visible_to(member))
    account = db.scalar(query.with_for_update())
    if account is None:
        raise NotFound("There is no such account.")
    return account


def for_new_rows(db: Session, member: Member, account_id: UUID | None) -> Account:
    """The account a new transaction goes to: the one named, or the only one there is.

    A household without any gets one for its cash, so that the first expense can be noted at once.
    """
    if account_id is not None:
        account = db.scalar(select(Account).where(Account.id == account_id, visible_to(member)))
        if account is None:
            raise NotFound("There is no such account.")
        return account
    open_ones = select(Account).where(visible_to(member), Account.closed_at.is_(None)).limit(2)
    found = db.scalars(open_ones).all()
    if len(found) > 1:
        raise Refused("Please say which account.", fields={"account_id": "Choose an account."})
    if found:
        return found[0]
    made = create(db, member, AccountDraft(name="Cash", kind="cash"))
    return db.scalars(select(Account).where(Account.household_id == member.household_id, Account.id == made)).one()


def _free_name(db: Session, member: Member, name: str, *, but: UUID | None = None) -> str:
    """`name` when no other account that this member sees has it: what they don't see must not show by an error."""
    same = select(Account.id).where(
        visible_to(member), func.lower(Account.name) == func.lower(name), Account.id.is_distinct_from(but)
    )
    if db.scalar(same.limit(1)) is not None:
        message = f"There is already an account called “{name}”. Please choose another name."
        raise Refused(message, fields={"name": "This name is taken."})
    return name


def _set_limit(account: Account, limit: str | None) -> None:
    account.limit_minor = money_of(limit, account.currency, "credit_limit").minor if limit else None


def _set_number(db: Session, member: Member, account: Account, number: str) -> None:
    """Seal the number; the edit page never shows it, so a number that was not typed again stays."""
    index = number_index(member.household_id, number)
    if index is None:
        account.number_sealed = account.number_index = None
        return
    _refuse_taken_number(db, member, index, account.id)
    key = crypto.data_key(db, "household", member.household_id)
    account.number_sealed = key.seal(number, table="accounts", column="number", row_id=account.id)
    account.number_index = index


def _refuse_taken_number(db: Session, member: Member, index: bytes, account_id: UUID) -> None:
    same = select(Account.id).where(visible_to(member), Account.number_index == index, Account.id != account_id)
    if db.scalar(same.limit(1)) is not None:
        message = "Another account here has this number already."
        raise Refused(message, fields={"number": message})


def _change_currency(db: Session, account: Account, currency: str) -> None:
    rows = select(Transaction.id).where(
        Transaction.household_id == account.household_id, Transaction.account_id == account.id
    )
    if db.scalar(rows.limit(1)) is not None:
        message = f"This account has transactions in {account.currency}, so its currency stays."
        raise Refused(message, fields={"currency": message})
    account.currency = currency


def _show_or_hide(db: Session, member: Member, account: Account, *, is_private: bool) -> None:
    """Share an account, or hide it from the others, which only whoever added it may: others would lose what is theirs.

    The name and the number must be free among those it comes to stand with.
    """
    if is_private == (account.private_to is not None):
        return
    if is_private and not _was_added_by(db, member, account.id):
        message = "Only whoever added an account can make it private."
        raise Refused(message, fields={"is_private": message})
    _free_name(db, member, account.name, but=account.id)
    if account.number_index is not None:
        _refuse_taken_number(db, member, account.number_index, account.id)
    account.private_to = member.person_id if is_private else None


def _was_added_by(db: Session, member: Member, account_id: UUID) -> bool:
    """Whether they made the account, which the audit log alone knows; where it names nobody, the owner did."""
    made = select(AuditEntry.actor_id).where(
        AuditEntry.household_id == member.household_id,
        AuditEntry.about_id == account_id,
        AuditEntry.facts["change"].astext == "created",
    )
    by = db.scalar(made.limit(1))
    return by == member.person_id if by else member.role == "owner"


def _take_plain(account: Account, sent: dict[str, Any]) -> None:
    for name in ("kind", "institution"):
        if sent.get(name) is not None:
            setattr(account, name, sent[name])
    account.opening_on = sent.get("opening_on") or account.opening_on
    if sent.get("is_closed") is not None:
        account.closed_at = (account.closed_at or clock.now()) if sent["is_closed"] else None


def _tell(db: Session, member: Member, account_id: UUID, change: str) -> None:
    events.record(db, events.AccountChanged(member.household_id, member.person_id, account_id, change))
