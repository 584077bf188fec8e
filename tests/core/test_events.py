from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from mingus.core import db, events
from mingus.core.events import AuditEntry, AuditHead, GoalReached
from mingus.core.ids import new_id
from mingus.core.settings import Settings


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


@pytest.fixture
def household_id() -> UUID:
    return new_id()


def reach_a_goal(household_id: UUID) -> None:
    with db.transaction(household_id) as session:
        events.record(session, GoalReached(household_id, None, new_id()))


def first_broken_line(household_id: UUID) -> int | None:
    with db.transaction(household_id, read_only=True) as session:
        return events.first_broken_line(session, household_id)


def test_lines_are_numbered_and_chained(household_id: UUID) -> None:
    for _ in range(3):
        reach_a_goal(household_id)
    with db.transaction(household_id, read_only=True) as session:
        numbers = session.scalars(select(AuditEntry.number).where(AuditEntry.household_id == household_id)).all()
    assert sorted(numbers) == [1, 2, 3]
    assert first_broken_line(household_id) is None


def test_an_empty_chain_is_whole(household_id: UUID) -> None:
    assert first_broken_line(household_id) is None


def test_writers_at_once_make_one_chain(household_id: UUID) -> None:
    with ThreadPoolExecutor(5) as crowd:
        list(crowd.map(lambda _: reach_a_goal(household_id), range(20)))
    with db.transaction(household_id, read_only=True) as session:
        assert session.scalars(select(AuditHead.number).where(AuditHead.household_id == household_id)).one() == 20
    assert first_broken_line(household_id) is None


def test_several_lines_of_one_transaction_stay_in_order(household_id: UUID) -> None:
    with db.transaction(household_id) as session:
        for _ in range(3):
            events.record(session, GoalReached(household_id, None, new_id()))
    assert first_broken_line(household_id) is None


@pytest.mark.parametrize("statement", [update(AuditEntry).values(event="Nothing"), delete(AuditEntry)])
def test_the_application_cannot_change_or_delete_a_line(household_id: UUID, statement: object) -> None:
    reach_a_goal(household_id)
    with pytest.raises(DBAPIError, match="permission denied"), db.transaction(household_id) as session:
        session.execute(statement)  # type: ignore[call-overload]  # an update or a delete
    assert first_broken_line(household_id) is None


def test_a_forged_line_breaks_the_chain(household_id: UUID) -> None:
    reach_a_goal(household_id)
    with db.transaction(household_id) as session:
        forged = text(
            "INSERT INTO audit_log (household_id, number, event, actor_id, facts, happened_at, hash)"
            " SELECT household_id, 2, event, actor_id, facts, happened_at, hash FROM audit_log WHERE household_id = :id"
        )
        session.execute(forged, {"id": household_id})
    assert first_broken_line(household_id) == 2


def test_a_line_missing_at_the_end_is_noticed(household_id: UUID) -> None:
    reach_a_goal(household_id)
    with db.transaction(household_id) as session:
        session.execute(update(AuditHead).where(AuditHead.household_id == household_id).values(hash=b"x" * 32))
    assert first_broken_line(household_id) == 2


def test_what_rolls_back_never_happened(household_id: UUID) -> None:
    with pytest.raises(RuntimeError), db.transaction(household_id) as session:
        events.record(session, GoalReached(household_id, None, new_id()))
        raise RuntimeError
    with db.transaction(household_id, read_only=True) as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.household_id == household_id)).all() == []


def test_nobody_reads_anothers_chain(household_id: UUID) -> None:
    reach_a_goal(household_id)
    with db.transaction(new_id(), read_only=True) as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.household_id == household_id)).all() == []
