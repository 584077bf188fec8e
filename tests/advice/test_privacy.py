from sqlalchemy import func, select

from mingus.advice.models import AdviceDecision
from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.advice.service.test_deciding import decide
from tests.ledger.books import Books


def _entry() -> personal_data.PersonalData:
    return next(entry for entry in personal_data.registered() if entry.package == "advice")


def _deciders(member: Member) -> list[object]:
    with transaction(member.household_id, read_only=True) as db:
        return list(db.scalars(select(AdviceDecision.person_id)))


def test_ones_own_decisions_are_taken_along_and_nobody_elses(books: Books) -> None:
    alice, partner = books.member, books.partner()
    decide(alice, "bank-fees", "dismissed", reason="other")
    decide(partner, "bank-fees", "accepted")
    with transaction(alice.household_id, read_only=True) as db:
        taken = {table: list(rows) for table, rows in personal_data.taken_along(db, alice)}["advice_decisions"]
        whole = {table: list(rows) for table, rows in _entry().export(db, alice.household_id)}["advice_decisions"]
    assert [(row["rule"], row["decision"], row["reason"]) for row in taken] == [("bank-fees", "dismissed", "other")]
    assert len(whole) == 2


def test_who_leaves_takes_their_decisions_with_them(books: Books) -> None:
    alice, partner = books.member, books.partner()
    decide(alice, "bank-fees", "dismissed")
    decide(partner, "bank-fees", "accepted")
    with transaction(alice.household_id) as db:
        leave = _entry().leave
        assert leave is not None
        leave(db, partner)
    assert _deciders(alice) == [alice.person_id]


def test_erasing_a_household_leaves_none(books: Books) -> None:
    decide(books.member, "bank-fees", "done")
    with transaction(books.member.household_id) as db:
        _entry().erase(db, books.member.household_id)
        assert db.scalar(select(func.count()).select_from(AdviceDecision)) == 0
