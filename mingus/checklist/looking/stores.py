"""Connections to database and Redis for looking only: short time-outs, one read-only transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from mingus.checklist.missing import Missing

if TYPE_CHECKING:
    from redis import Redis

CONNECT_SECONDS = 5
STATEMENT_MILLISECONDS = 10_000
REDIS_SECONDS = 2.0


class NoAnswer(Exception):
    """A store that is configured but does not answer: that is wrong, not unknown."""


@contextmanager
def open_database(url: str) -> Iterator[Connection]:
    """Inside the block a connection whose transaction can't write. Raises NoAnswer, without the password in it."""
    engine = create_engine(
        _with_driver(url),
        poolclass=NullPool,
        connect_args={"connect_timeout": CONNECT_SECONDS, "prepare_threshold": None},
    )
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise NoAnswer(f"the database does not let us in: {_reason(error)}") from None
    with connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = {STATEMENT_MILLISECONDS}"))
        yield connection
        connection.rollback()


@contextmanager
def open_redis(url: str) -> "Iterator[Redis]":
    """Inside the block a client with short time-outs and no retries. Raises NoAnswer."""
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        client = Redis.from_url(
            url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS, retry=None, decode_responses=True
        )
    except ValueError:
        raise Missing("no credential: REDIS_URL is not an address of a Redis") from None
    try:
        yield client
    except RedisError as error:
        raise NoAnswer(f"Redis does not answer as it should: {type(error).__name__}") from None
    finally:
        client.close()


def _with_driver(url: str) -> str:
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _reason(error: OperationalError) -> str:
    """The first line of what libpq says: it names host and role, never the password."""
    return str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
