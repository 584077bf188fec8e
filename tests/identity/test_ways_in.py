"""Every way that is no sign-in: by none of them does somebody with a second factor get in without it."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import db
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import RefreshToken, SignInSession
from mingus.identity.rules.links import Purpose
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Browser, Someone, browser, browser_of, make_someone, share
from tests.identity.invited import Post
from tests.identity.operators import as_operator, ask, make_operator
from tests.identity.second_factors import App, add_app
from tests.identity.service.test_links import issue

NEW = "five other words nobody has"
COOKIES = ("session", "pending", "visit")


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def authenticator(someone: Someone) -> App:
    return add_app(someone.member)


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


def sign_ins(someone: Someone) -> int:
    """How many were ever begun for this person."""
    with db.transaction(db.GLOBAL, read_only=True) as session:
        counts = [
            session.scalar(select(func.count()).where(model.person_id == someone.member.person_id)) or 0
            for model in (SignInSession, RefreshToken)
        ]
    return sum(counts)


def link_of(someone: Someone, purpose: Purpose) -> str:
    address = {
        Purpose.CHANGE_EMAIL: f"new.{new_id().hex}@example.com",
        Purpose.UNDO_EMAIL_CHANGE: f"old.{new_id().hex}@example.com",
    }.get(purpose)
    return issue(someone.member, purpose, address)


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.usefixtures("authenticator")
def test_a_link_in_a_mail_signs_nobody_in(visitor: Browser, someone: Someone, purpose: Purpose) -> None:
    path = f"{purpose.path}/{link_of(someone, purpose)}"
    for answer in (
        visitor.get(path),
        visitor.get(f"{path}/confirm"),
        visitor.post(f"{path}/confirm", data={"password": NEW}),
    ):
        assert answer.status_code in {200, 303}
    assert visitor.get("/goals").status_code == 303
    assert [name for name in COOKIES if visitor.get_cookie(name)] == []
    assert sign_ins(someone) == 0


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.usefixtures("authenticator")
def test_the_api_takes_a_link_and_gives_no_token(visitor: Browser, someone: Someone, purpose: Purpose) -> None:
    paths = {
        Purpose.VERIFY_EMAIL: "verify-email",
        Purpose.RESET_PASSWORD: "reset-password",
        Purpose.CHANGE_EMAIL: "change-email/confirm",
        Purpose.UNDO_EMAIL_CHANGE: "undo-email-change",
    }
    given = {"token": link_of(someone, purpose)}
    if purpose is Purpose.RESET_PASSWORD:
        given["password"] = NEW
    answer = visitor.post(f"/api/auth/{paths[purpose]}", json=given)
    assert (answer.status_code, set(answer.get_json())) == (200, {"message"})
    assert sign_ins(someone) == 0


def test_after_a_reset_the_new_password_alone_opens_nothing(
    app: APIFlask, visitor: Browser, someone: Someone, authenticator: App
) -> None:
    visitor.post(f"/reset-password/{issue(someone.member)}/confirm", data={"password": NEW})
    answer = visitor.post("/login", data={"email": someone.email, "password": NEW})
    assert answer.location.startswith("/login/second")
    assert visitor.get("/goals").status_code == 303
    by_api = browser(app).post("/api/auth/login", json={"email": someone.email, "password": NEW})
    assert (by_api.status_code, by_api.get_json()["code"]) == (401, "second_factor_required")
    assert visitor.post("/login/second", data={"code": authenticator.code(), "credential": ""}).status_code == 303
    assert visitor.get("/goals").status_code == 200


@pytest.mark.usefixtures("authenticator")
def test_a_reset_forgets_the_browsers_that_were_remembered(app: APIFlask, someone: Someone, authenticator: App) -> None:
    own = browser(app)
    own.post("/login", data={"email": someone.email, "password": PASSWORD})
    own.post("/login/second", data={"code": authenticator.code(), "credential": "", "remember": "1"})
    own.post("/logout")
    browser(app).post(f"/reset-password/{issue(someone.member)}/confirm", data={"password": NEW})
    answer = own.post("/login", data={"email": someone.email, "password": NEW})
    assert answer.location.startswith("/login/second")


@pytest.mark.usefixtures("authenticator")
def test_an_invitation_signs_nobody_in_who_has_an_account(
    alice: Member, visitor: Browser, someone: Someone, post: Post
) -> None:
    token = post.invite(alice, someone.email)
    assert visitor.post(f"/invitation/{token}/accept").location.startswith("/login")
    newcomer = {"first_name": "Mal", "last_name": "Lory", "password": NEW, "terms_accepted": "on"}
    taken = visitor.post(f"/invitation/{token}/join", data=newcomer)
    assert taken.status_code == 422
    given = {**newcomer, "terms_accepted": True, "token": token}
    assert visitor.post("/api/invitations/join", json=given).status_code == 422
    assert visitor.post("/api/invitations/accept", json={"token": token}).status_code == 401
    assert visitor.get("/goals").status_code == 303
    assert sign_ins(someone) == 0


def test_joining_another_household_confirms_nobody(app: APIFlask, alice: Member, someone: Someone, post: Post) -> None:
    own = browser_of(app, someone.member)
    let_time_pass(someone.member, None)
    token = post.invite(alice, someone.email)
    assert own.post(f"/invitation/{token}/accept").location == "/"
    assert own.get("/settings/export").location.startswith("/confirm")


def test_going_to_another_household_confirms_nobody(app: APIFlask, alice: Member, someone: Someone) -> None:
    own = browser_of(app, share(alice, someone, "partner"))
    let_time_pass(someone.member, None)
    answer = own.post("/settings/household/switch", data={"household_id": str(someone.member.household_id)})
    assert answer.status_code == 303
    assert own.get("/settings/export").location.startswith("/confirm")
    own.post("/settings/household/new", data={"name": "Holiday home"})
    assert own.get("/settings/export").location.startswith("/confirm")


def test_an_operators_way_in_begins_no_session_and_asks_for_the_factor(
    app: APIFlask, alice: Member, configuration: Settings
) -> None:
    bare = make_operator(configuration, has_factor=False)
    assert ask(browser_of(app, bare), alice.household_id) == 403
    operator = make_operator(configuration)
    client = as_operator(app, operator)
    let_time_pass(operator, None)
    assert ask(client, alice.household_id) == 303
    assert client.get_cookie("visit") is None
    thief = browser(app)
    let_time_pass(operator, timedelta(0))
    assert ask(client, alice.household_id) == 303
    visit = client.get_cookie("visit")
    assert visit is not None
    thief.set_cookie("visit", visit.value)
    assert thief.get("/goals").status_code == 303


def test_a_remembered_browser_gets_past_no_confirmation(app: APIFlask, someone: Someone, authenticator: App) -> None:
    own = browser(app)
    own.post("/login", data={"email": someone.email, "password": PASSWORD})
    own.post("/login/second", data={"code": authenticator.code(), "credential": "", "remember": "1"})
    own.post("/logout")
    assert own.post("/login", data={"email": someone.email, "password": PASSWORD}).location == "/"
    assert own.get("/goals").status_code == 200
    for path in ("password", "email"):
        assert own.get(f"/settings/security/{path}").location.startswith("/confirm")
    assert own.post("/confirm", data={"password": PASSWORD, "next": "/"}).status_code == 422
