"""3.1: a database that is as this tree needs it passes; each kind of damage fails the box that is there for it."""

from typing import NamedTuple

import pytest

from mingus.checklist.looking.database.schema import SQL_FILE
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import ROOT, Check, MakeTree, is_green, is_red
from tests.checklist.looking.database.test_schema import ORPHAN, UNVALIDATED
from tests.databases import Scratch

FILE = "the_sql_file_says_what_the_migrations_say"


@pytest.mark.parametrize("box_id", ["3.1.1", "3.1.2", "3.1.3", "3.1.4"])
def test_a_fresh_database_passes(check: Check, empty: Surroundings, box_id: str) -> None:
    assert is_green(check(box_id, environ=empty.environ))


class Damage(NamedTuple):
    box_id: str
    part: str
    statement: str
    words: str


@pytest.mark.parametrize(
    "made",
    [
        Damage("3.1.1", "newest_migration_is_there", "UPDATE alembic_version SET version_num = 'x'", "is at x"),
        Damage("3.1.1", "migration_run_is_logged", "DELETE FROM migration_log", "migration_log has no line"),
        Damage("3.1.2", "", "DROP VIEW money_lines", "money_lines is missing"),
        Damage("3.1.3", "", "DROP INDEX goals_by_due", "goals_by_due is missing"),
        Damage("3.1.4", "", UNVALIDATED, "goals_household_id_fkey of goals was never validated"),
        Damage("3.1.4", "", ORPHAN, "1 rows of memberships have no row in"),
    ],
    ids=lambda made: made.words,
)
def test_damage_is_named(check: Check, empty: Surroundings, scratch_database: Scratch, made: Damage) -> None:
    scratch_database.run(made.statement)
    assert is_red(check(made.box_id, made.part, environ=empty.environ), made.words)


@pytest.mark.parametrize("box_id", ["3.1.2", "3.1.3", "3.1.4"])
def test_without_a_database_nobody_knows(check: Check, box_id: str) -> None:
    result = check(box_id)
    assert result.state is State.UNKNOWN
    assert "DATABASE_URL" in result.finding.detail


def test_a_file_of_sql_that_was_edited_by_hand_fails(check: Check, whole_tree: MakeTree) -> None:
    tree = whole_tree({SQL_FILE: (ROOT / SQL_FILE).read_text() + "-- by hand\n"})
    assert is_red(check("3.1.1", FILE, tree=tree), SQL_FILE, "Run: mingus db sql")
