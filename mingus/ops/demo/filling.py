"""Brings the story into a household the way people do: accounts, rules, bank files, and a little work by hand."""

import io
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus import ledger
from mingus.core.clock import today
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ops.demo import by_hand, files, story
from mingus.ops.demo.story.accounts import ACCOUNTS, DemoAccount
from mingus.ops.demo.story.lines import CASH, CHECKING, Line
from mingus.ops.demo.story.moves import ATM

REREAD: Final = timedelta(days=10)  # a later file goes back this far: what was pending then is posted now

# What the person told Mingus: a text, whom it means, what it is for.
_RULES: Final = (
    ("northlake health payroll", "Northlake Health · Payroll", "paycheck"),
    ("oak grove apartments", "Oak Grove Apartments", "housing"),
    ("family support mom", "Mom", "family_giving"),
    ("sparrow & finch", "Sparrow & Finch", "family_giving"),
    ("threadwell", "Threadwell", "clothing"),
    ("house & hearth", "House & Hearth", "home"),
    ("streambox", "Streambox", "subscriptions"),
    ("tunewell", "Tunewell", "subscriptions"),
)

Ids = Mapping[str, UUID]


def fill(db: Session, member: Member) -> None:
    """Everything up to today, into a household that is new."""
    day = today(member.time_zone)
    first_on = story.first_day(day)
    ids = {account.key: _open(db, member, account, first_on) for account in ACCOUNTS}
    for contains, payee, category in _RULES:
        category_id = ledger.category_named(db, member, category)
        ledger.add_rule(db, member, contains, payee=payee, category_id=category_id)
    _bring_in(db, member, ids, story.tell(first_on, day), first_on - timedelta(days=1))


def catch_up(db: Session, member: Member) -> None:
    """What has happened since the newest bank file; nothing when that is of today.

    Accounts that a visitor renamed or removed are left alone, and so is whatever they changed or deleted.
    """
    views = {view.name: view for view in ledger.account_list(db, member)}
    ids = {account.key: views[account.name].id for account in ACCOUNTS if account.name in views}
    checking = next((views[account.name] for account in ACCOUNTS if account.key == CHECKING and CHECKING in ids), None)
    day = today(member.time_zone)
    if checking is None or checking.opening_on is None or (checking.bank_balance_on or day) >= day:
        return
    assert checking.bank_balance_on is not None  # else it would have counted as today
    _bring_in(db, member, ids, story.tell(checking.opening_on, day), checking.bank_balance_on)


def _open(db: Session, member: Member, account: DemoAccount, first_on: date) -> UUID:
    draft = ledger.AccountDraft.model_validate(
        {
            "name": account.name,
            "kind": account.key,
            "institution": account.institution,
            "number": account.number,
            "opening_balance": Money(account.opening_minor, member.currency).decimal_string(),
            "opening_on": first_on,
            "credit_limit": Money(account.limit_minor, member.currency).decimal_string() if account.limit_minor else "",
        }
    )
    return ledger.create_account(db, member, draft)


def _bring_in(db: Session, member: Member, ids: Ids, told: Collection[Line], since: date) -> None:
    """Import what is told of each bank's account, then do by hand what came after `since`."""
    for account in ACCOUNTS:
        if account.key in ids and account.key != CASH:
            _import(db, member, ids[account.key], account, (told, since))
    fresh = [line for line in told if line.on > since]
    for line in fresh:
        if line.account == CASH and CASH in ids:
            by_hand.note_cash(db, member, ids[CASH], line)
        elif line.text == ATM and {CHECKING, CASH} <= set(ids):
            by_hand.mark_withdrawal(db, member, ids[CHECKING], ids[CASH], line)
        elif (line.note or line.pieces) and line.account in ids:
            by_hand.touch_up(db, member, ids[line.account], line)


def _import(
    db: Session, member: Member, account_id: UUID, account: DemoAccount, news: tuple[Collection[Line], date]
) -> None:
    told, since = news
    mine = [line for line in told if line.account == account.key]
    balance_minor = account.opening_minor + sum(line.minor for line in mine)
    recent = [line for line in mine if line.on > since - REREAD]
    if not recent:
        return
    name, content = files.bank_file(account, recent, balance_minor, today(member.time_zone))
    started = ledger.start_import(db, member, name, io.BytesIO(content), account_id=account_id, at_once=True)
    ledger.confirm_import(db, member, started.id)
