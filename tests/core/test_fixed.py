"""Statements past SQLAlchemy: the same rows, the same errors, heard by the same listeners."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import (
    ARRAY,
    Integer,
    LargeBinary,
    Select,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    event,
    literal,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from mingus.core import db, fixed
from mingus.core.fixed import Fixed
from mingus.core.ids import new_id
from mingus.core.settings import Settings

pytestmark = pytest.mark.usefixtures("_connected")


@pytest.fixture
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


def test_rows_are_those_of_sqlalchemys_own_execution() -> None:
    moment, number = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), new_id()
    statement: Select[*tuple[Any, ...]] = select(
        bindparam("id", number).label("id"),
        bindparam("at", moment).label("at"),
        cast(literal("né 100 %"), Text).label("word"),
        cast(b"\x00\xff", LargeBinary).label("raw"),
        cast(["a", "b, c", 'd"e'], ARRAY(Text)).label("words"),
        literal(None).label("nothing"),
    )
    with db.transaction(new_id(), read_only=True) as session:
        ours = db.read(session, Fixed(statement), {"id": number, "at": moment})
        theirs = db.read(session, statement)
    assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]
    assert (ours[0].id, ours[0].at, ours[0].raw) == (number, moment, b"\x00\xff")


def test_values_fill_their_places_and_constants_stay() -> None:
    statement = Fixed(
        select(literal("kept").label("kept"), bindparam("given", type_=Integer).label("given")).limit(
            bindparam("at_most", type_=Integer)
        )
    )
    for given in (1, 2):
        assert db.look_up(statement, {"given": given, "at_most": 1}) == ("kept", given)
    assert db.look_up(statement, {"given": 3, "at_most": 0}) is None


def test_a_value_is_never_read_as_sql() -> None:
    hostile = "'; DROP TABLE people; --"
    assert db.look_up(Fixed(text("SELECT CAST(:word AS text) AS word")), {"word": hostile}) == (hostile,)


def test_what_sqlalchemy_would_have_to_read_is_refused() -> None:
    class Doubled(TypeDecorator[int]):
        impl = Integer
        cache_ok = True

        def process_result_value(self, value: Any, dialect: Any) -> Any:  # noqa: ARG002  SQLAlchemy's
            return value * 2

    with pytest.raises(AssertionError, match="read its columns"):
        _ = Fixed(select(cast(1, Doubled()))).sql


def test_many_values_in_one_place_are_refused() -> None:
    with pytest.raises(AssertionError, match="a statement per number"):
        _ = Fixed(select(literal(1)).where(literal(1).in_([1, 2]))).sql


def test_errors_are_sqlalchemys_and_say_no_value() -> None:
    broken: Fixed[*tuple[Any, ...]] = Fixed(text("SELECT CAST(:word AS integer) / 0 AS none FROM nowhere"))
    with pytest.raises(ProgrammingError, match="nowhere") as caught, db.transaction(new_id()) as session:
        db.read(session, broken, {"word": "secret"})
    assert isinstance(caught.value.orig, psycopg.errors.UndefinedTable)
    assert "secret" not in str(caught.value)


def test_after_an_error_the_connection_serves_the_next() -> None:
    with pytest.raises(DBAPIError), db.transaction(new_id()) as session:
        db.read(session, Fixed(text("SELECT 1 / 0 AS none")))
    assert db.look_up(Fixed(text("SELECT 1 AS one"))) == (1,)


def test_a_connection_that_died_is_not_used_again() -> None:
    with pytest.raises(OperationalError) as caught, db.engine().connect() as connection:
        fixed.send(connection, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert caught.value.connection_invalidated
    assert db.look_up(Fixed(text("SELECT 1 AS one"))) == (1,)


def test_a_look_survives_a_connection_that_died_in_the_pool() -> None:
    with db.engine().connect() as connection:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with psycopg.connect(db.engine().url.render_as_string(hide_password=False).replace("+psycopg", "")) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [number])
    assert db.look_up(Fixed(text("SELECT 1 AS one"))) == (1,)


def test_listeners_of_sqlalchemys_statements_hear_it() -> None:
    heard: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    for moment in ("before_cursor_execute", "after_cursor_execute"):
        event.listen(db.engine(), moment, note)
    db.look_up(Fixed(text("SELECT 1 AS one")))
    assert heard == ["SELECT 1 AS one"] * 2
