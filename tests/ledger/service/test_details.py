from uuid import UUID

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import Detail
from mingus.ledger.service import details, transactions
from tests.ledger.books import counted_statements
from tests.ledger.by_hand import account, add


def detail(member: Member, transaction_id: UUID) -> Detail:
    with db.transaction(member.household_id, read_only=True) as session:
        return details.get(session, member, transaction_id, deleted=None)


def test_the_history_is_of_this_row_alone_and_says_who(alice: Member, partner: Member) -> None:
    account(alice)
    row, _other = add(alice), add(alice)
    with db.transaction(partner.household_id) as session:
        transactions.set_category(session, partner, row, "Groceries")
    with db.transaction(alice.household_id) as session:
        transactions.delete(session, alice, row)
    seen = detail(alice, row)
    assert [happened.sentence for happened in seen.history] == [
        "You deleted it.",
        "Someone in your household changed the category.",
        "You added it by hand.",
    ]
    assert seen.row.deleted_at is not None
    assert seen.bank is None


def test_everything_about_a_row_takes_five_statements(alice: Member) -> None:
    account(alice)
    row = add(alice)
    with counted_statements() as sent:
        detail(alice, row)
    assert len(sent) == 5 + 2  # begin and commit
