"""Slow statements, cold caches and silent logs, at their limits and on real servers."""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from mingus.checklist.looking import statements
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from mingus.checklist.surroundings import Surroundings
from mingus.core import migrate
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import DATABASE
from mingus.ops.schema import Statistics
from mingus.ops.schema.server import Statement
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch
from tests.ops.conftest import temporary_home


@pytest.fixture(scope="module")
def counting() -> Iterator[Scratch]:
    """A migrated database on a server of this module's own that counts statements."""
    programs = {name: value for name, value in os.environ.items() if name == "MINGUS_PG_BIN"}
    with temporary_home() as folder:
        server = Cluster(Path(folder) / "home", durable=False, environ=programs)
        server.start()
        try:
            scratch = Scratch(server.urls(DATABASE))
            scratch.run("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
            server.stop()
            server.start()
            migrate.upgrade(scratch.migration)
            scratch.run("CREATE EXTENSION pg_stat_statements")
            yield scratch
        finally:
            server.stop()


@pytest.fixture
def there(around: MakeSurroundings, counting: Scratch) -> Surroundings:
    counting.run("SELECT pg_stat_statements_reset()")
    return around(environ={"DATABASE_URL": counting.app}, stage=Stage.PRODUCTION)


def test_before_any_statement_ran_five_times_there_is_no_evidence(there: Surroundings) -> None:
    assert statements.statements_are_counted(there).state is State.PASS
    with pytest.raises(Missing, match="no statement has run five times"):
        statements.statements_are_quick(there)


def test_quick_statements_pass_and_a_slow_one_is_named(there: Surroundings, counting: Scratch) -> None:
    with counting.connection() as connection:
        for _ in range(5):
            connection.exec_driver_sql("SELECT 1 AS quick")
    found = statements.statements_are_quick(there)
    assert (found.state, found.figures) == (State.PASS, {"looked_at": 1}), found
    with counting.connection() as connection:
        for _ in range(5):
            connection.exec_driver_sql("SELECT pg_sleep(0.03)")
    found = statements.statements_are_quick(there)
    assert (found.state, "ms on average (5 calls)" in found.detail, found.figures["faults"]) == (State.FAIL, True, 1)


def test_pages_that_were_read_again_and_again_come_from_memory(there: Surroundings, counting: Scratch) -> None:
    with counting.connection() as connection:
        connection.exec_driver_sql(
            "SELECT sum((SELECT relpages FROM pg_class WHERE oid = (1247 + mod(n, 3))::oid))"
            " FROM generate_series(1, 600000) AS n"
        )
        connection.exec_driver_sql("SELECT pg_stat_force_next_flush()")
    found = statements.pages_come_from_memory(there)
    assert found.state is State.PASS, found
    assert "pages came from memory" in found.detail


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
        look(here)  # type: ignore[operator]  # a look is a function
    with pytest.raises(Missing, match="not built: counting statements"):
        look(around(environ=here.environ))  # type: ignore[operator]  # a look is a function


def test_a_new_database_has_read_too_little_to_judge_its_cache(here: Surroundings, scratch_database: Scratch) -> None:
    scratch_database.run("SELECT pg_stat_reset()")
    with pytest.raises(Missing, match="pages were asked for since"):
        statements.pages_come_from_memory(here)
