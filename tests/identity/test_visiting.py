"""What an operator sees during a look: the household's pages, nothing private, and nothing to change."""

from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, update

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.factor_models import AuthenticatorApp, Passkey
from mingus.identity.service import operators
from mingus.identity.visiting import is_closed
from mingus.ledger.models import Account
from tests.factories import Browser, browser_of, make_member
from tests.identity.operators import as_operator, ask, make_operator
from tests.ledger.by_hand import account, add

CANARY = "Zqx Canary Shop"


@pytest.fixture
def opal(configuration: Settings) -> Member:
    return make_operator(configuration)


@pytest.fixture
def as_opal(app: APIFlask, opal: Member) -> Browser:
    return as_operator(app, opal)


@pytest.fixture
def spent(alice: Member) -> UUID:
    return UUID(str(add(alice, "12.50", CANARY, account_id=account(alice, "Everyday"))))


def test_without_a_look_there_is_nothing(as_opal: Browser, spent: UUID) -> None:
    assert as_opal.get(f"/transactions/{spent}").status_code == 404
    assert CANARY not in as_opal.get("/transactions").text


def test_a_look_shows_the_households_pages_and_says_so(as_opal: Browser, alice: Member, spent: UUID) -> None:
    assert ask(as_opal, alice.household_id) == 303
    page = as_opal.get(f"/transactions/{spent}")
    assert (page.status_code, CANARY in page.text) == (200, True)
    assert "You are looking at somebody else’s household." in page.text


def test_nothing_can_be_changed(as_opal: Browser, as_alice: Browser, alice: Member, spent: UUID) -> None:
    ask(as_opal, alice.household_id)
    for where, data in (
        (f"/transactions/{spent}", {"amount": "1"}),
        (f"/transactions/{spent}/delete", {}),
        ("/goals", {"title": "Mine", "target": "1"}),
        ("/settings", {"household_name": "Mine"}),
    ):
        assert as_opal.post(where, data=data).status_code == 403, where
    assert as_opal.patch(f"/api/financial/transactions/{spent}", json={"amount": "1"}).status_code == 403
    assert CANARY in as_alice.get(f"/transactions/{spent}").text


@pytest.mark.parametrize("path", ["/settings", "/settings/activity", "/settings/export", "/api/user/profile"])
def test_what_is_a_persons_own_is_closed(as_opal: Browser, alice: Member, path: str) -> None:
    ask(as_opal, alice.household_id)
    assert as_opal.get(path).status_code == 404
    assert is_closed(path)
    assert not is_closed("/settingsx")


def test_private_accounts_stay_private(as_opal: Browser, alice: Member) -> None:
    secret = account(alice, "Zqx Secret")
    add(alice, "1", CANARY, account_id=secret)
    with db.transaction(alice.household_id) as session:
        session.execute(update(Account).where(Account.id == secret).values(private_to=alice.person_id))
    ask(as_opal, alice.household_id)
    for path in ("/", "/accounts", "/transactions", f"/accounts/{secret}"):
        assert "Zqx" not in as_opal.get(path).text


def test_the_owner_ends_it_and_the_next_click_shows_nothing(
    as_opal: Browser, as_alice: Browser, alice: Member, spent: UUID
) -> None:
    ask(as_opal, alice.household_id)
    assert "Mingus support can read your household at the moment." in as_alice.get("/goals").text
    page = as_alice.get("/settings/activity").text
    assert "Mingus support can read your household until" in page
    assert "Ticket 4711" in page
    assert "Mingus support got leave to read this household for 30 minutes." in page
    action = page.partition('action="/settings/access/')[2].partition('"')[0]
    assert as_alice.post(f"/settings/access/{action}").status_code == 303
    assert as_opal.get(f"/transactions/{spent}").status_code == 404
    assert "You ended a look into this household." in as_alice.get("/settings/activity").text
    for path in ("/settings/activity", "/goals"):
        assert "can read your household" not in as_alice.get(path).text


def test_a_role_that_was_taken_ends_it_too(as_opal: Browser, opal: Member, alice: Member, spent: UUID) -> None:
    ask(as_opal, alice.household_id)
    with db.transaction(db.GLOBAL) as session:
        operators.end_operator(session, opal.person_id)
    assert as_opal.get(f"/transactions/{spent}").status_code == 404


def test_whoever_gives_up_their_second_factor_reads_nothing_more(
    as_opal: Browser, opal: Member, alice: Member, spent: UUID
) -> None:
    ask(as_opal, alice.household_id)
    assert as_opal.get(f"/transactions/{spent}").status_code == 200
    with db.transaction(db.GLOBAL) as session:
        for factor in (AuthenticatorApp, Passkey):
            session.execute(delete(factor).where(factor.person_id == opal.person_id))
    assert as_opal.get(f"/transactions/{spent}").status_code == 404


def test_a_look_is_its_operators_alone(
    app: APIFlask, configuration: Settings, as_opal: Browser, alice: Member, spent: UUID
) -> None:
    ask(as_opal, alice.household_id)
    cookie = as_opal.get_cookie("visit")
    assert cookie is not None
    colleague, stranger = make_operator(configuration), make_member(configuration)
    for thief in (as_operator(app, colleague), browser_of(app, stranger)):
        thief.set_cookie("visit", cookie.value, httponly=True, samesite="Strict")
        assert thief.get(f"/transactions/{spent}").status_code == 404
    as_opal.set_cookie("visit", "made up", httponly=True, samesite="Strict")
    assert as_opal.get(f"/transactions/{spent}").status_code == 404


def test_one_leaves_and_comes_back(as_opal: Browser, alice: Member, spent: UUID) -> None:
    ask(as_opal, alice.household_id)
    assert as_opal.post("/operator/leave").status_code == 303
    assert as_opal.get(f"/transactions/{spent}").status_code == 404
    page = as_opal.get("/operator").text
    look = page.partition('action="/operator/access/')[2].partition('"')[0]
    assert look.endswith("/look")
    assert as_opal.post(f"/operator/access/{look}").status_code == 303
    assert as_opal.get(f"/transactions/{spent}").status_code == 200


def test_signing_out_ends_ones_own_session(as_opal: Browser, alice: Member) -> None:
    ask(as_opal, alice.household_id)
    assert as_opal.post("/logout").status_code == 303
    assert as_opal.get("/operator").status_code == 303
