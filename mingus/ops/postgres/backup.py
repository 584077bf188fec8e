"""Backups with PostgreSQL's own tools: a file that is whole or not there, a restore that can't harm what is there."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from mingus.core.errors import BadFile, ConfigurationError, Refused, UsageError
from mingus.ops.postgres import binaries
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import DATABASE, OWNER, Role, create_database
from mingus.ops.postgres.server import environment

BEFORE = "mingus_before_restore"
UNFINISHED = "mingus_restore"
HOW_LIBPQ_CALLS_IT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def dump(url: str, file: Path, environ: Mapping[str, str]) -> int:
    """Writes the database at `url` (libpq's form) to `file`, private to its owner. Returns its size in bytes."""
    tools = binaries.client(environ, server_major=_server_major(url))
    if not file.parent.is_dir():
        raise UsageError(f"There is no folder {file.parent}.")
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # mkstemp makes it 0600
    except OSError as error:
        raise UsageError(f"Nothing can be written in {file.parent}: {error.strerror}.") from None
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as output:
            _run([tools.program("pg_dump"), "--format=custom", "--no-password"], url, output=output.fileno())
            os.fsync(descriptor)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return file.stat().st_size


def check(file: Path, tools: binaries.Binaries) -> None:
    """Raises BadFile when `file` is no backup these programs can read to its end."""
    if not file.is_file():
        raise BadFile(f"There is no file {file}.")
    read = [str(tools.program("pg_restore")), "--file=/dev/null", str(file)]
    done = subprocess.run(read, capture_output=True, text=True, errors="replace", env=environment(), check=False)
    if done.returncode:
        raise BadFile(f"{file} is not a whole backup of Mingus: {_reason(done.stderr)}")


def restore(cluster: Cluster, file: Path, *, replace: bool) -> bool:
    """Puts the backup in the place of the embedded database. Raises BadFile or Refused with all as it was before.

    Returns whether there were data before; they are kept as the database `mingus_before_restore`.
    """
    check(file, cluster.binaries)
    had_data = not _is_empty(cluster.urls().libpq(Role.SUPERUSER))
    if had_data and not replace:
        raise Refused("The database holds data. Use --replace to put the backup in their place.")
    with psycopg.connect(cluster.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
        _drop(db, UNFINISHED)
        create_database(db, UNFINISHED)
        try:
            _restore_into(cluster.urls(UNFINISHED).libpq(Role.SUPERUSER), file, cluster.binaries)
            if _is_empty(cluster.urls(UNFINISHED).libpq(Role.SUPERUSER)):
                raise BadFile(f"{file} is a backup of an empty database.")
        except BaseException:
            _drop(db, UNFINISHED)
            raise
        _swap(db, keep=had_data)
    return had_data


def restore_remote(url: str, file: Path, environ: Mapping[str, str]) -> None:
    """Restores into the empty database at `url`, in one transaction."""
    tools = binaries.client(environ, server_major=_server_major(url))
    check(file, tools)
    if not _is_empty(url):
        raise Refused(
            "The database of DATABASE_URL holds data. Restore into an empty one, then point DATABASE_URL to it."
        )
    _restore_into(url, file, tools)


def _restore_into(url: str, file: Path, tools: binaries.Binaries) -> None:
    options = ["--single-transaction", "--exit-on-error", "--no-owner", f"--role={OWNER}", "--no-password"]
    database = str(conninfo_to_dict(url)["dbname"])
    try:
        _run([tools.program("pg_restore"), *options, f"--dbname={database}", str(file)], url, output=subprocess.DEVNULL)
    except ConfigurationError as error:
        raise BadFile(f"{file} can't be restored: {error}") from None


def _run(command: list[str | Path], url: str, *, output: int) -> None:
    done = subprocess.run(
        command,
        env=environment() | _connection(url),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise ConfigurationError(f"{Path(command[0]).name} failed: {_reason(done.stderr.decode(errors='replace'))}")


def _connection(url: str) -> dict[str, str]:
    """By environment, because every user of the machine may read the arguments of a process."""
    given = conninfo_to_dict(url)
    return {name: str(given[key]) for key, name in HOW_LIBPQ_CALLS_IT.items() if given.get(key) is not None}


def _server_major(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=10) as db:
            return db.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise ConfigurationError(f"The database does not answer: {error}") from None


def _is_empty(url: str) -> bool:
    with psycopg.connect(url) as db:
        found = db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return found == (0,)


def _swap(db: psycopg.Connection, *, keep: bool) -> None:
    """Renames both at once, so that there is a database `mingus` at every moment somebody can see."""
    _drop(db, BEFORE)
    db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [DATABASE])
    with db.transaction():
        _rename(db, DATABASE, BEFORE)
        _rename(db, UNFINISHED, DATABASE)
    if not keep:
        with contextlib.suppress(psycopg.Error):  # empty; the next restore would remove it anyway
            _drop(db, BEFORE)


def _rename(db: psycopg.Connection, name: str, new_name: str) -> None:
    db.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(new_name)))


def _drop(db: psycopg.Connection, name: str) -> None:
    db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _reason(said: str) -> str:
    """The first complaint of PostgreSQL's tools, without their name."""
    lines = [line for line in said.splitlines() if "error:" in line] or said.splitlines() or ["no reason given"]
    return lines[0].split("error:", 1)[-1].strip()
