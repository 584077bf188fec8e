from datetime import timedelta

from sqlalchemy import update

from mingus.core import db
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.schemas.accounts import Overview
from mingus.ledger.service import accounts, balances
from tests.ledger.books import Books, counted_statements
from tests.ledger.by_hand import DAY, account, add, view


def overview(member: Member) -> Overview:
    with db.transaction(member.household_id, read_only=True) as session:
        return balances.overview(session, member)


def test_what_there_is_less_what_is_owed_is_the_net(alice: Member) -> None:
    account(alice, "Everyday", opening_balance="1000")
    account(alice, "Rainy day", kind="savings", opening_balance="500")
    account(alice, "Blue card", kind="card", opening_balance="-300")
    account(alice, "Paris", currency="EUR", opening_balance="70")
    seen = overview(alice)
    assert (seen.have, seen.owe, seen.net) == (Money(150000), Money(30000), Money(120000))
    assert seen.others == [Money(7000, "EUR")]
    assert [group.title for group in seen.groups] == ["Cash", "Savings", "Cards"]
    assert seen.groups[0].total == Money(100000)


def test_a_closed_account_stands_apart_and_still_counts(alice: Member) -> None:
    old = account(alice, "Old", opening_balance="10")
    with db.transaction(alice.household_id) as session:
        accounts.close(session, alice, old)
    seen = overview(alice)
    assert (seen.groups, [one.name for one in seen.closed], seen.net) == ([], ["Old"], Money(1000))


def test_pending_rows_count_and_are_said_apart(alice: Member) -> None:
    books = Books(alice)
    mine = books.account("Everyday", opening_minor=10000)
    books.row(mine, DAY, -2000, "SHOP")
    books.row(mine, DAY, -500, "PUMP", status="pending")
    seen = view(alice, mine)
    assert (seen.balance, seen.pending, seen.count) == (Money(7500), Money(-500), 2)


def test_the_bank_is_compared_with_posted_rows_up_to_its_day(alice: Member) -> None:
    books = Books(alice)
    mine = books.account("Everyday", opening_minor=10000)
    books.row(mine, DAY, -2000, "SHOP")
    books.row(mine, DAY, -500, "PUMP", status="pending")
    books.row(mine, DAY + timedelta(days=1), -100, "LATER")
    with books.transaction() as session:
        stated = {"bank_balance_minor": 8000, "bank_balance_on": DAY}
        session.execute(update(Account).where(Account.id == mine).values(stated))
    agreement = view(alice, mine).agreement
    assert agreement is not None
    assert agreement.agrees


def test_the_page_of_accounts_takes_the_same_statements_for_one_and_for_many(alice: Member) -> None:
    def statements() -> int:
        with counted_statements() as sent:
            overview(alice)
        return len(sent)

    account(alice, number="1234")
    statements()
    few = statements()
    for number in range(8):
        add(alice, "5", account_id=account(alice, f"Account {number}", number=f"9{number}"))
    assert statements() == few
