"""A database that a newer Mingus has migrated is worked on as long as it only has more."""

import re

import pytest

from mingus.core import migrate, newer_schema
from mingus.core.errors import ConfigurationError
from tests.databases import Scratch

NEWER = "9999"


def test_a_later_number_of_ours_is_newer() -> None:
    assert newer_schema.is_newer("0008", "0007")
    assert newer_schema.is_newer("0010", "0009")


@pytest.mark.parametrize("found", ["0007", "0006", None, "", "ae1027a6acf", "00080"])
def test_nothing_else_is(found: str | None) -> None:
    assert not newer_schema.is_newer(found, "0007")
    assert not newer_schema.is_newer("9999", "a-name")


def _look(database: Scratch) -> None:
    with database.connection() as connection:
        newer_schema.ensure_it_fits(connection, NEWER)


def test_more_tables_columns_indexes_and_wider_constraints_fit(scratch_database: Scratch) -> None:
    scratch_database.run(
        "CREATE TABLE wishes (id uuid PRIMARY KEY, name text NOT NULL)",
        "ALTER TABLE accounts ADD COLUMN nickname text, ADD COLUMN rank integer NOT NULL DEFAULT 0",
        "CREATE INDEX ON accounts (kind)",
        "ALTER TABLE imports DROP CONSTRAINT imports_status_known",
    )
    _look(scratch_database)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE accounts DROP COLUMN institution", "accounts.institution is not as it was"),
        ("ALTER TABLE accounts RENAME COLUMN name TO title", "accounts.name is not as it was"),
        ("ALTER TABLE categories ALTER COLUMN position TYPE bigint", "categories.position is not as it was"),
        ("ALTER TABLE categories ALTER COLUMN name DROP NOT NULL", "categories.name is not as it was"),
        ("ALTER TABLE memberships ADD COLUMN because text NOT NULL", "memberships.because wants a value"),
    ],
)
def test_what_is_in_the_way_is_named_and_what_to_do(scratch_database: Scratch, change: str, named: str) -> None:
    scratch_database.run(change)
    wanted = f"The database is at {NEWER} and does more than add to {migrate.head()}, which this Mingus knows ({named}"
    with pytest.raises(ConfigurationError, match=f"^{re.escape(wanted)}.*Run the newer version, or restore a backup"):
        _look(scratch_database)


def test_of_many_the_first_three_are_named(scratch_database: Scratch) -> None:
    scratch_database.run("DROP TABLE rate_limits CASCADE")
    with pytest.raises(ConfigurationError, match=r"\(rate_limits\.\w+ is not [^)]+, [^)]+, [^),]+\)\."):
        _look(scratch_database)
    scratch_database.run("ALTER TABLE accounts DROP COLUMN institution")
    with pytest.raises(ConfigurationError, match=r"and 1 more\)\."):
        _look(scratch_database)
