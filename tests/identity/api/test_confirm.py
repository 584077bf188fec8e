"""Confirming by program."""

from datetime import timedelta

from mingus.core.tenancy import Member
from tests.core.test_step_up import EXPORT, let_time_pass
from tests.factories import PASSWORD, Browser, Program


def test_a_program_confirms_and_goes_on_with_the_same_token(alice: Member, api_alice: Program) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    assert api_alice.get(EXPORT).status_code == 403
    assert api_alice.post("/api/auth/confirm", json={"password": PASSWORD}).status_code == 204
    assert api_alice.get(EXPORT).status_code == 200


def test_what_a_program_confirmed_goes_on_with_the_next_token(alice: Member, api_alice: Program) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    api_alice.post("/api/auth/confirm", json={"password": PASSWORD})
    answer = api_alice.post("/api/auth/refresh", json={"refresh_token": api_alice.refresh_token}).get_json()
    api_alice.access_token = answer["access_token"]
    assert api_alice.get(EXPORT).status_code == 200


def test_a_wrong_password_confirms_nothing(alice: Member, api_alice: Program) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    answer = api_alice.post("/api/auth/confirm", json={"password": "quite the wrong words"})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["password"])
    assert api_alice.get(EXPORT).status_code == 403


def test_confirming_does_not_touch_another_person(
    alice: Member, bob: Member, api_bob: Program, as_alice: Browser
) -> None:
    for person in (alice, bob):
        let_time_pass(person, timedelta(minutes=6))
    assert as_alice.post("/api/auth/confirm", json={"password": PASSWORD}).status_code == 204
    assert as_alice.get(EXPORT).status_code == 200
    assert api_bob.get(EXPORT).status_code == 403
