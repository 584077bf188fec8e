"""Brings a database to the newest schema, as the owner of all tables, without making readers wait long."""

import hashlib
import io
import sys
import time
from typing import Any, Final, TextIO

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from mingus.core import newer_schema, schema_version
from mingus.core.errors import ConfigurationError
from mingus.core.schema_version import MIGRATIONS

TRIES: Final = 10  # an ALTER that can't get its lock in 2 s steps aside and tries again, so that readers never queue


def upgrade(url: str) -> str:
    """Migrate the database at `url` to the newest schema; answers what whoever runs this should know, mostly ''.

    One that a newer Mingus has migrated is left as it is. Raises ConfigurationError where this program does not fit it.
    The user in `url` must be able to act as `mingus_owner`, and may make the roles when they are missing.
    """
    found = _at(url)
    if newer_schema.is_newer(found, head()):
        return f"T{newer_schema.sentence(str(found), head())[1:]}."
    digest = "" if found == head() else sql_digest()
    for attempt in range(1, TRIES + 1):
        try:
            command.upgrade(_config(url, digest=digest), "head")
        except OperationalError as error:
            if "lock timeout" not in str(error.orig) or attempt == TRIES:
                raise
            time.sleep(0.5 * attempt)
        else:
            break
    return ""


def downgrade_one(url: str) -> None:
    """Undo the newest migration only."""
    command.downgrade(_config(url, digest=sql_digest()), "-1")


def offline() -> str:
    """All migrations together as SQL: one transaction, without the COMMIT at its end."""
    said = io.StringIO()
    command.upgrade(_config("postgresql+psycopg://", output=said), "head", sql=True)
    schema, committed, rest = said.getvalue().rpartition("COMMIT;")
    assert committed, "Alembic opens one transaction and ends it"
    assert not rest.strip(), rest
    return "\n".join(line.rstrip() for line in schema.rstrip().splitlines()) + "\n"


def sql_digest() -> str:
    """The SHA-256 of `offline`, which tells the migrations of one program from those of another."""
    return hashlib.sha256(offline().encode()).hexdigest()


def head() -> str:
    """The id of the newest migration in this program."""
    return schema_version.head()


def current(connection: Connection) -> str | None:
    """The id of the migration the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def check(url: str) -> None:
    """Raises ConfigurationError when this program's schema is not there. A newer one that only adds is."""
    found = _at(url)
    if found != head() and not newer_schema.is_newer(found, head()):
        at = f"at {found}" if found else "empty"
        raise ConfigurationError(f"The database is {at}, this Mingus needs {head()}. Run: mingus db migrate")


def _at(url: str) -> str | None:
    """The id the database is at. Raises ConfigurationError for a newer one that does more than add."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = current(connection)
        if found and newer_schema.is_newer(found, head()):
            newer_schema.ensure_it_fits(connection, found)
        return found


def _config(url: str, *, digest: str = "", output: TextIO = sys.stdout) -> Config:
    config = Config(output_buffer=output)
    config.set_main_option("script_location", str(MIGRATIONS))
    attributes: dict[Any, Any] = config.attributes
    attributes["url"], attributes["sql_sha256"] = url, digest
    return config
