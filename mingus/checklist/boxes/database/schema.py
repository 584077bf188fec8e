"""3.1: the schema is the one this program needs, whole and in force."""

import os
import sys

from mingus.checklist.box import Box, database, static
from mingus.checklist.looking import database as looking
from mingus.checklist.looking import programs
from mingus.checklist.looking.database.schema import SQL_FILE
from mingus.checklist.looking.rehearsal import PASSED_ON
from mingus.checklist.rules import Finding, failed, passed
from mingus.checklist.surroundings import Surroundings

WRITE_SECONDS = 30.0


@static
def the_sql_file_says_what_the_migrations_say(around: Surroundings) -> Finding:
    """The file for people who let no program near their database is, byte for byte, what the migrations make."""
    inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    done = programs.run(
        [sys.executable, "-m", "mingus", "db", "sql", "--check"],
        seconds=WRITE_SECONDS,
        folder=around.tree.root,
        environ={**inherited, "PYTHONPATH": str(around.tree.root)},
    )
    if done.exit_code:
        reason = done.errors.strip().splitlines() or ["no reason given"]
        return failed(f"{SQL_FILE} is not what the migrations make: {reason[-1][:200]}")
    return passed(f"{SQL_FILE} is what the migrations make", lines=around.tree.read(SQL_FILE).count("\n"))


BOXES = (
    Box(
        "3.1.1",
        "Every migration has run, as this tree has them",
        all_of=(
            database(looking.newest_migration_is_there),
            database(looking.migration_run_is_logged),
            the_sql_file_says_what_the_migrations_say,
        ),
        passes="the newest migration is there, the run is logged with this tree's SQL, the file of SQL is up to date",
        fix="`mingus db migrate`; after a change of migrations/ `mingus db sql`.",
    ),
    Box(
        "3.1.2",
        "Every table is there",
        all_of=(database(looking.every_table_is_there),),
        passes="all tables and views of the program are there; one too many only warns",
        fix="`mingus db fingerprint` names what is missing; `mingus db migrate` makes it.",
    ),
    Box(
        "3.1.3",
        "Every index is there and serves",
        all_of=(database(looking.every_index_is_there),),
        passes="all indexes are there, as written and valid, and each foreign key has one that begins with it",
        fix="`mingus db fingerprint` names them; an invalid one: `REINDEX INDEX CONCURRENTLY name`.",
    ),
    Box(
        "3.1.4",
        "Foreign keys hold for every row",
        all_of=(database(looking.foreign_keys_hold), database(looking.no_row_is_orphaned)),
        passes="every foreign key is validated, and no row points to one that is not there",
        fix="`mingus db clean` shows rows without a parent; then `ALTER TABLE … VALIDATE CONSTRAINT`.",
    ),
)
