"""Brings a database to the newest schema, as the owner of all tables, without making readers wait long."""

import time
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from mingus.core.errors import ConfigurationError

_PACKED: Final = Path(__file__).parents[1] / "migrations"  # where a wheel has them; a checkout has them beside mingus
MIGRATIONS: Final = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2] / "migrations"
TRIES: Final = 10  # an ALTER that can't get its lock in 2 s steps aside and tries again, so that readers never queue


def upgrade(url: str) -> None:
    """Migrate the database at `url` to the newest schema; does nothing when it is there.

    The user in `url` must be able to act as `mingus_owner`, and may make the roles when they are missing.
    """
    for attempt in range(1, TRIES + 1):
        try:
            command.upgrade(_config(url), "head")
        except OperationalError as error:
            if "lock timeout" not in str(error.orig) or attempt == TRIES:
                raise
            time.sleep(0.5 * attempt)
        else:
            return


def downgrade_one(url: str) -> None:
    """Undo the newest migration only."""
    command.downgrade(_config(url), "-1")


def sql() -> None:
    """Print the whole schema's migrations as SQL."""
    command.upgrade(_config("postgresql+psycopg://"), "head", sql=True)


def head() -> str:
    """The id of the newest migration in this program."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert newest is not None
    return newest


def current(connection: Connection) -> str | None:
    """The id of the migration the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def check(url: str) -> None:
    """Raises ConfigurationError when the database is not at this program's schema."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = current(connection)
    if found != head():
        at = f"at {found}" if found else "empty"
        raise ConfigurationError(f"The database is {at}, this Mingus needs {head()}. Run: mingus db migrate")


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    attributes: dict[Any, Any] = config.attributes
    attributes["url"] = url
    return config
