"""Asks the stage's database: what it refuses to say is a fault in words, and a look that stops early says so."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Final

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, State, judged, warned
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

LOOK_SECONDS: Final = 20.0
"""How long one look goes through households before it says how far it came."""


@contextmanager
def asking(around: Surroundings) -> Iterator[Connection]:
    """The stage's database, read only. Raises NoAnswer for a statement that it refuses, Missing without an address."""
    try:
        with around.database() as connection:
            yield connection
    except DBAPIError as error:
        raise NoAnswer(f"the database does not say: {str(error.orig).partition(chr(10))[0]}") from None


def toured(faults: Iterable[str], otherwise: str, reach: schema.Reach, **figures: int) -> Finding:
    """Like `judged`, for a look into every household: one that did not reach them all only warns."""
    finding = judged(faults, f"{otherwise}; {reach.words()}", households=reach.looked_at, **figures)
    if finding.state is State.PASS and not reach.is_complete:
        return warned(f"no fault so far, but only {reach.words()} were looked into", **finding.figures)
    return finding


def is_here(connection: Connection) -> bool:
    """Whether the database is on this very machine: reached over a socket's file or the loopback."""
    driver = connection.connection.driver_connection
    assert driver is not None
    info = driver.info
    return info.host.startswith("/") or ip_address(info.hostaddr).is_loopback


def leads_here(url: str) -> bool:
    """Whether an address names this very machine, without asking anybody."""
    host = str(options_of(url).get("host") or "")
    return host.startswith("/") or host in {"", "localhost", "127.0.0.1", "::1"}


def options_of(url: str) -> dict[str, object]:
    """What an address of a database says, by libpq's names. Missing for what is no address."""
    scheme, colon, rest = url.partition("://")
    if not colon or scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise Missing("no credential: DATABASE_URL is not an address of a PostgreSQL")
    try:
        return dict(conninfo_to_dict(f"postgresql://{rest}"))
    except Exception:
        raise Missing("no credential: DATABASE_URL can't be read as an address of a PostgreSQL") from None
