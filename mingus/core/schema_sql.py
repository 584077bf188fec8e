"""PRODUCTION_DATABASE_MIGRATIONS.sql: the whole schema as one file, for people who let no program near theirs."""

from typing import Final

from mingus.core import fingerprint, migrate, migration_log

FILE: Final = migration_log.BY_FILE
HEADING: Final = """\
-- Makes an empty PostgreSQL database (15 or newer) complete for Mingus: roles, tables, rights, and how far they are.
-- Written by `mingus db sql` from migrations/; never edit it by hand. Run it as a CREATEROLE who owns the database:
--     psql --set ON_ERROR_STOP=1 --dbname DATABASE --file PRODUCTION_DATABASE_MIGRATIONS.sql
-- All of it happens, or nothing. `mingus db migrate` does the same, and brings older databases up to date as well.

"""


def text() -> str:
    """The file: makes an empty database complete in one transaction, and writes down in the database that it did."""
    line = migration_log.statement(migrate.head(), migrate.sql_digest(), fingerprint.query())
    return f"{HEADING}{migrate.offline()}\n{line}\nCOMMIT;\n\nRESET ROLE;\n"
