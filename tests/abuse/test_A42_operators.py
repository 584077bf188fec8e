"""A42: an operator without a fresh confirmation or a second factor gets nothing, and cannot hide what they did."""

import pytest
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mingus.core import db, events
from mingus.core.ids import NIL
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, program_of
from tests.identity.operators import an_hour_ago, as_operator, ask, confirmed, make_operator
from tests.ledger.by_hand import account

CHANGES = (
    "UPDATE audit_log SET event = 'Nothing' WHERE household_id = :id",
    "DELETE FROM audit_log WHERE household_id = :id",
    "TRUNCATE audit_log",
)


@pytest.fixture
def opal(configuration: Settings) -> Member:
    return make_operator(configuration, role="operator")


@pytest.fixture
def as_opal(app: APIFlask, opal: Member) -> Browser:
    return as_operator(app, opal)


def test_without_a_fresh_confirmation_nothing_is_opened(as_opal: Browser, opal: Member, alice: Member) -> None:
    for moment in (None, an_hour_ago()):
        confirmed(opal, moment)
        form = {"household": str(alice.household_id), "reason": "Ticket 4711: wrong sum", "minutes": "15"}
        answer = as_opal.post("/operator/access", data=form, headers={"Accept": "application/json"})
        assert answer.status_code == 403
        assert answer.get_json()["code"] == "step_up_required"
        page = as_opal.post("/operator/access", data=form)
        assert (page.status_code, page.headers["Location"].startswith("/confirm")) == (303, True)
    assert "Nothing is open" in as_opal.get("/operator").text


def test_a_program_is_no_way_around(app: APIFlask, opal: Member, alice: Member) -> None:
    program = program_of(app, opal)
    assert program.post("/operator/access", data={"household": str(alice.household_id)}).status_code in {400, 401, 403}


def test_a_role_is_given_in_no_browser(app: APIFlask, as_opal: Browser) -> None:
    assert not [rule.rule for rule in app.url_map.iter_rules() if "make-operator" in rule.rule]


def test_what_an_operator_did_stands_in_chains_that_are_whole(as_opal: Browser, opal: Member, alice: Member) -> None:
    mine = account(alice, "Everyday")
    assert ask(as_opal, alice.household_id) == 303
    assert as_opal.get(f"/accounts/{mine}").status_code == 200
    for household_id in (alice.household_id, NIL):
        with db.transaction(household_id, read_only=True) as session:
            assert events.first_broken_line(session, household_id) is None
            opened = (
                "SELECT actor_id FROM audit_log WHERE household_id = :id AND event = 'AccessOpened' AND actor_id = :who"
            )
            assert session.execute(text(opened), {"id": household_id, "who": opal.person_id}).all()


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_cannot_change_the_audit_log(alice: Member, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), db.transaction(alice.household_id) as session:
        session.execute(text(statement), {"id": alice.household_id} if ":id" in statement else {})
