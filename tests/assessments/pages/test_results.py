"""The page of a result, on paper, by mail, and gone."""

from apiflask import APIFlask
from sqlalchemy import update

from mingus.core.db import GLOBAL, transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Person
from tests.assessments.takers import begin, finish, go_through
from tests.factories import Browser, browser, browser_of, make_someone
from tests.mailbox import letters


def test_a_result_says_why_how_sure_and_what_next(alice: Member, as_alice: Browser) -> None:
    sheet = finish(alice, "readiness", 3)
    page = as_alice.get(f"/assessments/results/{sheet.id}").text
    for said in ("What helped most", "What cost most", "one step off", "/library/", "How to read it", "Its parts"):
        assert said in page


def test_a_second_result_says_what_changed(alice: Member, as_alice: Browser) -> None:
    finish(alice, "readiness", 3)
    later = finish(alice, "readiness", 4)
    page = as_alice.get(f"/assessments/results/{later.id}").text
    assert "Since last time" in page
    assert "became" in page
    assert "Earlier results" in as_alice.get("/assessments/readiness").text


def test_bob_never_sees_a_result_of_alice(alice: Member, app: APIFlask, as_bob: Browser) -> None:
    sheet = finish(alice)
    for other in (as_bob, browser(app)):
        assert other.get(f"/assessments/results/{sheet.id}").status_code == 404
    assert as_bob.get(f"/assessments/results/{sheet.id}/pdf").status_code == 404
    for way in ("mail", "delete"):
        assert as_bob.post(f"/assessments/results/{sheet.id}/{way}").status_code == 404


def test_an_open_attempt_has_no_result(as_alice: Browser) -> None:
    assert as_alice.get(f"/assessments/results/{begin(as_alice)}").status_code == 404


def test_a_finished_attempt_leads_to_its_result(alice: Member, as_alice: Browser) -> None:
    sheet = finish(alice)
    answer = as_alice.get(f"/assessments/attempts/{sheet.id}")
    assert answer.location == f"/assessments/results/{sheet.id}"


def test_a_result_is_deleted_for_good(alice: Member, as_alice: Browser) -> None:
    sheet = finish(alice)
    assert as_alice.post(f"/assessments/results/{sheet.id}/delete").status_code == 303
    assert as_alice.get(f"/assessments/results/{sheet.id}").status_code == 404


def test_a_visitor_can_neither_print_nor_mail(app: APIFlask) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    assert visitor.get(f"{address}/pdf").location.startswith("/login")
    assert visitor.post(f"{address}/mail").location.startswith("/login")


def test_a_result_comes_by_mail_to_ones_own_address_alone(configuration: Settings, app: APIFlask) -> None:
    someone = make_someone(configuration)
    sheet, mine = finish(someone.member), browser_of(app, someone.member)
    sent = mine.post(f"/assessments/results/{sheet.id}/mail", data={"to": "stranger@example.com"})
    assert sent.status_code == 303
    (letter,) = letters(someone.email)
    assert "Money readiness" in letter.subject
    assert f"{sheet.score} of 100" in letter.text
    assert letters("stranger@example.com") == []
    answers = [mine.post(f"/assessments/results/{sheet.id}/mail").status_code for _ in range(6)]
    assert answers[-1] == 429


def test_an_address_that_is_not_confirmed_gets_no_mail(configuration: Settings, app: APIFlask) -> None:
    someone = make_someone(configuration)
    sheet, mine = finish(someone.member), browser_of(app, someone.member)
    with transaction(GLOBAL) as db:
        db.execute(update(Person).where(Person.id == someone.member.person_id).values(email_verified_at=None))
    assert mine.post(f"/assessments/results/{sheet.id}/mail").status_code == 422
    assert letters(someone.email) == []
