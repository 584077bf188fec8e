"""Alembic's environment: roles first, then every migration as mingus_owner, with short lock time-outs."""

import time
from pathlib import Path

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from mingus import assessments, checkins, goals, identity, ledger, letters, profile, uploads  # noqa: F401  their tables
from mingus.core import crypto, events, fingerprint, jobs, limits, migrate, migration_log  # noqa: F401  registers the tables
from mingus.core.db import Base

ROLES = Path(__file__).with_name("roles.sql").read_text()
RIGHTS = Path(__file__).with_name("rights.sql").read_text()
VERSION_SHOWN = "GRANT SELECT ON alembic_version TO mingus_app, mingus_readonly"
LOCK = 7_114_201  # the advisory lock of migrations: two starting machines take turns


def offline() -> None:
    context.configure(
        dialect_name="postgresql",
        dialect_opts={"paramstyle": "named"},  # with psycopg's own every % of the text would be doubled
        target_metadata=Base.metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        for statement in (ROLES, RIGHTS):
            context.execute(text(statement.rstrip().removesuffix(";").replace(":", r"\:")))
        context.execute("SET ROLE mingus_owner")
        context.run_migrations()
        context.execute(VERSION_SHOWN)


def online() -> None:
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        connection.exec_driver_sql("SET lock_timeout = '2s'; SET statement_timeout = '15min'")
        for statement in (ROLES, RIGHTS):
            connection.exec_driver_sql(statement.replace("%", "%%"))
        connection.exec_driver_sql("SET ROLE mingus_owner")
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            compare_server_default=True,
        )
        before, started = migrate.current(connection), time.monotonic()
        with context.begin_transaction():
            context.run_migrations()
        connection.exec_driver_sql(VERSION_SHOWN)
        write_down(connection, before, round((time.monotonic() - started) * 1000))
        connection.commit()


def write_down(connection: Connection, before: str | None, duration_ms: int) -> None:
    """Add a line to the log of migrations when the schema is another one now, and still has that log."""
    after = migrate.current(connection)
    is_kept = connection.exec_driver_sql("SELECT to_regclass('migration_log')").scalar() is not None
    if is_kept and after not in {None, before}:
        found = fingerprint.fingerprint(connection)
        migration_log.write(connection, str(after), context.config.attributes["sql_sha256"], found, duration_ms)


if context.is_offline_mode():
    offline()
else:
    online()
