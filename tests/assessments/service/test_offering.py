"""The pay calendar fills in what one is paid: one's own, before tax, and only as an offer."""

from datetime import timedelta

from mingus import profile
from mingus.assessments.service import desk, shelves, taking
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Program, make_someone, share

SLUG = "income-comparison"


def _paid(member: Member, **what: str) -> None:
    draft = {"rhythm": "biweekly", "anchor_on": str(today(member.time_zone) + timedelta(days=3)), "net_amount": "1900"}
    with transaction(member.household_id, person_id=member.person_id) as db:
        profile.add_pay_schedule(db, member, profile.PayScheduleDraft.model_validate(draft | what))


def _offers(program: Program) -> dict[str, dict[str, str]]:
    return dict(program.post(f"/api/assessments/{SLUG}/attempts", json={}).get_json()["offers"])


def test_pay_before_tax_is_offered_from_the_calendar(alice: Member, api_alice: Program, as_alice: Browser) -> None:
    _paid(alice, name="Payroll", gross_amount="2400.50")
    _paid(alice, name="Sundays", rhythm="monthly", net_amount="300", gross_amount="350")
    assert _offers(api_alice) == {
        "pay_period": {
            "answer": "biweekly",
            "says": "Your pay calendar has “Payroll”, $2,400.50 before tax every two weeks.",
        },
        "biweekly_pay": {"answer": "2400.50", "says": "Filled in from “Payroll” in your pay calendar."},
    }
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        attempt_id = taking.start(db, shelf, SLUG).id
        taking.answer(db, shelf, attempt_id, {"pay_period": "biweekly"})
    page = as_alice.get(f"/assessments/attempts/{attempt_id}?question=biweekly_pay").text
    assert 'value="2400.50"' in page
    assert "Filled in from “Payroll” in your pay calendar." in page
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        taking.answer(db, shelf, attempt_id, {"biweekly_pay": "2500"})
        found = desk.place(db, shelf, attempt_id, "biweekly_pay", member=alice)
    assert (found.answer, found.offered) == ("2500", None)


def test_pay_after_tax_and_that_of_others_are_offered_to_nobody(
    alice: Member, api_alice: Program, api_bob: Program, configuration: Settings
) -> None:
    partner = share(alice, make_someone(configuration, first_name="Pat"), "partner")
    _paid(alice, name="Payroll")
    _paid(partner, name="Theirs", gross_amount="9000")
    assert _offers(api_alice) == {}
    assert _offers(api_bob) == {}
    assert api_alice.post("/api/assessments/readiness/attempts", json={}).get_json()["offers"] == {}
