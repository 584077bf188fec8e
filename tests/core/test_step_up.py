"""What is sensitive asks for a fresh confirmation, and lets nobody through without one."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import db, step_up
from mingus.core.clock import now
from mingus.core.tenancy import Member
from mingus.identity.models import RefreshToken, SignInSession
from tests.factories import Browser, Program

EXPORT = "/api/financial/export?format=csv"


def let_time_pass(person: Member, passed: timedelta | None) -> None:
    """The last confirmation of all of a person's sign-ins was this long ago; None: there was none."""
    moment = now() - passed if passed is not None else None
    with db.transaction(db.GLOBAL) as session:
        for model in (SignInSession, RefreshToken):
            session.execute(update(model).where(model.person_id == person.person_id).values(stepped_up_at=moment))


@pytest.mark.parametrize(("passed", "is_recent"), [(None, False), (299, True), (301, False)])
def test_a_confirmation_counts_for_five_minutes(passed: int | None, *, is_recent: bool) -> None:
    assert step_up.is_recent(None if passed is None else now() - timedelta(seconds=passed)) == is_recent


def test_a_page_leads_to_the_confirmation_and_back(alice: Member, as_alice: Browser) -> None:
    assert as_alice.get("/settings/export").status_code == 200
    let_time_pass(alice, timedelta(minutes=6))
    answer = as_alice.get("/settings/export?x=1")
    assert (answer.status_code, answer.location) == (303, "/confirm?next=/settings/export?x%3D1")


def test_a_link_to_a_file_leads_back_to_its_page(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, None)
    headers = {"Sec-Fetch-Mode": "navigate", "Referer": "http://localhost/settings/export"}
    answer = as_alice.get(EXPORT, headers=headers)
    assert (answer.status_code, answer.location) == (303, "/confirm?next=/settings/export")
    elsewhere = {**headers, "Referer": "https://elsewhere.example/settings/export"}
    assert as_alice.get(EXPORT, headers=elsewhere).location == "/confirm?next=/"


def test_htmx_is_told_to_leave_the_page(alice: Member, as_alice: Browser) -> None:
    let_time_pass(alice, None)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/goals?page=2"}
    answer = as_alice.get("/settings/export", headers=headers)
    assert answer.headers["HX-Redirect"] == "/confirm?next=/goals?page%3D2"
    assert answer.data == b""


def test_programs_get_a_problem_they_can_act_on(alice: Member, as_alice: Browser, api_alice: Program) -> None:
    assert api_alice.get(EXPORT).status_code == 200
    let_time_pass(alice, timedelta(minutes=6))
    for client in (api_alice, as_alice):
        answer = client.get(EXPORT)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "step_up_required")


def test_visitors_are_asked_to_sign_in(app: APIFlask) -> None:
    assert app.test_client().get("/settings/export").location == "/login?next=/settings/export"
    assert app.test_client().get(EXPORT).status_code == 401


def test_who_reads_sessions_can_tell_which_views_ask(app: APIFlask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_stepped_up", False)}
    assert {"export.index", "export_api.download"} <= marked
    assert "identity.settings" not in marked
