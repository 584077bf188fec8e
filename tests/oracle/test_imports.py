"""What Mingus says of 10,000 generated rows is what their generator says of them."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import func, select

from mingus import ledger
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, CategoryMonth, Transaction
from mingus.ledger.service import imports, rollups
from tests.factories import make_member
from tests.oracle.bank import added, balances_minor, bring_in, open_accounts
from tests.oracle.conftest import Bank, Books

YEAR = date(2024, 1, 1), date(2024, 12, 31)


@pytest.mark.parametrize("books", ["from_csv", "from_ofx"])
def test_every_account_holds_what_is_true(books: str, bank: Bank, request: pytest.FixtureRequest) -> None:
    member = request.getfixturevalue(books).member
    assert balances_minor(member) == bank.truth["balances_cents"]
    assert _rows_per_account(member) == bank.truth["per_account"]


def test_spending_by_month_and_category_is_true_to_the_cent(from_csv: Books, bank: Bank) -> None:
    found = _spending_minor(from_csv.member)
    assert found == bank.truth["spend_2024_month_category_cents"]
    assert sum(found.values()) == bank.truth["spend_2024_total_cents"]


@pytest.mark.parametrize("books", ["from_csv", "from_ofx"])
def test_both_sides_of_every_transfer_are_paired(books: str, request: pytest.FixtureRequest) -> None:
    member = request.getfixturevalue(books).member
    with transaction(member.household_id, read_only=True) as db:
        said_to_be = Transaction.bank_description.like("TRANSFER %")
        mine = Transaction.household_id == member.household_id
        strays = db.scalar(select(func.count()).where(mine, said_to_be, Transaction.transfer_id.is_(None)))
        others = db.scalar(select(func.count()).where(mine, ~said_to_be, Transaction.transfer_id.is_not(None)))
    assert (strays, others) == (0, 0)


def test_the_same_statements_as_ofx_add_nothing_to_those_from_csv(configuration: Settings, bank: Bank) -> None:
    member = make_member(configuration)
    accounts = open_accounts(member)
    bring_in(member, bank.csv, accounts)
    again = bring_in(member, bank.ofx, accounts)
    assert added(member, again) == 0
    assert balances_minor(member) == bank.truth["balances_cents"]
    assert _rows_per_account(member) == bank.truth["per_account"]


def test_after_undoing_everything_nothing_is_left(configuration: Settings, bank: Bank) -> None:
    member = make_member(configuration)
    import_ids = bring_in(member, bank.ofx)
    for import_id in import_ids:
        with transaction(member.household_id) as db:
            imports.undo(db, member, import_id)
    with transaction(member.household_id, read_only=True) as db:
        left = {
            table.__tablename__: db.scalar(
                select(func.count()).select_from(table).where(table.household_id == member.household_id)
            )
            for table in (Transaction, Account, CategoryMonth)
        }
        assert rollups.recount(db, member.household_id) == []
    assert left == {"transactions": 0, "accounts": 0, "category_months": 0}


def _spending_minor(member: Member) -> dict[str, int]:
    """The year's spending as truth.json has it: 2024-01|Books."""
    found: dict[str, int] = defaultdict(int)
    with transaction(member.household_id, read_only=True) as db:
        for spent in ledger.spending(db, member, *YEAR):
            found[f"{spent.month_on:%Y-%m}|{spent.name}"] += spent.amount.minor
    return dict(found)


def _rows_per_account(member: Member) -> dict[str, int]:
    with transaction(member.household_id, read_only=True) as db:
        counted = db.execute(
            select(Account.name, func.count(Transaction.id))
            .join(Transaction, Transaction.account_id == Account.id)
            .where(Account.household_id == member.household_id, Transaction.household_id == member.household_id)
            .group_by(Account.name)
        )
        return {row[0]: row[1] for row in counted}
