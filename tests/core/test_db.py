from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from sqlalchemy import TextClause, create_engine, event, func, literal, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from mingus.core import db, metrics
from mingus.core.errors import Unavailable
from mingus.core.ids import new_id
from mingus.core.metrics.figures import ROUND_TRIPS
from mingus.core.settings import Settings
from mingus.core.waiting import Waiting
from mingus.ops.postgres.roles import Role, Urls


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


def test_a_household_never_sees_anothers_rows() -> None:
    alice, bob = new_id(), new_id()
    with db.transaction(alice) as session:
        session.execute(_head(alice))
    with db.transaction(bob) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads")) == 0
    with db.transaction(alice) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads")) == 1


def _head(household_id: UUID) -> TextClause:
    return text("INSERT INTO audit_heads VALUES (:id, 1, '')").bindparams(id=household_id)


def test_writing_for_another_household_is_refused() -> None:
    with pytest.raises(DBAPIError, match="row-level security"), db.transaction(new_id()) as session:
        session.execute(_head(new_id()))


def test_without_a_household_nothing_is_seen() -> None:
    alice = new_id()
    with db.transaction(alice) as session:
        session.execute(_head(alice))
    with db.transaction(db.GLOBAL) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads WHERE number = 1 AND hash = ''")) == 0


def test_the_household_ends_with_its_transaction() -> None:
    with db.transaction(new_id()):
        pass
    with db.engine().connect() as connection:
        assert connection.exec_driver_sql("SELECT current_setting('app.household_id', true)").scalar() in {None, ""}


def test_a_failed_block_leaves_nothing_behind_and_the_connection_usable() -> None:
    alice = new_id()
    with pytest.raises(ZeroDivisionError), db.transaction(alice) as session:
        session.execute(_head(alice))
        raise ZeroDivisionError
    with db.transaction(alice) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads")) == 0


def test_a_reading_transaction_cannot_write() -> None:
    alice = new_id()
    with pytest.raises(DBAPIError, match="read-only transaction"), db.transaction(alice, read_only=True) as session:
        session.execute(_head(alice))


def test_a_look_costs_one_statement_and_leaves_no_transaction_open() -> None:
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    row = db.look_up(select(literal(1), func.pg_current_xact_id_if_assigned()))
    assert len(sent) == 1
    assert row is not None
    assert tuple(row) == (1, None)
    assert db.look_up(select(literal(1)).where(literal(1) == 2)) is None


def test_every_statement_is_counted_one_for_many_rows_too() -> None:
    with db.transaction(new_id()):
        pass  # what a fresh connection asks first is over
    before = list(metrics.figures._kept)
    metrics.install(Flask("counted"), db.engine())
    kept = metrics.current()
    assert kept is not None
    try:
        with db.transaction(new_id()) as session:
            session.execute(text("SELECT 1"))
            assert kept.table.total(ROUND_TRIPS) == 2  # BEGIN is a statement of ours
            session.connection().exec_driver_sql("SELECT %s", [(1,), (2,)])
            assert kept.table.total(ROUND_TRIPS) == 3
    finally:
        metrics.figures._kept[:] = before


def test_a_connection_that_died_in_the_pool_is_replaced() -> None:
    with db.engine().connect() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    other = create_engine(db.engine().url, isolation_level="AUTOCOMMIT")
    with other.connect() as killer:
        killer.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
    other.dispose()
    assert db.look_up(select(literal(7))) is not None
    with db.transaction(new_id(), read_only=True) as session:
        assert session.scalar(text("SELECT 7")) == 7


def test_more_who_ask_than_connections_are_told_to_come_back(configuration: Settings) -> None:
    db.connect(configuration.database_url, pool_size=1)
    try:
        with db.transaction(new_id()), pytest.raises(Unavailable), db.transaction(new_id()):
            pytest.fail("there is no second connection")
        with db.transaction(new_id()), pytest.raises(Unavailable):
            db.look_up(select(literal(1)))
    finally:
        db.connect(configuration.database_url)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        db.Moment().process_bind_param(datetime(2026, 11, 25), None)  # noqa: DTZ001  that is the point


def test_a_connection_lost_on_the_way_is_told_as_what_it_is_and_the_next_one_works(urls: Urls) -> None:
    with pytest.raises(OperationalError, match="terminating connection"), db.transaction(new_id()) as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        with psycopg.connect(urls.libpq(Role.SUPERUSER)) as superuser:
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        session.execute(text("SELECT 1"))
    with db.transaction(new_id()) as session:
        assert session.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("through_pooler", [False, True])
def test_nobody_waits_for_ever(configuration: Settings, through_pooler: bool) -> None:  # noqa: FBT001  a column
    """The limits hold on a connection of our own, and behind a pooler within every transaction."""
    db.connect(configuration.database_url, waiting=Waiting(3, 60, 4, 7, 2, 9, through_pooler))
    try:
        with db.transaction(db.GLOBAL, read_only=True) as session:
            names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
            assert [session.scalar(text(f"SHOW {name}")) for name in names] == ["7s", "2s", "9s"]
        with db.engine().connect() as connection:
            outside = connection.exec_driver_sql("SHOW lock_timeout").scalar()
        assert outside == ("5s" if through_pooler else "2s")  # 5 s: what the role itself is given
    finally:
        db.connect(configuration.database_url)


def test_one_of_two_who_wait_for_each_other_is_told_as_busy_and_the_other_goes_on() -> None:
    both_hold, refused = Barrier(2), []

    def lock(first: int, then: int) -> None:
        try:
            with db.transaction(new_id()) as session:
                session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": first})
                both_hold.wait(30)
                session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": then})
        except Unavailable as busy:
            refused.append(str(busy))

    with ThreadPoolExecutor(2) as pair:
        list(pair.map(lock, (781, 782), (782, 781)))
    assert refused == [db.BUSY]


def test_a_lock_or_statement_that_takes_too_long_is_told_as_busy(configuration: Settings) -> None:
    db.connect(configuration.database_url, waiting=Waiting(statement=2, lock=1))
    try:
        with db.transaction(new_id()) as holder:
            holder.execute(text("SELECT pg_advisory_xact_lock(77)"))
            with pytest.raises(Unavailable, match="very busy"), db.transaction(new_id()) as waiter:
                waiter.execute(text("SELECT pg_advisory_xact_lock(77)"))
        with pytest.raises(Unavailable, match="very busy"), db.transaction(new_id()) as session:
            session.execute(text("SELECT pg_sleep(5)"))
    finally:
        db.connect(configuration.database_url)


def test_settings_say_how_long_to_wait(configuration: Settings) -> None:
    usual = configuration.model_copy(update={"database_pool_wait_seconds": 2, "database_lock_timeout_seconds": 10})
    pages, jobs = Waiting.of(usual), Waiting.of(usual, patient=True)
    assert pages == Waiting()
    assert (jobs.statement, jobs.lock, jobs.idle) == (900, 900, 60)
