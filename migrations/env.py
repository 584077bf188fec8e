"""Alembic's environment: roles first, then every migration as mingus_owner, with short lock time-outs."""

from pathlib import Path

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from mingus import goals, identity, ledger, uploads  # noqa: F401  their tables
from mingus.core import crypto, events, jobs, limits  # noqa: F401
from mingus.core.db import Base

ROLES = Path(__file__).with_name("roles.sql").read_text()
LOCK = 7_114_201  # the advisory lock of migrations: two starting machines take turns


def offline() -> None:
    context.configure(dialect_name="postgresql", target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.execute(text(ROLES.replace(":", r"\:")))
        context.execute("SET ROLE mingus_owner")
        context.run_migrations()


def online() -> None:
    engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        connection.exec_driver_sql("SET lock_timeout = '2s'; SET statement_timeout = '15min'")
        connection.exec_driver_sql(ROLES.replace("%", "%%"))
        connection.exec_driver_sql(
            "DO $$ BEGIN EXECUTE format('GRANT CREATE ON SCHEMA public TO mingus_owner'); "
            "EXECUTE format('GRANT USAGE ON SCHEMA public TO mingus_app, mingus_readonly'); END $$"
        )
        connection.exec_driver_sql("SET ROLE mingus_owner")
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.exec_driver_sql("GRANT SELECT ON alembic_version TO mingus_app, mingus_readonly")
        connection.commit()


if context.is_offline_mode():
    offline()
else:
    online()
