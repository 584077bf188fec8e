"""The commands `mingus db …`: the embedded database, and backups of any."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mingus.core.errors import ConfigurationError, UsageError
from mingus.ops import home as homes
from mingus.ops.cli import where
from mingus.ops.postgres import Cluster, Role, backup
from mingus.ops.postgres.locks import FileLock
from mingus.ops.progress import Progress

ROLES = {
    "app": Role.APPLICATION,
    "migration": Role.MIGRATION,
    "readonly": Role.READ_ONLY,
    "superuser": Role.SUPERUSER,
}


@click.group()
@click.option("--home", type=click.Path(path_type=Path), help="The folder of data, secrets and logs.")
@click.pass_context
def db(context: click.Context, home: Path | None) -> None:
    """The database: the embedded one, or the one that DATABASE_URL names."""
    context.obj = homes.resolve(home, os.environ)


@db.command()
@click.pass_obj
def start(home: Path) -> None:
    """Start the embedded database; it runs until `mingus db stop`."""
    cluster = where.embedded(home)
    with Progress().step("Starting PostgreSQL", f"PostgreSQL {cluster.binaries.version} runs"):
        cluster.start(detached=True)


@db.command()
@click.pass_obj
def stop(home: Path) -> None:
    """Stop the embedded database."""
    cluster = where.embedded(home)
    if cluster.pid is None:
        click.echo("The database is not running.")
        return
    with _nothing_else_running(home), Progress().step("Stopping PostgreSQL", "PostgreSQL stopped"):
        cluster.stop(anyones=True)


@db.command()
@click.option("--role", type=click.Choice(list(ROLES)), default="app", show_default=True)
@click.pass_obj
def url(home: Path, role: str) -> None:
    """Print the address of the database, with its password."""
    given = where.remote()
    if given is None:
        click.echo(Cluster(home).urls().libpq(ROLES[role]))
    elif role == "app":
        click.echo(os.environ["DATABASE_URL"])
    elif role == "migration":
        click.echo(given)
    else:
        raise UsageError(f"DATABASE_URL is set; the {role} login of that server is not Mingus's to know.")


@db.command()
@click.pass_obj
def migrate(home: Path) -> None:
    """Bring the schema up to date, and take in the articles of this release."""
    from mingus.ops import reference  # reads the library, which no other of these commands needs

    progress, given = Progress(), where.remote()
    with progress.step("Bringing the schema up to date", "Schema up to date"):
        if given is not None:
            said = reference.upgrade(given)
        else:
            with where.running(home) as urls:
                said = reference.upgrade(urls.migration)
    if said:
        progress.warn(said)


@db.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def back_up(home: Path, file: Path) -> None:
    """Write the whole database to FILE (keep HOME/secrets too: sealed fields can't be read without)."""
    if file.exists():
        raise UsageError(f"{file} is there already. Give another name: an older backup is never overwritten.")
    with Progress().step("Writing the backup", f"Backup written to {file}"):
        given = where.remote()
        if given is not None:
            backup.dump(where.libpq(given), file, os.environ)
        else:
            with where.running(home) as urls:
                backup.dump(urls.libpq(Role.SUPERUSER), file, os.environ)
    homes.make(home)
    homes.backup_record(home).touch()


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put the backup in the place of the data that are there.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def restore(home: Path, file: Path, *, replace: bool, yes: bool) -> None:
    """Bring back the backup in FILE, into an empty database or in the place of what is there."""
    if replace and not yes:
        _confirm()
    given = where.remote()
    if given is not None:
        backup.restore_remote(where.libpq(given), file, os.environ)
        click.echo("Restored.")
        return
    cluster = where.embedded(home)
    with _nothing_else_running(home), cluster.running():
        had_data = backup.restore(cluster, file, replace=replace)
    click.echo("Restored." + (f" What was there before is kept as database {backup.BEFORE}." if had_data else ""))


def _confirm() -> None:
    words = click.prompt(
        "This replaces all data of this Mingus. Type “replace” to go on", default="", show_default=False
    )
    if words.strip() != "replace":
        raise UsageError("Nothing was changed.")


@contextmanager
def _nothing_else_running(home: Path) -> Iterator[None]:
    """Keeps `mingus run` away inside the block. Raises ConfigurationError when it runs on this home."""
    lock = FileLock(home / "run.lock")
    if not lock.take(str(os.getpid())):
        raise ConfigurationError(f"Mingus runs with the home {home} (process {lock.word()}). Stop that one first.")
    try:
        yield
    finally:
        lock.release()
