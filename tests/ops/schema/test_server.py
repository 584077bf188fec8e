"""What the server says of itself, asked by the application."""

from decimal import Decimal

import pytest
from sqlalchemy import Connection

from mingus.ops import schema
from mingus.ops.postgres.roles import Role
from mingus.ops.schema import Connections
from mingus.ops.schema.server import Load
from tests.databases import Scratch


@pytest.fixture
def own(scratch_database: Scratch) -> Scratch:
    return scratch_database


def test_time_outs_are_in_effect_for_everybody(own: Scratch) -> None:
    with own.connection() as connection:
        found = schema.time_outs(connection)
    assert (found.statement_ms, found.lock_ms, found.idle_in_transaction_ms) == (30_000, 5_000, 60_000)
    limits = {role.role: role for role in found.roles}
    assert limits["mingus_app"].get("statement_timeout") == "30s"
    assert limits["mingus_migration"].get("statement_timeout") == "0"
    assert limits["mingus_readonly"].get("statement_timeout") == "60s"
    assert limits["mingus_owner"].settings == ()
    with own.connection(Role.READ_ONLY) as connection:
        assert schema.time_outs(connection).statement_ms == 60_000


def test_a_socket_of_the_same_machine_needs_no_encryption(own: Scratch) -> None:
    with own.connection() as connection, own.connection() as other, own.connection(Role.SUPERUSER) as stranger:
        for each in (other, stranger):
            each.exec_driver_sql("SELECT 1")
        found = schema.tls(connection)
    assert (found.is_encrypted, found.is_local) == (False, True)
    assert (found.encrypted, found.unencrypted, found.local) == (0, 0, 2)
    assert found.unseen == 1


def test_whoever_migrates_sees_its_own_connection_and_goes_on_as_the_owner(own: Scratch) -> None:
    with own.connection(Role.MIGRATION) as connection:
        assert schema.tls(connection).is_local
        assert connection.exec_driver_sql("SELECT current_user").scalar_one() == "mingus_owner"


def test_settings_of_the_log_are_told_with_their_unit(own: Scratch) -> None:
    with own.connection() as connection:
        found = schema.logging(connection)
        assert schema.settings(connection, "no_such_setting") == {}
    assert found["log_parameter_max_length"] == "0B"
    assert found["log_min_duration_statement"].endswith("ms")
    assert {"log_connections", "log_disconnections", "log_statement"} <= found.keys()


def test_connections_are_counted_against_what_can_be_had(own: Scratch) -> None:
    with own.connection() as connection:
        found = schema.connections(connection)
    assert 1 <= found.used < found.limit < 200
    assert Connections(35, 50).percent == 70


def test_the_narrowest_limit_counts(own: Scratch) -> None:
    own.run(f'ALTER DATABASE "{own.urls.database}" CONNECTION LIMIT 7')
    with own.connection() as connection:
        assert schema.connections(connection).limit == 7


def test_cache_size_and_locks_are_told(own: Scratch) -> None:
    with own.connection() as connection:
        found = schema.load(connection)
    assert found.size_bytes > 1_000_000
    assert found.waiting_locks == 0
    assert Load(99, 1, 0, 0, 0, 0, Decimal(0), Decimal(0)).cache_hit_percent == Decimal("99.00")
    assert Load(0, 0, 0, 0, 0, 0, Decimal(0), Decimal(0)).cache_hit_percent is None


def test_statistics_that_are_not_there_are_told_in_words(own: Scratch) -> None:
    with own.connection() as connection:
        found = schema.statistics(connection)
    assert (found.is_there, found.top) == (False, ())
    assert "not installed" in found.reason


def test_a_looking_connection_is_of_use_afterwards(own: Scratch) -> None:
    with own.connection() as connection:
        schema.statistics(connection)
        _still_answers(connection)


def _still_answers(connection: Connection) -> None:
    assert connection.exec_driver_sql("SELECT 7").scalar() == 7
