"""Signing in by program where a second factor stands."""

from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from mingus.core.settings import Settings
from tests.factories import Browser, Someone, browser, make_someone, program_of
from tests.identity.second_factors import App, SoftPasskey, add_app, add_passkey


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def client(app: APIFlask) -> Browser:
    return browser(app)


def log_in(client: Browser, someone: Someone) -> TestResponse:
    return client.post("/api/auth/login", json={"email": someone.email, "password": someone.password})


def pending(client: Browser, someone: Someone) -> str:
    answer = log_in(client, someone)
    said = answer.get_json()
    assert (answer.status_code, said["code"]) == (401, "second_factor_required")
    return str(said["pending_token"])


def second(client: Browser, token: str, **shown: Any) -> TestResponse:
    return client.post("/api/auth/login/second", json={"pending_token": token, **shown})


def test_without_a_factor_nothing_changes(client: Browser, someone: Someone) -> None:
    assert log_in(client, someone).status_code == 200


def test_the_code_of_the_app_finishes_the_sign_in(client: Browser, someone: Someone) -> None:
    app = add_app(someone.member)
    answer = second(client, pending(client, someone), code=app.code())
    assert answer.status_code == 200
    token = answer.get_json()["access_token"]
    checked = client.get("/api/auth/check-auth", headers={"Authorization": f"Bearer {token}"})
    assert checked.get_json()["user_id"] == str(someone.member.person_id)


def test_codes_may_be_spaced_as_the_app_shows_them(client: Browser, someone: Someone) -> None:
    code = add_app(someone.member).code()
    assert second(client, pending(client, someone), code=f" {code[:3]} {code[3:]} ").status_code == 200


def test_the_pending_token_opens_nothing_else(client: Browser, someone: Someone) -> None:
    add_app(someone.member)
    token = pending(client, someone)
    for said in (f"Bearer {token}",):
        assert client.get("/api/user/profile", headers={"Authorization": said}).status_code == 401
    assert client.post("/api/auth/refresh", json={"refresh_token": token}).status_code == 422


def test_a_wrong_code_says_which_field_and_the_right_one_still_works(client: Browser, someone: Someone) -> None:
    app = add_app(someone.member)
    token = pending(client, someone)
    wrong = second(client, token, code=app.wrong())
    assert (wrong.status_code, list(wrong.get_json()["fields"])) == (422, ["code"])
    assert second(client, token, code=app.code()).status_code == 200
    assert second(client, token, code=app.code()).status_code == 401


def test_a_recovery_code_works_once(client: Browser, someone: Someone) -> None:
    app = add_app(someone.member)
    code = app.recovery_codes[3]
    assert second(client, pending(client, someone), code=code.upper().replace("-", " ")).status_code == 200
    assert second(client, pending(client, someone), code=code).status_code == 422


def test_nothing_shown_is_said(client: Browser, someone: Someone) -> None:
    add_app(someone.member)
    assert second(client, pending(client, someone)).get_json()["fields"].keys() == {"code"}


def test_signing_out_everywhere_ends_pending_sign_ins(app: APIFlask, client: Browser, someone: Someone) -> None:
    code = add_app(someone.member).code()
    token = pending(client, someone)
    program_of(app, someone.member).post("/api/auth/logout-all", json={})
    assert second(client, token, code=code).status_code == 401


def test_a_passkey_is_a_second_factor(app: APIFlask, client: Browser, someone: Someone) -> None:
    passkey = add_passkey(program_of(app, someone.member))
    token = pending(client, someone)
    options = client.post("/api/auth/login/second/options", json={"pending_token": token}).get_json()["options"]
    assert [one["id"] for one in options["allowCredentials"]]
    assert options["allowCredentials"][0]["transports"] == ["internal"]
    assert second(client, token, credential=passkey.answer(options)).status_code == 200


def ask(client: Browser) -> dict[str, Any]:
    found: dict[str, Any] = client.post("/api/auth/login/passkey/options", json={}).get_json()["options"]
    return found


def show(client: Browser, said: dict[str, Any]) -> TestResponse:
    return client.post("/api/auth/login/passkey", json={"credential": said})


@pytest.fixture
def passkey(app: APIFlask, someone: Someone) -> SoftPasskey:
    return add_passkey(program_of(app, someone.member))


def test_a_passkey_alone_signs_in(client: Browser, someone: Someone, passkey: SoftPasskey) -> None:
    options = ask(client)
    assert options["userVerification"] == "required"
    assert options["allowCredentials"] == []
    assert show(client, passkey.answer(options)).get_json()["user_id"] == str(someone.member.person_id)


def test_an_answer_is_taken_once(client: Browser, passkey: SoftPasskey) -> None:
    said = passkey.answer(ask(client))
    assert show(client, said).status_code == 200
    assert show(client, said).status_code == 401


def test_an_answer_is_taken_from_the_browser_that_was_asked(
    app: APIFlask, client: Browser, passkey: SoftPasskey
) -> None:
    assert show(browser(app), passkey.answer(ask(client))).status_code == 401


@pytest.mark.parametrize(
    "fault",
    [
        {"is_verifying": False},
        {"origin": "https://mingus.evil.example"},
        {"site": "evil.example"},
        {"count": -1},
        {"handle": b"somebody else"},
    ],
)
def test_what_is_not_quite_true_signs_nobody_in(client: Browser, passkey: SoftPasskey, fault: dict[str, Any]) -> None:
    assert show(client, passkey.answer(ask(client))).status_code == 200
    for name, value in fault.items():
        setattr(passkey, name, value)
    assert show(client, passkey.answer(ask(client))).status_code == 401


def test_a_passkey_nobody_added_signs_nobody_in(client: Browser) -> None:
    assert show(client, SoftPasskey().answer(ask(client))).status_code == 401


@pytest.mark.parametrize(
    "said", [{}, {"id": "x"}, {"id": "x", "response": {}}, {"id": 5, "response": {"clientDataJSON": 4}}]
)
def test_nonsense_is_refused(client: Browser, said: dict[str, Any]) -> None:
    assert show(client, said).status_code in {401, 422}


def test_the_app_of_another_person_is_worth_nothing(client: Browser, someone: Someone, configuration: Settings) -> None:
    mine: App = add_app(someone.member)
    other = add_app(make_someone(configuration, first_name="Bob").member)
    token = pending(client, someone)
    assert second(client, token, code=other.code()).status_code == 422
    assert second(client, token, code=other.recovery_codes[0]).status_code == 422
    assert second(client, token, code=mine.code()).status_code == 200
