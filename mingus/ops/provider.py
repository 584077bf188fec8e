"""What a command works with when nobody gave it a database: the one of its home, started for it if need be."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from mingus.core import migrate
from mingus.ops import home as homes
from mingus.ops import secrets
from mingus.ops.postgres import Cluster


@contextmanager
def complete(environ: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """`environ` with the home's secrets and, unless DATABASE_URL names one, its migrated database inside the block."""
    folder = homes.resolve(None, environ)
    if environ.get("DATABASE_URL"):
        yield secrets.with_local(environ, folder)
        return
    homes.make(folder)
    with Cluster(folder, environ=environ).running() as urls:
        _migrate(urls.migration)
        ours = {"DATABASE_URL": urls.application, "DATABASE_DIRECT_URL": urls.application, "MINGUS_HOME": str(folder)}
        yield {**secrets.with_local(environ, folder), **ours}


def _migrate(url: str) -> None:
    """A home that has never run has no tables yet; one at the newest schema is left alone."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        current = migrate.current(connection)
    if current != migrate.head():
        from mingus.ops import reference  # most commands find their database as it should be

        reference.upgrade(url)
