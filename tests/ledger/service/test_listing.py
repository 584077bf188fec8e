from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import Count, Page, TransactionFilter
from mingus.ledger.schemas.transactions import Part
from mingus.ledger.service import accounts, listing, splits, transactions
from mingus.ledger.service.filing import category_named
from tests.factories import make_member
from tests.ledger.books import Books, counted_statements
from tests.ledger.by_hand import DAY, account, add


def page(member: Member, **wanted: Any) -> Page:
    with db.transaction(member.household_id, read_only=True) as session:
        return listing.page(session, member, TransactionFilter(**wanted))


def names(member: Member, **wanted: Any) -> list[str]:
    return [row.name for row in page(member, **wanted).rows]


def count(member: Member, **wanted: Any) -> Count:
    with db.transaction(member.household_id, read_only=True) as session:
        return listing.count(session, member, TransactionFilter(**wanted))


def test_the_newest_come_first(alice: Member) -> None:
    account(alice)
    for days, name in ((0, "First"), (2, "Third"), (1, "Second")):
        add(alice, description=name, transaction_date=DAY + timedelta(days=days))
    assert names(alice) == ["Third", "Second", "First"]


def test_filters_find_what_they_say(alice: Member) -> None:
    here, there = account(alice, "Here"), account(alice, "There")
    add(alice, "5", "Coffee", account_id=here, category="Dining out")
    add(alice, "50", "Market", account_id=there, note="for Sunday", transaction_date=DAY + timedelta(days=1))
    add(alice, "900", "Payroll", account_id=here, transaction_type="income", category="Paycheck")
    add(alice, "70", "To There", account_id=here, to_account_id=there, transaction_type="transfer")
    assert set(names(alice, account_id=here)) == {"Coffee", "Payroll", "To There"}
    assert names(alice, direction="out") == ["Market", "Coffee"]
    assert names(alice, direction="in") == ["Payroll"]
    assert names(alice, direction="transfer") == ["To There", "To There"]
    assert names(alice, category_id="none") == ["Market"]
    assert names(alice, from_on=DAY + timedelta(days=1)) == ["Market"]
    assert "Market" not in names(alice, to_on=DAY)
    assert set(names(alice, min_amount="50", max_amount="70")) == {"Market", "To There"}
    assert names(alice, q="sunday") == ["Market"]
    assert names(alice, q="offe") == ["Coffee"]
    assert names(alice, q="100%") == []


def test_the_bank_text_of_a_row_is_searched_too(alice: Member) -> None:
    books = Books(alice)
    mine = books.account("Everyday")
    books.row(mine, DAY, -100, "SQ *BUSY BEE 0042", status="pending")
    assert names(alice, q="busy bee") == ["SQ *BUSY BEE 0042"]
    assert len(names(alice, status="pending")) == 1
    assert names(alice, status="posted") == []


def test_a_split_is_found_by_the_category_of_a_part(alice: Member) -> None:
    account(alice)
    mixed = add(alice, "30", "Everything store", category="Groceries")
    with db.transaction(alice.household_id) as session:
        parts = [Part(amount="10", category="Dining out"), Part(amount="20")]
        splits.replace(session, alice, mixed, parts)
    with db.transaction(alice.household_id) as session:
        ids = {name: category_named(session, alice, name) for name in ("Groceries", "Dining out")}
    assert names(alice, category_id=ids["Dining out"]) == ["Everything store"]
    assert names(alice, category_id="none") == ["Everything store"]
    assert names(alice, category_id=ids["Groceries"]) == []


def test_deleted_rows_are_found_in_the_trash_only(alice: Member) -> None:
    account(alice)
    gone = add(alice, description="Mistake")
    with db.transaction(alice.household_id) as session:
        transactions.delete(session, alice, gone)
    assert names(alice) == []
    assert names(alice, status="deleted") == ["Mistake"]
    assert count(alice).number == 0


def test_rows_of_a_private_or_deleted_account_are_in_nobody_elses_list(
    alice: Member, partner: Member, bob: Member
) -> None:
    hidden, shared = account(alice, "Hidden", is_private=True), account(alice, "Shared")
    secret = add(alice, description="Surprise", account_id=hidden)
    add(alice, description="Rent", account_id=shared)
    add(alice, "9", "To hidden", account_id=shared, to_account_id=hidden, transaction_type="transfer")
    assert sorted(names(partner)) == ["Rent", "To hidden"]
    assert names(partner, q="surprise") == []
    assert names(partner, account_id=hidden) == []
    assert [row.other_account for row in page(partner, direction="transfer").rows] == [None]
    assert count(partner).number == 2
    assert count(partner, account_id=hidden).number == 0
    assert names(bob) == []
    with pytest.raises(NotFound), db.transaction(partner.household_id) as session:
        listing.get(session, partner, secret)
    with db.transaction(alice.household_id) as session:
        accounts.delete(session, alice, shared)
    assert names(partner) == []


def test_the_count_is_exact_without_a_search_and_says_so_beyond_its_limit(
    alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = account(alice)
    for number in range(4):
        add(alice, f"{number + 1}", transaction_date=DAY + timedelta(days=number))
    assert count(alice) == Count(4, is_more=False)
    assert count(alice, account_id=mine, from_on=DAY + timedelta(days=1)).number == 3
    monkeypatch.setattr(listing, "COUNT_AT_MOST", 2)
    assert count(alice, q="bee").words == "2+ transactions"


def test_a_cursor_of_someone_else_or_made_up_is_refused(alice: Member, bob: Member) -> None:
    account(alice)
    for _ in range(3):
        add(alice)
    cursor = page(alice, limit=2).older
    assert cursor is not None
    for member, tried in ((bob, cursor), (alice, "B" + cursor[1:]), (alice, "no"), (alice, "é")):
        with pytest.raises(Refused) as refused:
            page(member, cursor=tried)
        assert "cursor" in refused.value.fields


def test_a_page_takes_the_same_statements_however_long_the_list(alice: Member) -> None:
    account(alice)
    add(alice)

    def statements() -> int:
        with counted_statements() as sent:
            page(alice, q="bee", category_id="none", limit=10)
            count(alice, q="bee")
        return len(sent)

    few = statements()
    for number in range(30):
        add(alice, f"{number + 1}.00", f"Busy Bee {number}")
    assert statements() == few
    assert few == 2 * 2 + 2  # begin and commit around each


@given(
    days=st.lists(st.integers(0, 4), max_size=12),
    limit=st.integers(1, 5),
    added=st.lists(st.integers(0, 4), max_size=3),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_walking_the_pages_meets_every_row_once_in_order_while_rows_are_added(
    configuration: Any, days: list[int], limit: int, added: list[int]
) -> None:
    walker = make_member(configuration)
    mine = account(walker)
    there = [_on(walker, mine, day) for day in days]
    met: list[tuple[date, UUID]] = []
    cursor: str | None = None
    late = iter(added)
    while True:
        found = page(walker, limit=limit, cursor=cursor)
        met += [(row.posted_on, row.id) for row in found.rows]
        if (day := next(late, None)) is not None:
            _on(walker, mine, day)
        if found.older is None:
            break
        cursor = found.older
    assert met == sorted(met, reverse=True)
    assert len(set(met)) == len(met)
    assert set(there) <= {row_id for _, row_id in met}
    back = page(walker, limit=limit, before=page(walker, limit=limit, cursor=cursor).newer) if cursor else None
    assert back is None or [row.id for row in back.rows] != []


def _on(member: Member, account_id: UUID, day: int) -> UUID:
    return add(member, "1", account_id=account_id, transaction_date=DAY + timedelta(days=day))


def test_the_newest_in_one_glance_are_those_of_a_transaction_for_everybody(alice: Member, bob: Member) -> None:
    hidden, shared = account(alice, "Hidden", is_private=True), account(alice, "Shared")
    add(alice, description="Mine", account_id=hidden)
    add(alice, description="Ours", account_id=shared)
    partner = Books(alice).partner()
    for who, expected in ((alice, {"Mine", "Ours"}), (partner, {"Ours"}), (bob, set())):
        asked = [listing.newest_asked(who, 50), listing.count_asked(who)]
        found = db.glance(who.household_id, asked)
        assert {row.name for row in listing.page(found, who, TransactionFilter()).rows} == expected
        assert listing.page(found, who, TransactionFilter()) == page(who)
        assert listing.count(found, who, TransactionFilter()) == Count(len(expected), is_more=False)


def test_only_the_first_page_of_everything_is_the_newest() -> None:
    assert listing.is_newest(TransactionFilter(limit=8))
    for looked_for in ({"q": "bee"}, {"direction": "in"}, {"cursor": "x"}, {"before": "x"}):
        assert not listing.is_newest(TransactionFilter.model_validate(looked_for))
