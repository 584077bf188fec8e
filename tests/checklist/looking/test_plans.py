"""The product's own questions, asked in a process of their own."""

import pytest

from mingus.checklist.looking.plans import faults_of, nobody_reads_a_big_table_whole
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from tests.checklist.conftest import MakeSurroundings
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived, lived

__all__ = ["lived"]


def environ(scratch: Scratch) -> dict[str, str]:
    return {**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": scratch.app}


def test_a_small_household_is_answered_and_a_table_without_its_index_is_found(
    around: MakeSurroundings, lived: Lived
) -> None:
    seen = around(environ=environ(lived.scratch))
    found = nobody_reads_a_big_table_whole(seen)
    assert (found.state, found.figures["looked_at"]) == (State.PASS, 20), found
    lived.scratch.run(
        "INSERT INTO goals SELECT household_id, gen_random_uuid(), 'x', kind, priority, status, currency, 1, 0, NULL,"
        " NULL, '', created_by, created_at, updated_at, NULL, NULL FROM goals, generate_series(1, 12000)",
        "ALTER TABLE goals DROP CONSTRAINT goals_pkey CASCADE",
        "DROP INDEX goals_by_due",
        "ANALYZE goals",
    )
    found = nobody_reads_a_big_table_whole(seen)
    assert (found.state, "“goals: the list” reads goals from end to end" in found.detail) == (State.FAIL, True), found


def test_an_environment_that_does_not_start_is_no_answer(around: MakeSurroundings, scratch_database: Scratch) -> None:
    broken = {**environ(scratch_database), "SECRET_KEY": "short"}
    with pytest.raises(NoAnswer, match="does not start with this environment: SECRET_KEY"):
        nobody_reads_a_big_table_whole(around(environ=broken))


def test_without_a_database_there_is_nothing_to_ask(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="DATABASE_URL"):
        nobody_reads_a_big_table_whole(around())


def test_an_error_and_a_scan_are_both_told() -> None:
    result = {"name": "goals", "error": "no such table", "scans": ["goals", "people"]}
    assert faults_of(result) == [
        "“goals” is not answered: no such table",
        "“goals” reads goals from end to end",
        "“goals” reads people from end to end",
    ]
    assert faults_of({"name": "goals", "error": "", "scans": []}) == []
