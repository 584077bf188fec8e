from uuid import UUID

import pytest
from sqlalchemy import text

from mingus.core import db
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.transactions import Part, TransactionChanges
from mingus.ledger.service import details, edits, splits
from tests.ledger.by_hand import account, add, books_are_right


def split(member: Member, transaction_id: UUID, *parts: Part) -> None:
    with db.transaction(member.household_id) as session:
        splits.replace(session, member, transaction_id, list(parts))


def shown(member: Member, transaction_id: UUID) -> list[tuple[str, str | None]]:
    with db.transaction(member.household_id, read_only=True) as session:
        found = details.parts(session, member, transaction_id)
    return [(part.amount.decimal_string(), part.category_name) for part in found]


def spent_by_category(member: Member) -> dict[str, int]:
    with db.transaction(member.household_id, read_only=True) as session:
        rows = session.execute(
            text("SELECT c.name, m.out_minor FROM category_months m JOIN categories c ON c.id = m.category_key")
        )
        return {str(row.name): int(row.out_minor) for row in rows}


def test_each_part_counts_under_its_own_category(alice: Member) -> None:
    account(alice)
    whole = add(alice, "30", category="Shopping")
    split(alice, whole, Part(amount="12.34", category="Groceries"), Part(amount="17.66", category="Dining out"))
    assert spent_by_category(alice) == {"Groceries": 1234, "Dining out": 1766}
    assert shown(alice, whole) == [("12.34", "Groceries"), ("17.66", "Dining out")]
    split(alice, whole)
    assert spent_by_category(alice) == {"Shopping": 3000}
    assert books_are_right(alice)


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (("10", "10"), r"\$10.00 of \$30.00"),
        (("20", "20"), r"\$10.00 more"),
        (("30",), "two parts"),
        (("30", "0"), "amount"),
    ],
)
def test_parts_that_do_not_make_the_whole_are_refused_with_the_difference(
    alice: Member, amounts: tuple[str, ...], said: str
) -> None:
    account(alice)
    whole = add(alice, "30")
    with pytest.raises(Refused, match=said) as refused:
        split(alice, whole, *(Part(amount=amount) for amount in amounts))
    assert "parts" in refused.value.fields
    assert shown(alice, whole) == []


def test_a_refund_within_a_purchase_is_a_part_below_zero(alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    split(alice, whole, Part(amount="35", category="Groceries"), Part(amount="-5", category="Dining out"))
    assert shown(alice, whole) == [("35.00", "Groceries"), ("-5.00", "Dining out")]


def test_a_new_amount_goes_to_the_last_part(alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    split(alice, whole, Part(amount="10", category="Groceries"), Part(amount="20", category="Dining out"))
    with db.transaction(alice.household_id) as session:
        edits.change(session, alice, whole, TransactionChanges(amount="36.50"))
    assert shown(alice, whole) == [("10.00", "Groceries"), ("26.50", "Dining out")]
    with db.transaction(alice.household_id) as session:
        edits.change(session, alice, whole, TransactionChanges(amount="10", transaction_type="income"))
    assert shown(alice, whole) == []
    assert books_are_right(alice)


def test_nobody_splits_what_is_not_theirs(alice: Member, bob: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    with pytest.raises(NotFound):
        split(bob, whole)


def test_an_unknown_category_names_its_part(alice: Member) -> None:
    account(alice)
    whole = add(alice, "30")
    with pytest.raises(Refused) as refused:
        split(alice, whole, Part(amount="10"), Part(amount="20", category="Nonsense"))
    assert "parts.1.category" in refused.value.fields
