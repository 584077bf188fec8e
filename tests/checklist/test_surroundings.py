"""What looks look at answers, or says what is missing; nothing of it writes or is made twice."""

import pytest
from sqlalchemy.exc import DBAPIError

from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch


def test_a_setting_that_is_not_there_is_missing_by_name(around: MakeSurroundings) -> None:
    assert around(environ={"A": "1"}).setting("A") == "1"
    for environ in ({}, {"A": ""}):
        with pytest.raises(Missing, match="no credential: A is not set here"):
            around(environ=environ).setting("A")


def test_a_site_has_no_slash_at_its_end(around: MakeSurroundings) -> None:
    assert around(environ={"PUBLIC_URL": "https://money.test/"}).site == "https://money.test"


def test_a_database_is_read_and_not_written(around: MakeSurroundings, scratch_database: Scratch) -> None:
    with around(environ={"DATABASE_URL": scratch_database.owner}).database() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one() == 0
        with pytest.raises(DBAPIError, match="read-only transaction"):
            connection.exec_driver_sql("DELETE FROM people")


def test_it_goes_past_the_pooler_where_there_is_a_way(around: MakeSurroundings, scratch_database: Scratch) -> None:
    environ = {"DATABASE_URL": "postgresql://127.0.0.1:1/nobody", "DATABASE_DIRECT_URL": scratch_database.app}
    with around(environ=environ).database() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_without_stores_each_says_which_address_it_lacks(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="DATABASE_URL"), around().database():
        pass
    with pytest.raises(Missing, match="REDIS_URL"), around().redis():
        pass


def test_redis_is_asked_in_words(around: MakeSurroundings, redis_url: str) -> None:
    with around(environ={"REDIS_URL": redis_url}).redis() as client:
        assert client.ping()


def test_a_thing_is_made_once_also_under_another_environment(around: MakeSurroundings) -> None:
    made: list[int] = []
    here = around()
    for each in (here, here.under({"A": "1"}), here):
        each.once("thing", lambda: made.append(1))
    assert made == [1]


def test_another_environment_changes_nothing_else(around: MakeSurroundings) -> None:
    here = around(environ={"A": "1"}, stage=Stage.STAGING)
    there = here.under({"B": "2"})
    assert (there.stage, there.tree, dict(there.environ)) == (Stage.STAGING, here.tree, {"B": "2"})
    assert dict(here.environ) == {"A": "1"}


def test_secrets_of_the_environment_do_not_show_when_it_is_printed(around: MakeSurroundings) -> None:
    assert "hidden" not in repr(around(environ={"SECRET_KEY": "hidden"}))
