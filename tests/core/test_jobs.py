from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from mingus.core import db, events, jobs
from mingus.core.events import GoalReached
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


@pytest.fixture
def name() -> Iterator[str]:
    """A job of this test's own."""
    name = f"test.{new_id()}"
    jobs.job(name, queue="bulk")(lambda **_ids: None)
    yield name
    del jobs._handlers[name]


def waiting(name: str) -> list[dict[str, Any]]:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        found = session.execute(
            text("SELECT args, queue_name, scheduled_at, status FROM procrastinate_jobs WHERE task_name = :name"),
            {"name": name},
        )
        return [dict(row) for row in found.mappings()]


def enqueue(name: str, household_id: UUID | None = None, **options: Any) -> None:
    household_id = household_id or new_id()
    with db.transaction(household_id) as session:
        jobs.enqueue(session, name, household_id=household_id, **options)


def test_a_job_waits_with_its_ids_on_its_queue(name: str) -> None:
    household_id = new_id()
    enqueue(name, household_id, number=3, is_new=True)
    (job,) = waiting(name)
    assert job["args"] == {"household_id": str(household_id), "number": 3, "is_new": True}
    assert (job["queue_name"], job["status"]) == ("bulk", "todo")


def test_a_job_exists_exactly_when_its_cause_does(name: str) -> None:
    with pytest.raises(RuntimeError), db.transaction(new_id()) as session:
        jobs.enqueue(session, name)
        raise RuntimeError
    assert waiting(name) == []


def test_a_job_with_the_same_key_waits_once(name: str) -> None:
    key = f"once {new_id()}"
    enqueue(name, key=key)
    enqueue(name, key=key)
    enqueue(name, key=f"{key} other")
    assert len(waiting(name)) == 2


def test_a_job_is_planned_until_it_is_done_or_given_up(name: str) -> None:
    key = f"once {new_id()}"
    enqueue(name, key=key)
    with db.transaction(new_id()) as session:
        said = []
        move = text(
            "UPDATE procrastinate_jobs SET status = CAST(:status AS procrastinate_job_status)"
            " WHERE queueing_lock = :key"
        )
        for status in ("todo", "doing", "failed"):
            session.execute(move, {"status": status, "key": key})
            said.append(jobs.is_planned(session, key))
        assert said == [True, True, False]
        assert not jobs.is_planned(session, f"{key} other")


def test_two_who_ask_at_once_for_one_key_both_commit(name: str) -> None:
    key, household_id = f"once {new_id()}", new_id()
    with db.transaction(new_id()) as first:
        jobs.enqueue(first, name, key=key)
        first.execute(text("SELECT 1"))
    with db.transaction(household_id) as second:
        jobs.enqueue(second, name, key=key)
        events.record(second, GoalReached(household_id, None, new_id()))
    assert len(waiting(name)) == 1


def test_a_job_for_later_says_when(name: str) -> None:
    enqueue(name, after=timedelta(hours=2))
    (job,) = waiting(name)
    assert job["scheduled_at"] is not None


def test_an_event_queues_its_reactions(name: str) -> None:
    household_id, goal_id = new_id(), new_id()
    events._reactions[GoalReached].append(name)
    try:
        with db.transaction(household_id) as session:
            events.record(session, GoalReached(household_id, None, goal_id))
    finally:
        events._reactions[GoalReached].remove(name)
    (job,) = waiting(name)
    assert job["args"] == {"household_id": str(household_id), "goal_id": str(goal_id)}


def test_an_unknown_queue_or_job_is_a_mistake_found_at_once() -> None:
    with pytest.raises(AssertionError):
        jobs.job("test.nowhere", queue="nowhere")
    with pytest.raises(KeyError), db.transaction(new_id()) as session:
        jobs.enqueue(session, "test.unknown")


def test_when_a_periodic_job_was_last_done_is_known(name: str) -> None:
    with db.transaction(db.GLOBAL) as session:
        assert jobs.last_run(session, name) is None
        jobs.note_run(session, name)
        first = jobs.last_run(session, name)
        jobs.note_run(session, name)
        second = jobs.last_run(session, name)
    assert first is not None
    assert second is not None
    assert first <= second


def test_what_waits_for_a_household_is_forgotten_and_nothing_else(alice: Member, bob: Member) -> None:
    name = jobs.handlers()[0].name
    keys = {member: f"forget:{member.household_id}" for member in (alice, bob)}
    with db.transaction(db.GLOBAL) as session:
        for member, key in keys.items():
            jobs.enqueue(session, name, key=key, household_id=member.household_id)
        jobs.forget(session, household_id=alice.household_id)
        assert [jobs.is_planned(session, keys[member]) for member in (alice, bob)] == [False, True]
        jobs.forget(session, household_id=bob.household_id)
