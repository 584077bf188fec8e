"""Connections for looking: read only, soon over, and silent about passwords."""

import pytest

from mingus.checklist.looking.stores import NoAnswer, open_database, open_redis
from mingus.checklist.missing import Missing
from tests.databases import Scratch
from tests.servers.redis import redis_server


@pytest.mark.parametrize("scheme", ["postgresql+psycopg://", "postgresql://", "postgres://"])
def test_each_way_to_write_an_address_leads_there(scratch_database: Scratch, scheme: str) -> None:
    url = scheme + scratch_database.app.removeprefix("postgresql+psycopg://")
    with open_database(url) as connection:
        limits = [
            connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in ("transaction_read_only", "statement_timeout")
        ]
    assert limits == ["on", "10s"]


def test_nobody_there_is_said_without_the_password() -> None:
    with (
        pytest.raises(NoAnswer, match="the database does not let us in") as said,
        open_database("postgresql://mingus:hidden-word@127.0.0.1:1/mingus"),
    ):
        pass
    assert "hidden-word" not in str(said.value)
    assert "\n" not in str(said.value)


def test_a_redis_that_refuses_is_said_without_the_password() -> None:
    with redis_server() as server:
        wrong = server.url.replace(server.password, "hidden-word")
        with (
            pytest.raises(NoAnswer, match="Redis does not answer as it should: Auth") as said,
            open_redis(wrong) as client,
        ):
            client.ping()
    assert "hidden-word" not in str(said.value)


def test_what_is_no_address_of_a_redis_is_missing() -> None:
    with pytest.raises(Missing, match="REDIS_URL is not an address"), open_redis("http://redis.test"):
        pass
