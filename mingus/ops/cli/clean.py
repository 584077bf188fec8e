"""The command `mingus db clean`: shows, and on demand removes, what does not belong among people's data."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from mingus.core import clock, command
from mingus.core.db import engine
from mingus.core.errors import UsageError
from mingus.ops import clean as cleaning
from mingus.ops.cli import where
from mingus.ops.postgres import Cluster, Role, backup

THERE_IS_SOMETHING = 65  # EX_DATAERR of sysexits.h


@click.command()
@click.option("--dry-run", is_flag=True, help="Only show it. This is what happens without --apply, too.")
@click.option("--apply", is_flag=True, help="Make a backup, then remove it.")
@click.option("--yes", is_flag=True, help="Don't ask for the name of the database.")
@click.option("--backup", "file", type=click.Path(path_type=Path, dir_okay=False), help="Where the backup goes.")
@click.pass_obj
def clean(home: Path, *, dry_run: bool, apply: bool, yes: bool, file: Path | None) -> None:
    """Show demonstrations, test people, orphans and unknown tables; remove them with --apply.

    Exits 0 when there is nothing (any more), 65 when there is.
    """
    if dry_run and apply:
        raise UsageError("--dry-run and --apply can't be given together.")
    os.environ["MINGUS_HOME"] = str(home)
    with command.prepare():
        with engine().connect() as connection:
            found = cleaning.find(connection)
            name = str(connection.exec_driver_sql("SELECT current_database()").scalar())
        _show(found)
        if apply and found:
            _apply(home, found, name, yes=yes, file=file)
        elif found:
            click.echo(f"Nothing was changed. To remove this from the database {name}: mingus db clean --apply")
            sys.exit(THERE_IS_SOMETHING)


def _apply(home: Path, found: cleaning.Found, name: str, *, yes: bool, file: Path | None) -> None:
    if not yes:
        _confirm(name)
    with _addresses(home) as (migration_url, dump_url):
        kept = file or _backup_file(home)
        backup.dump(dump_url, kept, os.environ)
        click.echo(f"Backup written to {kept}")
        removed = cleaning.remove(found, migration_url)
    click.echo(f"Removed: {removed.households} households, {removed.orphans} orphans, {removed.tables} tables.")
    for sentence in removed.left:
        click.echo(f"Left: {sentence}", err=True)
    if removed.left:
        sys.exit(THERE_IS_SOMETHING)


def _confirm(name: str) -> None:
    typed = click.prompt(
        f"This removes it for good. Type the name of the database ({name})", default="", show_default=False
    )
    if typed.strip() != name:
        raise UsageError("Nothing was changed.")


@contextmanager
def _addresses(home: Path) -> Iterator[tuple[str, str]]:
    """Who owns the tables, for SQLAlchemy, and who may read everything, for pg_dump."""
    given = where.remote()
    if given is not None:
        yield where.sqlalchemy(given), where.libpq(given)
        return
    with Cluster(home).running() as urls:
        yield urls.migration, urls.libpq(Role.SUPERUSER)


def _backup_file(home: Path) -> Path:
    folder = home / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"before-clean-{clock.now():%Y%m%d-%H%M%S}.backup"


def _show(found: cleaning.Found) -> None:
    table = Table("What", "Which", "Why", box=None, pad_edge=False)
    for household in found.seeds:
        table.add_row("demonstration", str(household.id), f"{household.why}, made on {household.made_on}")
    for household in found.test_households:
        table.add_row("test household", str(household.id), f"{household.why}, made on {household.made_on}")
    for person_id in found.lonely:
        table.add_row("test person", str(person_id), "belongs to no household")
    for key, count in found.orphans:
        table.add_row("orphans", f"{count} in {key.table}", f"their {key.parent} is gone ({key.name})")
    for name in found.unknown_tables:
        table.add_row("unknown table", name, "Mingus makes no such table")
    for household in found.shared:
        table.add_row("stays", str(household.id), f"{household.why}, who lives with somebody real")
    console = Console(highlight=False, soft_wrap=True)
    if table.row_count:
        console.print(table)
    if not found:
        console.print(f"There is nothing to clean. Looked at {found.reach.words()}.")
    elif not found.reach.is_complete:
        console.print(f"Orphans were looked for in {found.reach.words()}.")
