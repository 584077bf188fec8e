"""Slow statements, cold caches and silent logs, at their limits and on real servers."""

from decimal import Decimal

import pytest

from mingus.checklist.looking import statements
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from mingus.checklist.surroundings import Surroundings
from mingus.ops.schema import Statistics
from mingus.ops.schema.server import Statement
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch


@pytest.fixture
def here(around: MakeSurroundings, scratch_database: Scratch) -> Surroundings:
    return around(environ={"DATABASE_URL": scratch_database.app}, stage=Stage.PRODUCTION)


@pytest.mark.parametrize(("mean", "faults"), [("19.999", 0), ("20", 1)])
def test_twenty_milliseconds_are_too_many(mean: str, faults: int) -> None:
    found = statements.slow(Statistics((Statement("42", 7, Decimal(mean), "SELECT"),), ""))
    assert len(found) == faults
    assert found in ([], ["statement 42 takes 20 ms on average (7 calls)"])


@pytest.mark.parametrize(("percent", "faults"), [("99.01", 0), ("99", 1), ("42", 1)])
def test_more_than_99_of_a_hundred_pages_come_from_memory(percent: str, faults: int) -> None:
    assert len(statements.cold(Decimal(percent))) == faults


@pytest.mark.parametrize("said", ["0ms", "250ms", "500ms"])
def test_a_low_threshold_logs_what_is_slow(said: str) -> None:
    assert statements.unlogged(said) == []


@pytest.mark.parametrize(("said", "words"), [("501ms", "only what takes 501ms"), ("-1ms", "is off"), ("", "is off")])
def test_a_high_threshold_or_none_does_not(said: str, words: str) -> None:
    [fault] = statements.unlogged(said)
    assert words in fault


def test_our_own_server_logs_what_is_slow(here: Surroundings) -> None:
    found = statements.slow_statements_are_logged(here)
    assert (found.state, found.detail) == (State.PASS, "the server logs what takes 500ms or longer")


@pytest.mark.parametrize("look", [statements.statements_are_counted, statements.statements_are_quick])
def test_without_the_extension_a_deployed_database_fails_and_one_of_this_machine_waits(
    around: MakeSurroundings, here: Surroundings, look: object
) -> None:
    with pytest.raises(NoAnswer, match="pg_stat_statements is not installed"):
        look(here)  # type: ignore[operator]
    with pytest.raises(Missing, match="not built: counting statements"):
        look(around(environ=here.environ))  # type: ignore[operator]


def test_a_new_database_has_read_too_little_to_judge_its_cache(here: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("SELECT pg_stat_reset()")
    with pytest.raises(Missing, match="pages were asked for since"):
        statements.pages_come_from_memory(here)
