"""A database is asked in words, and what a look did not reach is said."""

import pytest

from mingus.checklist.looking.database.asking import asking, is_here, leads_here, options_of, toured
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from mingus.ops.schema import Reach
from tests.checklist.conftest import MakeSurroundings


def test_what_the_database_refuses_is_said_without_the_statement(empty: Surroundings) -> None:
    with pytest.raises(NoAnswer) as caught, asking(empty) as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    assert str(caught.value) == 'the database does not say: relation "nowhere" does not exist'


def test_nobody_can_write_while_looking(empty: Surroundings) -> None:
    with pytest.raises(NoAnswer, match="read-only transaction"), asking(empty) as connection:
        connection.exec_driver_sql("DELETE FROM people")


def test_without_an_address_it_is_missing(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="DATABASE_URL"), asking(around()):
        pass


def test_a_socket_is_on_this_machine(empty: Surroundings) -> None:
    with asking(empty) as connection:
        assert is_here(connection)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("postgresql:///mingus", True),
        ("postgresql://app:word@localhost/mingus", True),
        ("postgres://app:word@127.0.0.1:5432/mingus", True),
        ("postgresql+psycopg://app@/mingus?host=/var/run/postgresql", True),
        ("postgresql://app:word@[::1]/mingus", True),
        ("postgresql://app:word@127.0.0.2.example/mingus", False),
        ("postgresql://app:word@db.example:25060/mingus?sslmode=require", False),
    ],
)
def test_an_address_says_whether_it_leads_here(url: str, here: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert leads_here(url) is here


@pytest.mark.parametrize("url", ["mysql://app:secret@db/mingus", "secret", "postgresql://app:secret@[db/x"])
def test_what_is_no_address_is_missing_and_not_quoted(url: str) -> None:
    with pytest.raises(Missing) as caught:
        options_of(url)
    assert "PostgreSQL" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_look_that_reached_everybody_passes_and_one_that_did_not_warns() -> None:
    whole, part = toured([], "fine", Reach(3, 3), rows=7), toured([], "fine", Reach(2, 3), rows=7)
    assert (whole.state, whole.detail, whole.figures) == (
        State.PASS,
        "fine; all 3 households",
        {"households": 3, "rows": 7},
    )
    assert (part.state, part.figures) == (State.WARN, {"households": 2, "rows": 7})
    assert "only the first 2 of 3 households" in part.detail
    assert toured(["wrong"], "fine", Reach(2, 3)).state is State.FAIL
