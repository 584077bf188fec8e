"""A database must answer in time and have room; the bounds themselves are still fine."""

from decimal import Decimal

import pytest

from mingus import worker
from mingus.checklist.looking import database
from mingus.checklist.looking.database.load import WORKER_CONNECTIONS, answer_faults, crowded, hanging
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from mingus.ops.schema import Connections, Load
from tests.databases import Scratch


def test_a_fresh_one_pleases_every_look(empty: Surroundings) -> None:
    assert database.database_answers(empty).detail.startswith("PostgreSQL 1")
    for look in (database.connections_have_room, database.nobody_waits_long, database.pool_fits_the_server):
        assert look(empty).state is State.PASS, look(empty)


@pytest.mark.parametrize(
    ("version", "seconds", "faults"),
    [
        (150000, 2.0, []),
        (180006, 0.1, []),
        (149999, 0.1, ["PostgreSQL 14 is none of 15 to 18"]),
        (190000, 0.1, ["PostgreSQL 19 is none of 15 to 18"]),
        (170002, 2.1, ["it took 2.1 seconds to answer, more than 2"]),
    ],
)
def test_old_new_and_slow_servers_are_faults(version: int, seconds: float, faults: list[str]) -> None:
    assert answer_faults(version, seconds) == faults


def test_eighty_of_a_hundred_are_room_enough_and_one_more_is_not() -> None:
    assert crowded(Connections(80, 100)) == []
    assert crowded(Connections(81, 100)) == ["81 of 100 connections are in use, more than 80 %"]


def test_the_pool_may_take_eighty_of_a_hundred(empty: Surroundings, scratch_server: Scratch) -> None:
    scratch_server.run("ALTER ROLE mingus_app CONNECTION LIMIT 50")
    here = {"DATABASE_URL": scratch_server.app}
    fits = empty.under({**here, "WEB_WORKERS": "3", "DATABASE_POOL_SIZE": "10"})
    found = database.pool_fits_the_server(fits)
    assert (found.state, found.figures) == (State.PASS, {"wanted": 40, "limit": 50}), found
    scratch_server.run("ALTER ROLE mingus_app CONNECTION LIMIT 49")
    found = database.pool_fits_the_server(fits)
    assert (found.state, "are 40, more than 80 % of 49" in found.detail) == (State.FAIL, True)
    used = database.connections_have_room(fits)
    assert (used.state, used.figures["limit"]) == (State.PASS, 49)


def test_what_the_worker_takes_is_counted() -> None:
    assert WORKER_CONNECTIONS >= worker.CONCURRENCY + 1 + 4


@pytest.mark.parametrize("size", ["0", "many", "-1"])
def test_a_pool_of_no_size_is_said(empty: Surroundings, size: str) -> None:
    with pytest.raises(NoAnswer, match="DATABASE_POOL_SIZE is not a number"):
        database.pool_fits_the_server(empty.under({**empty.environ, "DATABASE_POOL_SIZE": size}))


@pytest.mark.parametrize(
    ("query_seconds", "idle_seconds", "faults"),
    [
        (60, 60, []),
        (61, 0, ["a statement has been running for 61 seconds"]),
        (0, 61, ["a transaction has been idle for 61 seconds"]),
    ],
)
def test_what_hangs_longer_than_a_minute_is_a_fault(query_seconds: int, idle_seconds: int, faults: list[str]) -> None:
    load = Load(1, 1, 0, 0, 1, 0, Decimal(query_seconds), Decimal(idle_seconds))
    assert hanging(load) == faults
