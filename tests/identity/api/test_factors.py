"""Second factors by program: what there is, adding, taking away, recovery codes, remembered browsers."""

from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.factor_models import AuthenticatorApp, Passkey, RecoveryCode
from mingus.identity.models import Person
from mingus.identity.service import factors
from tests.core.test_step_up import let_time_pass
from tests.factories import Program
from tests.identity.second_factors import SoftPasskey, add_app, add_passkey, code_of

FACTORS = "/api/auth/factors"
NOTHING = {"has_second_factor": False, "apps": [], "passkeys": [], "recovery_codes_left": 0, "remembered": []}
SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def listed(program: Program) -> dict[str, Any]:
    found: dict[str, Any] = program.get(FACTORS).get_json()
    return found


def test_nobody_has_anything_at_first(api_alice: Program) -> None:
    assert listed(api_alice) == NOTHING


def test_an_app_counts_once_a_code_of_it_came_back(alice: Member, api_alice: Program) -> None:
    begun = api_alice.post(f"{FACTORS}/apps", json={"name": "Phone"})
    assert begun.status_code == 201
    made = begun.get_json()
    assert made["secret"] in made["otpauth_uri"]
    assert listed(api_alice)["apps"] == []
    confirm = f"{FACTORS}/apps/{made['id']}/confirm"
    assert api_alice.post(confirm, json={"code": "abcdef"}).get_json()["fields"].keys() == {"code"}
    answer = api_alice.post(confirm, json={"code": code_of(made["secret"])}).get_json()
    assert len(set(answer["recovery_codes"])) == 10
    said = listed(api_alice)
    assert ([one["name"] for one in said["apps"]], said["recovery_codes_left"]) == (["Phone"], 10)
    assert api_alice.post(confirm, json={"code": code_of(made["secret"], 1)}).status_code == 404


def test_secrets_and_codes_are_not_readable_in_the_database(alice: Member) -> None:
    app = add_app(alice)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        sealed = session.scalars(select(AuthenticatorApp.secret_sealed)).all()
        hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    plain = [app.secret.encode(), *(code.replace("-", "").encode() for code in app.recovery_codes)]
    assert not [secret for secret in plain for kept in (*sealed, *hashes) if secret in kept]


def test_a_setup_left_unfinished_makes_room_for_the_next(alice: Member, api_alice: Program) -> None:
    first = api_alice.post(f"{FACTORS}/apps", json={}).get_json()
    api_alice.post(f"{FACTORS}/apps", json={})
    answer = api_alice.post(f"{FACTORS}/apps/{first['id']}/confirm", json={"code": code_of(first["secret"])})
    assert answer.status_code == 404


def test_there_is_an_end_to_apps(alice: Member, api_alice: Program) -> None:
    for _ in range(factors.apps.AT_MOST):
        add_app(alice)
    answer = api_alice.post(f"{FACTORS}/apps", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "refused")


def test_the_second_factor_brings_no_new_recovery_codes(alice: Member, api_alice: Program) -> None:
    codes = add_app(alice).recovery_codes
    assert add_app(alice).recovery_codes == ()
    add_passkey(api_alice)
    with db.transaction(alice.household_id) as session:
        assert factors.recovery.spend(session, alice, codes[0])


def test_new_recovery_codes_replace_the_ones_before(alice: Member, api_alice: Program) -> None:
    before = add_app(alice).recovery_codes
    after = api_alice.post(f"{FACTORS}/recovery-codes", json={}).get_json()["recovery_codes"]
    assert len(after) == 10
    assert listed(api_alice)["recovery_codes_left"] == 10
    with db.transaction(alice.household_id) as session:
        assert not factors.recovery.spend(session, alice, before[0])
        assert factors.recovery.spend(session, alice, after[0])
    assert listed(api_alice)["recovery_codes_left"] == 9


def test_without_a_factor_there_are_no_recovery_codes(api_alice: Program) -> None:
    assert api_alice.post(f"{FACTORS}/recovery-codes", json={}).status_code == 422


def test_a_passkey_is_listed_by_its_name_and_removed(api_alice: Program) -> None:
    add_passkey(api_alice, "Blue key")
    (passkey,) = listed(api_alice)["passkeys"]
    assert (passkey["name"], passkey["used_at"]) == ("Blue key", None)
    assert api_alice.delete(f"{FACTORS}/passkeys/{passkey['id']}").status_code == 204
    assert listed(api_alice) == NOTHING
    assert api_alice.delete(f"{FACTORS}/passkeys/{passkey['id']}").status_code == 404


def test_a_passkey_belongs_to_one_person(api_alice: Program, api_bob: Program) -> None:
    passkey = add_passkey(api_alice)
    options = api_bob.post(f"{FACTORS}/passkeys/options", json={}).get_json()["options"]
    said = {"name": "Mine now", "credential": passkey.make(options)}
    assert api_bob.post(f"{FACTORS}/passkeys", json=said).status_code == 422


def test_a_question_put_to_alice_is_not_answered_by_bob(api_alice: Program, api_bob: Program) -> None:
    options = api_alice.post(f"{FACTORS}/passkeys/options", json={}).get_json()["options"]
    said = {"name": "Key", "credential": SoftPasskey().make(options)}
    assert api_bob.post(f"{FACTORS}/passkeys", json=said).status_code == 422
    assert api_alice.post(f"{FACTORS}/passkeys", json=said).status_code == 201
    assert api_alice.post(f"{FACTORS}/passkeys", json=said).status_code == 422


def test_bob_removes_nothing_of_alice(alice: Member, api_alice: Program, api_bob: Program) -> None:
    add_app(alice)
    (app,) = listed(api_alice)["apps"]
    assert api_bob.delete(f"{FACTORS}/apps/{app['id']}").status_code == 404
    assert api_bob.delete(f"{FACTORS}/remembered/{new_id()}").status_code == 404
    assert len(listed(api_alice)["apps"]) == 1


def test_the_last_factor_stays_while_the_password_is_short(alice: Member, api_alice: Program) -> None:
    add_app(alice)
    add_passkey(api_alice)
    with db.transaction(db.GLOBAL) as session:
        mine = update(Person).where(Person.id == alice.person_id)
        session.execute(mine.values(password_needs_factor=True))
    said = listed(api_alice)
    assert api_alice.delete(f"{FACTORS}/apps/{said['apps'][0]['id']}").status_code == 204
    answer = api_alice.delete(f"{FACTORS}/passkeys/{said['passkeys'][0]['id']}")
    assert answer.status_code == 422
    assert "Choose a longer password first." in answer.get_json()["detail"]
    assert len(listed(api_alice)["passkeys"]) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/apps"),
        ("post", f"/apps/{SOME_ID}/confirm"),
        ("delete", f"/apps/{SOME_ID}"),
        ("post", "/passkeys/options"),
        ("post", "/passkeys"),
        ("delete", f"/passkeys/{SOME_ID}"),
        ("post", "/recovery-codes"),
        ("delete", "/remembered"),
        ("delete", f"/remembered/{SOME_ID}"),
    ],
)
def test_every_change_asks_for_a_confirmation(alice: Member, api_alice: Program, method: str, path: str) -> None:
    let_time_pass(alice, timedelta(minutes=6))
    answer = getattr(api_alice, method)(FACTORS + path, json={})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "step_up_required")


def test_a_damaged_secret_is_said_and_breaks_nothing(alice: Member, api_alice: Program) -> None:
    add_app(alice)
    with db.transaction(db.GLOBAL) as session:
        mine = update(AuthenticatorApp).where(AuthenticatorApp.person_id == alice.person_id)
        session.execute(mine.values(secret_sealed=b"\x01" + bytes(40)))
    answer = api_alice.post("/api/auth/confirm", json={"code": "123456"})
    assert answer.status_code == 422
    assert len(listed(api_alice)["apps"]) == 1


def test_a_moved_counter_is_kept(app: APIFlask, api_alice: Program) -> None:
    passkey = add_passkey(api_alice)
    options = api_alice.post("/api/auth/confirm/options", json={}).get_json()["options"]
    assert api_alice.post("/api/auth/confirm", json={"credential": passkey.answer(options)}).status_code == 204
    with db.transaction(db.GLOBAL, read_only=True) as session:
        count, used_at = session.execute(
            select(Passkey.sign_count, Passkey.used_at).where(Passkey.credential_id == passkey.credential_id)
        ).one()
    assert count == 1
    assert used_at is not None
    assert now() - used_at < timedelta(minutes=1)
