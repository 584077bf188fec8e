"""Which accounts a member sees."""

from apiflask import APIFlask
from sqlalchemy import select, text

from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.service.visibility import SEEN_BY, visible_to
from tests.ledger.books import Books

AS_TEXT = text(f"SELECT account.name FROM accounts account WHERE account.household_id = :household_id AND {SEEN_BY}")


def test_private_accounts_exist_for_their_owner_alone_in_both_notations(app: APIFlask) -> None:
    books = Books.open()
    partner = books.partner()
    books.account("Shared")
    books.account("Mine", private_to=books.member.person_id)
    books.account("Theirs", private_to=partner.person_id)
    assert _seen(books, books.member) == {"Shared", "Mine"}
    assert _seen(books, partner) == {"Shared", "Theirs"}
    assert _seen(Books.open(), books.member) == set()


def _seen(books: Books, member: Member) -> set[str]:
    values = {"household_id": member.household_id, "person_id": member.person_id}
    with books.transaction() as db:
        names = set(db.scalars(select(Account.name).where(visible_to(member))))
        assert set(db.scalars(AS_TEXT, values)) == names
    return names
