"""Each security event is said when it happens, under its name, with who it was and nothing that was typed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from apiflask import APIFlask
from structlog.testing import capture_logs

from mingus.core import crypto, db, events, logs, security_events, system_events
from mingus.core.crypto import Unreadable
from mingus.core.ids import new_id
from mingus.core.logs import user_ref
from mingus.core.settings import Settings
from mingus.identity import attempts, breaches, service
from mingus.ops import jobs, schema
from tests.factories import PASSWORD, Someone, browser, browser_of, make_someone, program_of, share
from tests.identity.operators import make_operator
from tests.identity.second_factors import add_app, add_passkey

ROOT = Path(__file__).parents[2]
VOCABULARY: Final = frozenset(  # as far as we use it: cheatsheetseries.owasp.org, Logging Vocabulary Cheat Sheet
    [
        "authn_login_success",
        "authn_login_fail",
        "authn_login_lock",
        "authn_password_change",
        "authn_token_created",
        "authn_token_reuse",
        "authn_token_revoked",
        "session_use_after_expire",
        "authz_change",
        "authz_admin",
        "authz_fail",
        "malicious_cors",
        "input_validation_fail",
        "excess_rate_limit_exceeded",
        "crypt_decrypt_fail",
        "privilege_permissions_changed",
        "user_created",
        "user_updated",
    ]
)
SAID: Final[dict[str, Callable[[APIFlask, Settings, Someone], Any]]] = {}


def says(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What brings the event `name` about."""

    def keep(act: Callable[..., Any]) -> Callable[..., Any]:
        SAID[name] = act
        return act

    return keep


@says("authn_login_success")
def log_in(app: APIFlask, _: Settings, someone: Someone) -> None:
    answer = browser(app).post("/login", data={"email": someone.email, "password": PASSWORD})
    assert answer.status_code == 303


@says("authn_token_created")
def make_a_token(app: APIFlask, _: Settings, someone: Someone) -> None:
    program = program_of(app, someone.member)
    assert program.post("/api/user/tokens", json={"name": "script", "scopes": ["read"]}).status_code == 201


@says("breach_check_failed")
def ask_a_file_that_is_gone(_: APIFlask, configuration: Settings, __: Someone) -> None:
    gone = configuration.model_copy(update={"password_breaches_file": "/nowhere/at/all.txt"})
    assert not breaches.is_breached(gone, PASSWORD)


@says("authn_login_fail")
def log_in_wrongly(app: APIFlask, _: Settings, someone: Someone) -> None:
    browser(app).post("/login", data={"email": someone.email, "password": "canary canary canary"})


@says("authn_login_lock")
@says("excess_rate_limit_exceeded")
def try_too_often(app: APIFlask, _: Settings, someone: Someone) -> None:
    guesser = browser(app)
    for _number in range(attempts.TRIES + 1):
        answer = guesser.post("/login", data={"email": someone.email, "password": "canary canary canary"})
    assert answer.status_code == 429


@says("authn_step_up")
def confirm(app: APIFlask, _: Settings, someone: Someone) -> None:
    answer = program_of(app, someone.member).post("/api/auth/confirm", json={"password": PASSWORD})
    assert answer.status_code == 204


@says("authn_step_up_fail")
def confirm_wrongly(app: APIFlask, _: Settings, someone: Someone) -> None:
    answer = program_of(app, someone.member).post("/api/auth/confirm", json={"password": "canary canary canary"})
    assert answer.status_code == 422


def second_step(app: APIFlask, someone: Someone, code: str) -> int:
    client, said = browser(app), {"email": someone.email, "password": PASSWORD}
    token = client.post("/api/auth/login", json=said).get_json()["pending_token"]
    answer = client.post("/api/auth/login/second", json={"pending_token": token, "code": code})
    return answer.status_code


@says("authn_second_factor_fail")
def show_a_wrong_code(app: APIFlask, _: Settings, someone: Someone) -> None:
    add_app(someone.member)
    assert second_step(app, someone, "canary-canary-can") == 422


@says("authn_factor_added")
@says("authn_recovery_codes_made")
def set_up_an_app(_: APIFlask, __: Settings, someone: Someone) -> None:
    add_app(someone.member)


@says("authn_recovery_code_used")
def use_a_recovery_code(app: APIFlask, _: Settings, someone: Someone) -> None:
    assert second_step(app, someone, add_app(someone.member).recovery_codes[0]) == 200


@says("authn_factor_removed")
def take_a_factor_away(app: APIFlask, _: Settings, someone: Someone) -> None:
    program = program_of(app, someone.member)
    add_passkey(program, name="Canary")
    (passkey,) = program.get("/api/auth/factors").get_json()["passkeys"]
    assert program.delete(f"/api/auth/factors/passkeys/{passkey['id']}").status_code == 204


@says("authn_passkey_refused")
def copy_a_passkey(app: APIFlask, _: Settings, someone: Someone) -> None:
    passkey, client = add_passkey(program_of(app, someone.member)), browser(app)
    passkey.origin = "https://canary.example"
    options = client.post("/api/auth/login/passkey/options", json={}).get_json()["options"]
    answer = client.post("/api/auth/login/passkey", json={"credential": passkey.answer(options)})
    assert answer.status_code == 401


@says("authn_browser_remembered")
@says("authn_browser_forgotten")
def remember_and_forget(app: APIFlask, _: Settings, someone: Someone) -> None:
    client, authenticator = browser(app), add_app(someone.member)
    client.post("/login", data={"email": someone.email, "password": PASSWORD})
    assert client.post("/login/second", data={"code": authenticator.code(), "remember": "on"}).status_code == 303
    assert client.delete("/api/auth/factors/remembered", json={}).status_code == 204


@says("authn_new_device")
def sign_in_with_two_browsers(app: APIFlask, _: Settings, someone: Someone) -> None:
    for _number in range(2):
        browser(app).post("/login", data={"email": someone.email, "password": PASSWORD})


@says("authn_password_change")
def change_password(_: APIFlask, __: Settings, someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        service.set_password(session, someone.member.household_id, someone.member.person_id, "unused")


@says("authn_token_reuse")
def use_twice(app: APIFlask, _: Settings, someone: Someone) -> None:
    program = program_of(app, someone.member)
    stolen = {"refresh_token": program.refresh_token}
    assert program.post("/api/auth/refresh", json=stolen).status_code == 200
    assert program.post("/api/auth/refresh", json=stolen).status_code == 401


@says("authn_token_revoked")
def sign_out_everywhere(app: APIFlask, _: Settings, someone: Someone) -> None:
    browser_of(app, someone.member).post("/settings/sign-out-everywhere")


@says("authn_logout")
def sign_out(app: APIFlask, _: Settings, someone: Someone) -> None:
    browser_of(app, someone.member).post("/logout")


@says("authn_token_refused")
@says("authz_fail")
def forge_a_token(app: APIFlask, _: Settings, __: Someone) -> None:
    answer = app.test_client().get("/api/user/profile", headers={"Authorization": "Bearer canary.canary.canary"})
    assert answer.status_code == 401


@says("session_use_after_expire")
def come_back_too_late(app: APIFlask, _: Settings, __: Someone) -> None:
    late = browser(app)
    late.set_cookie("session", "canary-of-an-old-session")
    late.get("/goals")


@says("authz_change")
def make_a_partner_a_viewer(_: APIFlask, configuration: Settings, someone: Someone) -> None:
    guest = share(someone.member, make_someone(configuration), "partner")
    with db.transaction(someone.member.household_id) as session:
        service.members.change_role(session, someone.member, guest.person_id, "viewer")


@says("csrf_fail")
def send_without_a_token(app: APIFlask, _: Settings, someone: Someone) -> None:
    assert browser_of(app, someone.member).post("/goals", csrf=False).status_code == 400
    wrong = {"X-CSRF-Token": "canary"}
    assert browser_of(app, someone.member).post("/goals", csrf=False, headers=wrong).status_code == 403


@says("malicious_cors")
def send_from_elsewhere(app: APIFlask, _: Settings, someone: Someone) -> None:
    headers = {"Origin": "https://canary.example"}
    assert browser_of(app, someone.member).post("/goals", headers=headers).status_code == 403


@says("host_refused")
def ask_another_host(app: APIFlask, _: Settings, __: Someone) -> None:
    assert app.test_client().get("/", headers={"Host": "canary.example"}).status_code == 400


@says("csp_violation")
def report_a_violation(app: APIFlask, _: Settings, __: Someone) -> None:
    report = {"csp-report": {"effective-directive": "script-src", "document-uri": "http://x/canary"}}
    assert app.test_client().post("/csp-report", json=report).status_code == 204


@says("input_validation_fail")
def send_nonsense(app: APIFlask, _: Settings, someone: Someone) -> None:
    answer = program_of(app, someone.member).post("/api/financial/goals", json={"title": "canary", "x": 1})
    assert answer.status_code == 422


@says("crypt_decrypt_fail")
def open_what_was_moved(_: APIFlask, __: Settings, someone: Someone) -> None:
    with db.transaction(someone.member.household_id) as session:
        key = crypto.data_key(session, "household", someone.member.household_id)
    sealed = key.seal("canary", table="people", column="name", row_id=new_id())
    with pytest.raises(Unreadable):
        key.open(sealed, table="people", column="name", row_id=new_id())


@says("sys_crypto_key_use")
def start(_: APIFlask, configuration: Settings, __: Someone) -> None:
    from mingus import app as assembly

    assembly.prepare(configuration)


@says("authz_admin")
@says("privilege_permissions_changed")
def look_into_a_household(_: APIFlask, configuration: Settings, someone: Someone) -> None:
    operator, household_id = make_operator(configuration), someone.member.household_id
    with db.transaction(household_id) as session:
        service.operators.open_access(
            session, operator.person_id, household_id, reason="canary canary canary", minutes=15
        )


@says("sys_crypto_key_rotated")
def rotate_the_keys(_: APIFlask, __: Settings, ___: Someone) -> None:
    with db.transaction(db.GLOBAL) as session:
        events.record(session, system_events.KeysRotated(db.GLOBAL, None, "1a2b3c4d", 7))


@says("audit_chain_broken")
def find_a_chain_broken(_: APIFlask, __: Settings, someone: Someone) -> None:
    broken = schema.BrokenChain(someone.member.household_id, 3)
    jobs.say(schema.Trail((broken,), lines=5, reach=schema.Reach(1, 1)))


@says("user_created")
@says("sys_crypto_key_made")
def join(_: APIFlask, configuration: Settings, __: Someone) -> None:
    make_someone(configuration, first_name="Canary")


@says("user_updated")
def change_name(app: APIFlask, _: Settings, someone: Someone) -> None:
    assert program_of(app, someone.member).patch("/api/user/profile", json={"first_name": "Canary"}).status_code == 200


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    logs.configure(is_lasting=False)
    return make_someone(configuration)


@pytest.mark.parametrize("name", sorted(SAID))
def test_it_is_said_when_it_happens(name: str, app: APIFlask, configuration: Settings, someone: Someone) -> None:
    with capture_logs() as lines:
        SAID[name](app, configuration, someone)
    said = [line for line in lines if line["event"] == name]
    assert said
    kind = next(kind for kind in security_events.KINDS if kind.name == name)
    assert {line["kind"] for line in said} == {"security"}
    assert said[0]["log_level"] == ("warning" if kind.level == security_events.WARNING else "info")
    assert "canary" not in str(said).lower()
    assert someone.email not in str(lines)


def test_every_event_of_the_list_is_brought_about_here() -> None:
    assert set(SAID) == {kind.name for kind in security_events.KINDS}
    assert all(kind.meaning and kind.where for kind in security_events.KINDS)


def test_names_that_are_not_ours_are_those_of_the_owasp_logging_vocabulary() -> None:
    assert {kind.name for kind in security_events.KINDS if not kind.is_ours} <= VOCABULARY
    assert not {kind.name for kind in security_events.KINDS if kind.is_ours} & VOCABULARY


def test_each_is_said_where_the_list_says() -> None:
    for kind in security_events.KINDS:
        for place in kind.where.split(", "):
            path = ROOT / "mingus" / place.replace(".", "/")
            file = path.with_suffix(".py")
            text = file.read_text()
            assert re.search(r"security_events\.(emit|audited)", text), (kind.name, place)


def test_a_sign_in_says_who_by_a_reference_that_only_we_can_make(app: APIFlask, someone: Someone) -> None:
    with capture_logs() as lines:
        log_in(app, app.extensions["mingus_security"][0], someone)
    (line,) = [line for line in lines if line["event"] == "authn_login_success"]
    assert line["user_ref"] == user_ref(someone.member.person_id)
    assert str(someone.member.person_id) not in str(lines)
