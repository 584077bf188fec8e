"""A26: a key that comes again: another body is refused, another person gets nothing, fifty do one thing."""

from concurrent.futures import ThreadPoolExecutor

from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.ledger.models import Account
from tests.factories import Program, make_someone, program_of, share

WHERE = "/api/financial/accounts"
KEY = {"Idempotency-Key": "the-same-key"}
DRAFT = {"name": "Once", "kind": "cash"}


def count(member: Member) -> int:
    with transaction(member.household_id, read_only=True) as db:
        return db.scalar(select(func.count()).select_from(Account)) or 0


def test_the_same_key_with_another_body_is_refused(api_alice: Program, alice: Member) -> None:
    assert api_alice.post(WHERE, json=DRAFT, headers=KEY).status_code == 201
    answer = api_alice.post(WHERE, json={**DRAFT, "name": "Twice"}, headers=KEY)
    assert (answer.status_code, set(answer.get_json()["fields"])) == (422, {"Idempotency-Key"})
    assert api_alice.post(f"{WHERE}?x=1", json=DRAFT, headers=KEY).status_code == 422
    assert count(alice) == 1


def test_the_key_of_somebody_else_replays_nothing(
    app: APIFlask, configuration: Settings, api_alice: Program, api_bob: Program, alice: Member
) -> None:
    first = api_alice.post(WHERE, json=DRAFT, headers=KEY).get_json()
    partner = program_of(app, share(alice, make_someone(configuration), "partner"))
    assert partner.post(WHERE, json=DRAFT, headers=KEY).status_code == 422  # made anew, and the name is taken
    assert api_bob.post(WHERE, json=DRAFT, headers=KEY).get_json()["id"] != first["id"]


def test_fifty_at_once_make_one_and_all_hear_the_same(app: APIFlask, alice: Member) -> None:
    programs = [program_of(app, alice) for _ in range(50)]
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda program: program.post(WHERE, json=DRAFT, headers=KEY), programs))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_data() for answer in answers}) == 1
    assert count(alice) == 1


def test_whoever_may_not_write_gets_no_kept_answer(app: APIFlask, configuration: Settings, alice: Member) -> None:
    someone = make_someone(configuration)
    partner = share(alice, someone, "partner")
    assert program_of(app, partner).post(WHERE, json=DRAFT, headers=KEY).status_code == 201

    with transaction(alice.household_id) as db:
        service.members.change_role(db, alice, partner.person_id, "viewer")
    assert program_of(app, partner).post(WHERE, json=DRAFT, headers=KEY).status_code == 403
