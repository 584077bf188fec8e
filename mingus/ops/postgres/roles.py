"""Who may sign in to the embedded database, with which password, and the address each of them uses."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from mingus.core.schema_version import MIGRATIONS
from mingus.ops import envfile
from mingus.ops.secrets import new_secret

DATABASE = "mingus"
OWNER = "mingus_owner"
ROLES = MIGRATIONS / "roles.sql"


class Role(StrEnum):
    """The logins. The owner of the tables is no login: only `mingus_migration` may act as it."""

    SUPERUSER = "postgres"
    MIGRATION = "mingus_migration"
    APPLICATION = "mingus_app"
    READ_ONLY = "mingus_readonly"


@dataclass(frozen=True)
class Urls:
    """Addresses of one database of the cluster, for SQLAlchemy; `libpq()` gives the form PostgreSQL's tools take."""

    socket: Path
    passwords: dict[Role, str]
    database: str = DATABASE

    @property
    def application(self) -> str:
        return self.of(Role.APPLICATION)

    @property
    def migration(self) -> str:
        return self.of(Role.MIGRATION)

    @property
    def superuser(self) -> str:
        return self.of(Role.SUPERUSER)

    def of(self, role: Role) -> str:
        return "postgresql+psycopg" + self.libpq(role).removeprefix("postgresql")

    def libpq(self, role: Role) -> str:
        folder = quote(str(self.socket), safe="/")
        return f"postgresql://{role}:{self.passwords[role]}@/{self.database}?host={folder}"


def passwords(home: Path) -> dict[Role, str]:
    """The password of each login, made on the first start and kept in HOME/secrets/database.env."""
    names = {role: f"{role.name}_PASSWORD" for role in Role}
    kept = envfile.ensure(password_file(home), dict.fromkeys(names.values(), new_secret))
    return {role: kept[name] for role, name in names.items()}


def password_file(home: Path) -> Path:
    return home / "secrets" / "database.env"


def ensure_roles(urls: Urls) -> None:
    """Makes the logins and the group that owns the tables, with time-outs, and sets the passwords of HOME/secrets."""
    with psycopg.connect(Urls(urls.socket, urls.passwords, "postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute(ROLES.read_bytes())
        for role in (Role.MIGRATION, Role.APPLICATION, Role.READ_ONLY):
            words = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
            db.execute(words.format(sql.Identifier(role), sql.Literal(urls.passwords[role])))
        # Whatever a migration makes belongs to the owner, without every migration having to say so.
        db.execute(sql.SQL("ALTER ROLE {} SET role = {}").format(sql.Identifier(Role.MIGRATION), sql.Literal(OWNER)))
        create_database(db, urls.database)


def create_database(
    db: psycopg.Connection, name: str, *, template: str = "template1", strategy: str = "WAL_LOG"
) -> None:
    """Makes the database `name`, owned by the owner role, unless it is there. `db` must be in autocommit."""
    if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY {}")
        words = (sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template), sql.Identifier(strategy))
        db.execute(statement.format(*words))
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        grant = sql.SQL("GRANT {} ON DATABASE {} TO {}")
        for role in (Role.MIGRATION, Role.APPLICATION, Role.READ_ONLY):
            # Bulk writes go through temporary tables.
            rights = sql.SQL("CONNECT" if role is Role.READ_ONLY else "CONNECT, TEMPORARY")
            db.execute(grant.format(rights, sql.Identifier(name), sql.Identifier(role)))
