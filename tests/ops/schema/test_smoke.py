"""The twenty questions are answered, timed, and their plans read."""

import pytest

from mingus.core import db
from mingus.core.settings import Settings
from mingus.ops.schema import smoke
from mingus.ops.schema.smoke import Smoke
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived


def test_all_twenty_are_answered_for_the_household_with_the_most_rows(lived: Lived) -> None:
    results = smoke.run()
    assert len(results) == 20
    assert [(result.name, result.error, result.scans) for result in results if not result.is_well] == []
    assert all(result.statements >= 1 for result in results)
    assert all(result.milliseconds > 0 for result in results)
    assert smoke.somebody() == lived.member


def test_a_database_without_people_answers_too(scratch_database: Scratch, configuration: Settings) -> None:
    db.connect(scratch_database.app)
    try:
        assert [result.name for result in smoke.run(runs=1) if result.error] == []
    finally:
        db.connect(configuration.database_url)


def test_a_command_with_one_connection_can_ask(lived: Lived) -> None:
    db.connect(lived.scratch.app, pool_size=1)
    assert all(result.is_well for result in smoke.run(runs=1))


def test_a_plan_that_reads_a_big_table_from_end_to_end_is_noticed(lived: Lived) -> None:
    lived.scratch.run(
        "INSERT INTO goals SELECT household_id, gen_random_uuid(), 'x', kind, priority, status, currency, 1, 0, NULL,"
        " NULL, '', created_by, created_at, updated_at, NULL, NULL FROM goals, generate_series(1, 12000)",
        "ALTER TABLE goals DROP CONSTRAINT goals_pkey CASCADE",
        "DROP INDEX goals_by_due",
        "ANALYZE goals",
    )
    results = {result.name: result for result in smoke.run(lived.member, runs=1)}
    assert results["goals: the list"].scans == ("goals",)
    assert not results["goals: the list"].is_well
    assert results["accounts: the list"].is_well


def test_a_question_that_fails_says_why_and_the_others_are_still_asked(lived: Lived) -> None:
    lived.scratch.run("DROP TABLE goal_contributions, goals")
    results = {result.name: result for result in smoke.run(runs=1)}
    assert results["goals: the list"].error == 'relation "goals" does not exist'
    assert results["audit: the newest lines"].is_well


@pytest.mark.parametrize(("count", "expected"), [(0, 0.0), (1, 1.0), (20, 19.0), (100, 95.0)])
def test_the_95th_percentile(count: int, expected: float) -> None:
    results = [Smoke("", float(number), 1, (), "") for number in range(1, count + 1)]
    assert smoke.percentile_95_ms(results) == expected
