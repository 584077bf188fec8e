from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text, update

from mingus.core import db, idempotency
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.idempotency import Attempt
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


@pytest.fixture
def someone() -> Member:
    return Member(new_id(), new_id())


def answer(member: Member, key: str | None, said: bytes = b"body") -> dict[str, Any]:
    with db.transaction(member.household_id) as session:
        made = {"made": str(new_id())}
        return idempotency.once(session, member, Attempt(key, said), lambda: made)


def test_a_retry_gets_the_first_answer(someone: Member) -> None:
    assert answer(someone, "a") == answer(someone, "a")
    assert answer(someone, "a") != answer(someone, "b")
    assert answer(someone, None) != answer(someone, None)


def test_the_same_key_for_another_request_is_refused(someone: Member) -> None:
    answer(someone, "a")
    with pytest.raises(Refused, match="another request"):
        answer(someone, "a", b"other body")


def test_keys_of_two_people_never_meet(someone: Member) -> None:
    partner = Member(someone.household_id, new_id())
    assert answer(someone, "a") != answer(partner, "a")


def test_ten_at_once_make_one_thing(someone: Member) -> None:
    with ThreadPoolExecutor(10) as many:
        answers = list(many.map(lambda _: answer(someone, "a")["made"], range(10)))
    assert len(set(answers)) == 1


def test_a_failure_keeps_nothing_so_that_one_may_try_again(someone: Member) -> None:
    def fail() -> dict[str, Any]:
        raise Refused("no")

    with pytest.raises(Refused, match="no"), db.transaction(someone.household_id) as session:
        idempotency.once(session, someone, Attempt("a", b"body"), fail)
    assert answer(someone, "a") == answer(someone, "a")


def test_a_key_is_free_again_after_a_day_and_pruning_forgets_it(someone: Member) -> None:
    first = answer(someone, "a")
    with db.transaction(someone.household_id) as session:
        session.execute(update(idempotency.KeptAnswer).values(created_at=now() - idempotency.KEPT * 2))
    assert answer(someone, "a") != first
    with db.transaction(someone.household_id) as session:
        session.execute(update(idempotency.KeptAnswer).values(created_at=now() - idempotency.KEPT * 2))
        idempotency.prune(session, someone.household_id)
        assert session.scalar(text("SELECT count(*) FROM idempotency_keys")) == 0
