from dataclasses import replace

from sqlalchemy.orm import Session

from mingus import profile
from mingus.advice.service import neighbours
from mingus.assessments.models import Attempt
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.ledger.books import Books


def test_a_debt_of_an_account_nobody_else_sees_keeps_the_balance_they_said(books: Books) -> None:
    alice, partner = books.member, replace(books.partner(), role="partner")
    hidden = books.account("Hidden", "card", opening_minor=-700_00, private_to=partner.person_id)
    with transaction(partner.household_id, person_id=partner.person_id) as db:
        profile.add_debt(db, partner, profile.DebtDraft(name="Red", kind="card", owed_amount="650", account_id=hidden))
        found, _ = neighbours.debts(db, alice, {})
    assert [(owed.name, owed.balance_minor) for owed in found] == [("Red", 650_00)]


def test_pay_days_count_once_they_are_entered(alice: Member) -> None:
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        assert not neighbours.pay(db, alice).has_calendar
        _paid(db, alice)
        assert neighbours.pay(db, alice) == neighbours.Pay(has_calendar=True, others_minor=0)


def test_pay_of_others_is_before_tax_where_they_said_so(books: Books, bob: Member) -> None:
    alice, partner = books.member, replace(books.partner(), role="partner")
    with transaction(alice.household_id) as db:
        _paid(db, alice, gross_amount="9000")
        _paid(db, partner, gross_amount="2400")  # 2,400 × 26 / 12 = 5,200 a month
        _paid(db, partner, rhythm="monthly", net_amount="310")
        assert neighbours.pay(db, alice).others_minor == 5_510_00
        assert neighbours.pay(db, partner).others_minor == 19_500_00
    with transaction(bob.household_id, read_only=True) as db:
        assert neighbours.pay(db, bob) == neighbours.Pay(has_calendar=False, others_minor=0)


def _paid(db: Session, member: Member, **what: str) -> None:
    draft = {"name": "Clinic", "rhythm": "biweekly", "anchor_on": str(clock.today(member.time_zone))}
    sent = profile.PayScheduleDraft.model_validate(draft | {"net_amount": "2000"} | what)
    profile.add_pay_schedule(db, member, sent)


def test_the_newest_result_of_each_assessment_counts_with_a_score_or_without(alice: Member, bob: Member) -> None:
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        for slug, score in (("tax-readiness", 70), ("tax-readiness", 40), ("income-comparison", None)):
            moment = clock.now()
            row = {"slug": slug, "version": 1, "definition_hash": b"", "answers_sealed": b"", "band": "middle"}
            times = {"started_at": moment, "updated_at": moment, "finished_at": moment}
            db.add(Attempt(person_id=alice.person_id, id=new_id(), score=score, sub_scores={}, **row, **times))
            db.flush()
        results = neighbours.results(db, alice)
    assert results.scores == {"tax-readiness": 40}
    assert results.taken == {"tax-readiness", "income-comparison"}
    with transaction(bob.household_id, person_id=bob.person_id, read_only=True) as db:
        assert neighbours.results(db, bob).taken == frozenset()


def test_who_said_nothing_is_unknown(alice: Member) -> None:
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        about, results = neighbours.about(db, alice), neighbours.results(db, alice)
    assert {getattr(about.said, name) for name in about.said.__dataclass_fields__} == {None}
    assert not about.owes_nothing
    assert (results.scores, results.taken) == ({}, frozenset())
