from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from mingus.advice import service
from mingus.advice.models import AdviceDecision
from mingus.advice.schemas import DecisionDraft, Overview
from mingus.advice.service.deciding import USUALLY_OFF
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.tenancy import Member
from tests.identity.service.test_activity import sentences
from tests.ledger.books import Books

FEES = "bank-fees"


def decide(member: Member, rule: str, choice: str, **more: Any) -> None:
    with transaction(member.household_id, person_id=member.person_id) as db:
        service.decide(db, member, rule, DecisionDraft.model_validate({"choice": choice, **more}))


def overview(member: Member) -> Overview:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return service.overview(db, member)


def suggested(member: Member) -> list[str]:
    return [one.id for one in overview(member).ranked]


def kept(member: Member, rule: str) -> Any:
    with transaction(member.household_id, read_only=True) as db:
        found = select(*AdviceDecision.__table__.columns).where(AdviceDecision.rule == rule)
        return db.execute(found).one()


def test_saying_yes_keeps_the_usual_month_before(books: Books) -> None:
    decide(books.member, FEES, "accepted")
    row = kept(books.member, FEES)
    assert (row.decision, row.metric, row.baseline_minor, row.baseline_months) == ("accepted", "spent:fees", 12_00, 6)
    assert FEES not in suggested(books.member)
    (past,) = overview(books.member).past
    assert (past.id, past.decision, past.monthly) == (FEES, "accepted", None)
    assert "Too early to tell" in past.effect


def test_the_same_again_changes_nothing(app: object, books: Books) -> None:
    decide(books.member, FEES, "accepted")
    before = kept(books.member, FEES)
    decide(books.member, FEES, "accepted")
    assert kept(books.member, FEES) == before
    assert sentences(books.member, kind="money").count("You said yes to a suggestion.") == 1


def test_a_dismissed_one_stays_away_until_it_has_grown_by_a_quarter(books: Books) -> None:
    decide(books.member, FEES, "dismissed", reason="not_for_me")
    assert FEES not in suggested(books.member)
    assert overview(books.member).past[0].words == "You dismissed it: it doesn’t fit my life"
    with transaction(books.member.household_id) as db:
        db.execute(update(AdviceDecision).values(measure=AdviceDecision.measure * 3 // 4))
    assert FEES in suggested(books.member)


def test_one_that_was_put_off_comes_back_on_its_day(books: Books) -> None:
    decide(books.member, FEES, "snoozed")
    today = clock.today(books.member.time_zone)
    assert kept(books.member, FEES).snoozed_until == today + USUALLY_OFF
    assert FEES not in suggested(books.member)
    with transaction(books.member.household_id) as db:
        db.execute(update(AdviceDecision).values(snoozed_until=today))
    assert FEES in suggested(books.member)


def test_what_is_done_keeps_the_yes_it_followed(books: Books) -> None:
    decide(books.member, FEES, "accepted")
    said_yes_at = kept(books.member, FEES).accepted_at
    decide(books.member, FEES, "done")
    row = kept(books.member, FEES)
    assert (row.decision, row.accepted_at, row.baseline_minor) == ("done", said_yes_at, 12_00)
    assert overview(books.member).past[0].effect.startswith("You said yes in ")


def test_what_is_done_without_a_yes_is_not_said_to_have_had_one(books: Books) -> None:
    decide(books.member, FEES, "done")
    assert overview(books.member).past[0].effect.startswith("You did it in ")


def test_dismissing_after_a_yes_forgets_what_was_to_be_measured(books: Books) -> None:
    decide(books.member, FEES, "accepted")
    decide(books.member, FEES, "dismissed")
    row = kept(books.member, FEES)
    assert (row.accepted_at, row.baseline_minor, row.metric) == (None, None, "")


def test_taking_it_back_leaves_nothing(app: object, books: Books) -> None:
    decide(books.member, FEES, "dismissed")
    decide(books.member, FEES, "open")
    decide(books.member, FEES, "open")
    assert FEES in suggested(books.member)
    assert overview(books.member).past == []
    assert sentences(books.member, kind="money")[:2] == [
        "You took back a decision on a suggestion.",
        "You dismissed a suggestion.",
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"choice": "snoozed", "until": "2020-01-01"}, "until"),
        ({"choice": "snoozed", "until": "2999-01-01"}, "until"),
        ({"choice": "accepted", "until": "2999-01-01"}, "until"),
        ({"choice": "accepted", "reason": "other"}, "reason"),
    ],
)
def test_a_day_or_a_reason_that_does_not_fit_is_refused(books: Books, sent: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as error:
        decide(books.member, FEES, **sent)
    assert field in error.value.fields


def test_nothing_can_be_decided_about_what_is_not_suggested(books: Books) -> None:
    with pytest.raises(NotFound):
        decide(books.member, "no-such-rule", "accepted")
    with pytest.raises(Conflict):
        decide(books.member, "deposit-insurance", "accepted")


def test_a_decision_is_ones_own(books: Books) -> None:
    partner = books.partner()
    decide(books.member, FEES, "dismissed")
    assert FEES in suggested(partner)
    assert overview(partner).past == []
    decide(partner, FEES, "accepted")
    assert overview(books.member).past[0].decision == "dismissed"


def test_bob_decides_nothing_of_alice(books: Books, bob: Member) -> None:
    decide(books.member, FEES, "accepted")
    assert suggested(bob) == []
    assert overview(bob).past == []
    with pytest.raises(Conflict):
        decide(bob, FEES, "dismissed")
    with transaction(bob.household_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(AdviceDecision)) == 0


def test_what_is_saved_since_a_yes_is_told_from_the_ledger(books: Books) -> None:
    """The yes was five months ago; since then there were no fees."""
    decide(books.member, FEES, "accepted")
    with transaction(books.member.household_id) as db:
        months_ago = clock.now() - timedelta(days=150)
        db.execute(update(AdviceDecision).values(accepted_at=months_ago, baseline_minor=50_00))
    past = overview(books.member).past[0]
    assert past.monthly is not None
    assert past.monthly.text() == "$38.00"
    assert "$50 in a usual month before (the middle of 6 months) and $12 since" in past.effect
    assert "$38 a month saved since" in past.effect
