"""Transfers count nowhere as income or spending, and a person has the last word."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import events
from mingus.core.errors import NotFound, Refused
from mingus.ledger.models import CategoryMonth, Transaction, Transfer
from mingus.ledger.service import rollups, transfers
from tests.ledger.books import Books, counted_statements

MONDAY = date(2026, 3, 2)
FOREVER = (date(2020, 1, 1), date(2030, 1, 1))


@pytest.fixture
def books(app: APIFlask) -> Books:
    books = Books.open()
    books.account("Checking")
    books.account("Savings", "savings")
    return books


def test_matching_takes_both_sides_out_of_the_sums(books: Books) -> None:
    out, into = _two_sides(books)
    assert _match(books) == 1
    with books.transaction() as db:
        ids = set(db.scalars(select(Transaction.transfer_id).where(Transaction.id.in_([out, into]))))
        assert len(ids) == 1
        assert None not in ids
        assert db.scalar(select(func.count()).select_from(CategoryMonth)) == 0
        assert rollups.recount(db, books.member.household_id) == []
    assert _match(books) == 0


def test_a_row_that_a_person_filed_is_left_alone(books: Books) -> None:
    checking, savings = books.accounts.values()
    books.row(checking, MONDAY, -20000, "TRANSFER TO SAVINGS", category_source="person")
    books.row(savings, MONDAY, 20000, "TRANSFER FROM CHECKING")
    assert _match(books) == 0


def test_only_the_named_accounts_are_matched(books: Books) -> None:
    _two_sides(books)
    other = books.account("Other")
    with books.transaction() as db:
        assert transfers.match_new(db, books.member.household_id, [other], *FOREVER) == 0
        assert transfers.match_new(db, books.member.household_id, [], *FOREVER) == 0


def test_a_separated_pair_counts_again_and_is_never_paired_again(books: Books) -> None:
    _, into = _two_sides(books)
    _match(books)
    with books.transaction() as db:
        transfers.separate(db, books.member, into)
    assert _match(books) == 0
    with books.transaction() as db:
        assert db.scalar(select(func.count()).select_from(CategoryMonth)) == 2
        assert db.scalar(select(func.count()).select_from(Transfer)) == 0
        assert rollups.recount(db, books.member.household_id) == []
        assert transfers.suggestions(db, books.member, *FOREVER) == []
        assert events.first_broken_line(db, books.member.household_id) is None


def test_a_person_may_pair_what_was_separated(books: Books) -> None:
    out, into = _two_sides(books)
    _match(books)
    with books.transaction() as db:
        transfers.separate(db, books.member, out)
        transfers.pair(db, books.member, into, out)
        assert rollups.recount(db, books.member.household_id) == []
        assert db.scalar(select(func.count()).select_from(CategoryMonth)) == 0


def test_a_row_to_an_unknown_account_is_a_transfer_of_one_side(books: Books) -> None:
    row = books.row(books.accounts["Checking"], MONDAY, -5000, "WIRE OUT")
    with books.transaction() as db:
        transfers.mark_one_sided(db, books.member, row)
        assert db.scalar(select(func.count()).select_from(CategoryMonth)) == 0
        with pytest.raises(Refused, match="already"):
            transfers.mark_one_sided(db, books.member, row)
        transfers.separate(db, books.member, row)
        assert db.scalar(select(func.count()).select_from(CategoryMonth)) == 1


def test_what_cannot_be_a_transfer_is_refused_with_the_reason(books: Books) -> None:
    checking, savings = books.accounts.values()
    out, other = books.row(checking, MONDAY, -100), books.row(checking, MONDAY, 100)
    more = books.row(savings, MONDAY, 101)
    with books.transaction() as db:
        for one, two, why in ((out, other, "same account"), (out, more, "the same"), (out, out, "two sides")):
            with pytest.raises(Refused, match=why):
                transfers.pair(db, books.member, one, two)
        with pytest.raises(Refused, match="not a transfer"):
            transfers.separate(db, books.member, out)


def test_ambiguous_rows_are_suggested_and_not_paired(books: Books) -> None:
    checking, savings = books.accounts.values()
    joint = books.account("Joint")
    out = books.row(checking, MONDAY, -20000, "ONLINE TRANSFER")
    ins = [books.row(account, MONDAY, 20000, "ONLINE TRANSFER") for account in (savings, joint)]
    assert _match(books) == 0
    with books.transaction() as db:
        assert set(transfers.suggestions(db, books.member, *FOREVER)) == {(out, into) for into in ins}


def test_a_partner_never_sees_or_pairs_rows_of_a_private_account(books: Books) -> None:
    partner = books.partner()
    hidden = books.account("Hidden", private_to=books.member.person_id)
    out = books.row(books.accounts["Checking"], MONDAY, -20000, "TRANSFER")
    into = books.row(hidden, MONDAY, 20000, "DEPOSIT")
    with books.transaction() as db:
        assert transfers.suggestions(db, books.member, *FOREVER) == [(out, into)]
        assert transfers.suggestions(db, partner, *FOREVER) == []
        with pytest.raises(NotFound):
            transfers.pair(db, partner, out, into)


def test_bob_cannot_touch_alices_transfers(books: Books) -> None:
    out, into = _two_sides(books)
    _match(books)
    bob = Books.open()
    with bob.transaction() as db:
        for attempt in (transfers.separate, transfers.mark_one_sided):
            with pytest.raises(NotFound):
                attempt(db, bob.member, out)
        with pytest.raises(NotFound):
            transfers.pair(db, bob.member, out, into)


def test_any_number_of_transfers_takes_the_same_number_of_statements(books: Books) -> None:
    counts = []
    for day in (0, 100):
        for shift in range(1 + day // 5):
            _two_sides(books, day=day + shift, minor=1000 + 100 * shift)
        with books.transaction() as db, counted_statements() as sent:
            accounts = list(books.accounts.values())
            first = MONDAY + timedelta(days=day)
            assert transfers.match_new(db, books.member.household_id, accounts, first, FOREVER[1]) >= 1
        counts.append(len(sent))
    assert counts[1] <= counts[0]


def _two_sides(books: Books, *, day: int = 0, minor: int = 20000) -> tuple[UUID, UUID]:
    on = MONDAY + timedelta(days=day)
    return (
        books.row(books.accounts["Checking"], on, -minor, "TRANSFER TO SAVINGS"),
        books.row(books.accounts["Savings"], on + timedelta(days=1), minor, "TRANSFER FROM CHECKING"),
    )


def _match(books: Books) -> int:
    with books.transaction() as db:
        return transfers.match_new(db, books.member.household_id, list(books.accounts.values()), *FOREVER)
