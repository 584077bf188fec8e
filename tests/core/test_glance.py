"""A whole reading transaction in one round trip: the same rows and walls as any other, and only what was asked."""

from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mingus.core import db
from mingus.core.errors import Unavailable
from mingus.core.fixed import Fixed
from mingus.core.ids import new_id
from mingus.core.settings import Settings

pytestmark = pytest.mark.usefixtures("_connected")

Plain = Fixed[*tuple[Any, ...]]
WORD: Plain = Fixed(text("SELECT CAST(:word AS text) AS word"))
WHOSE: Plain = Fixed(
    text("SELECT current_setting('app.household_id') AS household, current_setting('app.person_id', true) AS person")
)
WRITING: Plain = Fixed(text("CREATE TABLE left_behind (id int)"))
BROKEN: Plain = Fixed(text("SELECT 1 / 0 AS none"))
SLOW: Plain = Fixed(text("SELECT pg_sleep(2) AS slept"))
NOTHING: Mapping[str, Any] = {}


@pytest.fixture
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


def test_each_statement_finds_its_own_answer() -> None:
    household_id, person_id = new_id(), new_id()
    found = db.glance(household_id, [(WORD, {"word": "né 100 %"}), (WHOSE, NOTHING)], person_id=person_id)
    assert db.read(found, WHOSE) == [(str(household_id), str(person_id))]
    assert db.read(found, WORD, {"word": "né 100 %"})[0].word == "né 100 %"


def test_nothing_of_the_household_stays_with_the_connection() -> None:
    db.glance(new_id(), [(WORD, {"word": "x"})], person_id=new_id())
    assert db.look_up(WHOSE) in {("", ""), ("", None)}


def test_what_was_not_asked_or_asked_otherwise_is_no_answer() -> None:
    found = db.glance(new_id(), [(WORD, {"word": "asked"})])
    for statement, values in ((WORD, {"word": "other"}), (WHOSE, NOTHING)):
        with pytest.raises(LookupError):
            db.read(found, statement, values)
    with pytest.raises(LookupError):
        db.read(found, text("SELECT 1"))  # type: ignore[arg-type]  # no Fixed: nobody can have asked it


def test_a_value_is_never_read_as_sql() -> None:
    hostile = {"word": "'; DROP TABLE people; --"}
    assert db.read(db.glance(new_id(), [(WORD, hostile)]), WORD, hostile) == [(hostile["word"],)]


def test_it_changes_nothing() -> None:
    with pytest.raises(DBAPIError) as caught:
        db.glance(new_id(), [(WRITING, NOTHING)])
    assert isinstance(caught.value.orig, psycopg.errors.ReadOnlySqlTransaction)


def test_a_fault_in_the_middle_is_sqlalchemys_and_leaves_the_connection_as_it_was() -> None:
    with pytest.raises(DBAPIError) as caught:
        db.glance(new_id(), [(WORD, {"word": "secret"}), (BROKEN, NOTHING), (WHOSE, NOTHING)])
    assert isinstance(caught.value.orig, psycopg.errors.DivisionByZero)
    assert "secret" not in str(caught.value)
    assert db.look_up(WORD, {"word": "next"}) == ("next",)


def test_it_survives_a_connection_that_died_in_the_pool() -> None:
    with db.engine().connect() as connection:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with psycopg.connect(db.engine().url.render_as_string(hide_password=False).replace("+psycopg", "")) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [number])
    assert db.read(db.glance(new_id(), [(WORD, {"word": "again"})]), WORD, {"word": "again"}) == [("again",)]


def test_what_takes_too_long_asks_to_come_back(configuration: Settings) -> None:
    with db.engine().connect() as connection:
        connection.exec_driver_sql("SET statement_timeout = '50ms'")
    with pytest.raises(Unavailable):
        db.glance(new_id(), [(SLOW, NOTHING)])
    db.connect(configuration.database_url)
