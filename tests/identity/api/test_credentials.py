"""Address and password, for programs."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity.rules.links import Purpose
from tests.core.test_step_up import let_time_pass
from tests.factories import Program, Someone, browser, browser_of, make_someone, program_of
from tests.identity.second_factors import add_app
from tests.identity.service.test_credentials import token_of
from tests.identity.service.test_links import issue
from tests.mailbox import letters, work

NEW = "five other words nobody has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def program(app: APIFlask, someone: Someone) -> Program:
    return program_of(app, someone.member)


def test_a_forgotten_password_is_reset_by_the_token_of_a_mail(app: APIFlask, someone: Someone) -> None:
    client = browser(app)
    asked = client.post("/api/auth/forgot-password", json={"email": someone.email})
    unknown = browser(app).post("/api/auth/forgot-password", json={"email": f"nobody.{new_id()}@example.com"})
    assert (asked.status_code, asked.data) == (202, unknown.data)
    work()
    token = token_of(letters(someone.email)[0].text, "/reset-password/")
    assert client.post("/api/auth/reset-password", json={"token": token, "password": "short"}).status_code == 422
    assert client.post("/api/auth/reset-password", json={"token": token, "password": NEW}).status_code == 200
    again = client.post("/api/auth/reset-password", json={"token": token, "password": NEW})
    assert (again.status_code, again.get_json()["code"]) == (422, "refused")
    assert client.post("/api/auth/login", json={"email": someone.email, "password": NEW}).status_code == 200


def test_a_changed_password_gives_new_tokens_and_ends_the_old(program: Program, app: APIFlask) -> None:
    answer = program.post("/api/auth/change-password", json={"new_password": NEW})
    assert answer.status_code == 200
    assert program.get("/api/auth/check-auth").status_code == 401
    program.access_token = answer.get_json()["access_token"]
    assert program.get("/api/auth/check-auth").status_code == 200


def test_a_browser_that_changes_it_gets_a_new_session(app: APIFlask, someone: Someone) -> None:
    own = browser_of(app, someone.member)
    answer = own.post("/api/auth/change-password", json={"new_password": NEW})
    assert (answer.status_code, answer.data) == (204, b"")
    assert own.get("/api/auth/check-auth").status_code == 200


def test_an_address_changes_and_changes_back(program: Program, app: APIFlask, someone: Someone) -> None:
    new = f"new.{new_id().hex}@example.com"
    assert program.post("/api/auth/change-email", json={"email": new}).status_code == 202
    token = token_of(letters(new)[0].text, "/change-email/")
    assert browser(app).post("/api/auth/change-email/confirm", json={"token": token}).status_code == 200
    assert program.get("/api/user/profile").get_json()["email"] == new
    back = token_of(letters(someone.email)[0].text, "/undo-email-change/")
    assert browser(app).post("/api/auth/undo-email-change", json={"token": back}).status_code == 200
    assert program.get("/api/user/profile").status_code == 401


def test_an_address_is_confirmed_by_its_token(app: APIFlask, someone: Someone, program: Program) -> None:
    token = issue(someone.member, Purpose.VERIFY_EMAIL)
    assert browser(app).post("/api/auth/verify-email", json={"token": token}).status_code == 200
    assert browser(app).post("/api/auth/verify-email", json={"token": "short"}).status_code == 422
    assert program.post("/api/auth/verify-email/again").status_code == 202


@pytest.mark.parametrize("path", ["change-password", "change-email", "verify-email/again"])
def test_only_the_signed_in_change_what_is_theirs(app: APIFlask, path: str) -> None:
    assert browser(app).post(f"/api/auth/{path}", json={}).status_code == 401


@pytest.mark.parametrize(
    ("path", "given"), [("password", {"new_password": NEW}), ("email", {"email": "a@example.com"})]
)
def test_a_change_asks_for_a_fresh_confirmation_and_no_password_beside_it(
    program: Program, someone: Someone, path: str, given: dict[str, str]
) -> None:
    let_time_pass(someone.member, timedelta(minutes=6))
    answer = program.post(f"/api/auth/change-{path}", json=given)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "step_up_required")
    app = add_app(someone.member)
    by_password = program.post("/api/auth/confirm", json={"password": someone.password})
    assert by_password.status_code == 422, "beside a second factor the password says too little"
    assert program.post("/api/auth/confirm", json={"code": app.code()}).status_code == 204
    assert program.post(f"/api/auth/change-{path}", json=given).status_code < 300
