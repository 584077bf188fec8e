"""The household's books as a Beancount file.

Money accounts stand under Assets and Liabilities, categories under Expenses and Income, unfiled money in and out under
`Uncategorized` of each. A transfer's two sides meet in `Assets:Transfers`, which is empty when both are known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import LIABILITIES, Account, AccountDay
from mingus.ledger.rules import beancount as notation
from mingus.ledger.rules.beancount import Posting
from mingus.ledger.service.export import lines as export_lines
from mingus.ledger.service.export.lines import ExportedAccount, ExportedLine
from mingus.ledger.service.visibility import visible_to

UNFILED_OUT: Final = "Expenses:Uncategorized"
UNFILED_IN: Final = "Income:Uncategorized"


@dataclass(frozen=True, slots=True)
class _Chart:
    """The Beancount account of each account and category."""

    accounts: dict[UUID, str] = field(default_factory=dict)
    categories: dict[UUID, str] = field(default_factory=dict)


def directives(db: Session, member: Member) -> Iterator[str]:
    """The file's directives in order: options, openings, transactions by day, balance assertions."""
    accounts = export_lines.accounts(db, member)
    chart = _chart(accounts, export_lines.categories(db, member))
    first_days = _first_days(db, member, accounts)
    yield 'option "title" "Mingus"\n'
    yield f'option "operating_currency" "{member.currency}"\n\n'
    yield from _openings(accounts, chart, first_days)
    sums = {account.id: 0 for account in accounts}
    last_days = dict(first_days)
    yield from _opening_balances(accounts, chart, first_days, sums)
    for _, parts in groupby(export_lines.lines(db, member), key=lambda line: line.id):
        together = list(parts)
        line = together[0]
        sums[line.account_id] += line.minor
        last_days[line.account_id] = line.posted_on
        yield _entry(together, chart)
    for account in accounts:
        on = last_days[account.id] + timedelta(days=1)
        yield notation.balance(on, chart.accounts[account.id], Money(sums[account.id], account.currency))


def _chart(accounts: Sequence[ExportedAccount], categories: Sequence[export_lines.ExportedCategory]) -> _Chart:
    chart = _Chart()
    for root, kind in (("Expenses", "expense"), ("Income", "income")):
        mine = [category for category in categories if category.kind == kind]
        names = notation.account_names(root, [category.name for category in mine], taken=[UNFILED_IN, UNFILED_OUT])
        chart.categories.update(zip((category.id for category in mine), names, strict=True))
    for root, owed in (("Assets", False), ("Liabilities", True)):
        some = [account for account in accounts if (account.kind in LIABILITIES) == owed]
        names = notation.account_names(root, [account.name for account in some])
        chart.accounts.update(zip((account.id for account in some), names, strict=True))
    return chart


def _first_days(db: Session, member: Member, accounts: Sequence[ExportedAccount]) -> dict[UUID, date]:
    """The day each account begins: its opening balance's, or its first row's where that is earlier."""
    rows = db.execute(
        select(AccountDay.account_id, func.min(AccountDay.posted_on))
        .join(Account, (Account.household_id == AccountDay.household_id) & (Account.id == AccountDay.account_id))
        .where(AccountDay.household_id == member.household_id, visible_to(member))
        .group_by(AccountDay.account_id)
    )
    found = {row[0]: row[1] for row in rows}
    for account in accounts:
        days = [day for day in (account.opening_on, found.get(account.id)) if day]
        found[account.id] = min(days, default=account.created_at.date())
    return found


def _openings(accounts: Sequence[ExportedAccount], chart: _Chart, first_days: dict[UUID, date]) -> Iterator[str]:
    begin_on = min(first_days.values(), default=date(1970, 1, 1))
    for account in accounts:
        yield notation.opening(begin_on, chart.accounts[account.id], account.currency)
    others = [notation.TRANSFERS, notation.OPENING, UNFILED_OUT, UNFILED_IN, *chart.categories.values()]
    for name in sorted(others):
        yield notation.opening(begin_on, name)
    yield "\n"


def _opening_balances(
    accounts: Sequence[ExportedAccount], chart: _Chart, first_days: dict[UUID, date], sums: dict[UUID, int]
) -> Iterator[str]:
    for account in accounts:
        if account.opening_minor:
            sums[account.id] = account.opening_minor
            amount = Money(account.opening_minor, account.currency)
            postings = Posting(chart.accounts[account.id], amount), Posting(notation.OPENING, -amount)
            yield notation.entry(first_days[account.id], "*", ["Opening balance"], [], postings)


def _entry(parts: Sequence[ExportedLine], chart: _Chart) -> str:
    line = parts[0]
    metadata = (
        ("id", str(line.id)),
        ("bank", line.bank_description or ""),
        ("memo", line.bank_memo or ""),
        ("note", line.note),
        ("transfer", str(line.transfer_id or "")),
    )
    own = Posting(chart.accounts[line.account_id], Money(line.minor, line.currency))
    words = [line.payee or line.text, line.note or line.text]
    return notation.entry(
        line.posted_on, "!" if line.status == "pending" else "*", words, metadata, [own, *_others(parts, chart)]
    )


def _others(parts: Sequence[ExportedLine], chart: _Chart) -> Iterator[Posting]:
    line = parts[0]
    if line.transfer_id:
        yield Posting(notation.TRANSFERS, Money(-line.minor, line.currency))
    elif line.part_minor is None:
        yield _posting(chart, line.category_id, line.minor, line.currency)
    else:
        for part in parts:
            yield _posting(chart, part.part_category_id, part.part_minor or 0, part.currency)


def _posting(chart: _Chart, category_id: UUID | None, minor: int, currency: str) -> Posting:
    unfiled = UNFILED_IN if minor > 0 else UNFILED_OUT
    name = chart.categories.get(category_id, unfiled) if category_id else unfiled
    return Posting(name, Money(-minor, currency))
