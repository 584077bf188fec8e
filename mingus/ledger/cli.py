"""`mingus import` and `mingus export`: bank files in, everything out, without a browser."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from mingus import identity, privacy, uploads
from mingus.core import command
from mingus.core.db import transaction
from mingus.core.errors import BadFile, Refused, UsageError
from mingus.core.tenancy import Member
from mingus.core.web import field_errors
from mingus.ledger import formats
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import export as exporting
from mingus.ledger.service import imports

MOST_COLUMNS = 1000
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group("import")
def import_() -> None:
    """Bank files: look into one, or bring one in."""


@import_.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def inspect(file: Path, *, as_json: bool) -> None:
    """Say what is in FILE: its format, encoding and accounts. Needs no database."""
    with file.open("rb") as stream:
        found = formats.inspect(stream)
    if as_json:
        click.echo(orjson.dumps(found))
        return
    table = Table(title=f"{file.name}: {found['format']}, {found['encoding']}", title_justify="left")
    for heading in ("Account", "Currency", "Rows", "Sum", "Opening", "Closing", "From", "To"):
        table.add_column(heading, justify="right" if heading in {"Rows", "Sum", "Opening", "Closing"} else "left")
    for account in found["accounts"]:
        names = ("account_id", "currency", "count", "sum", "opening", "closing", "first_on", "last_on")
        table.add_row(*(_cell(account[name]) for name in names))
    needed_columns = Console(width=MOST_COLUMNS).measure(table).maximum
    Console(width=max(Console().width, needed_columns)).print(table)  # a figure is never cut
    if found["faults"]:
        lines = "1 line" if found["faults"] == 1 else f"{found['faults']:,} lines"
        click.echo(f"{lines} can't be read.", err=True)


@import_.command()
@click.argument("file", type=FILE)
@click.option("--user", "email", required=True, help="Whose household the file goes to.")
@click.option("--account", "account_name", required=True, help="Its name; made if need be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def run(file: Path, email: str, account_name: str, *, as_json: bool) -> None:
    """Bring FILE into the account: read, settle, confirm. What is there already is not added again."""
    target = _target(account_name)
    with command.prepare() as settings, file.open("rb") as stream:
        member = identity.member_by_email(email)
        uploads.look_for_viruses(stream, settings.clamd_url)
        with transaction(member.household_id) as db:
            counts = _import(db, member, file.name, stream, target)
    if as_json:
        click.echo(orjson.dumps(counts))
        return
    there = counts["matched"] + counts["filled"]
    click.echo(f"{counts['new']:,} added, {counts['posted']:,} posted, {there:,} there already.")
    if counts["review"] or counts["failed"]:
        click.echo(f"{counts['review']:,} to review in the browser, {counts['failed']:,} can't be read.", err=True)


@click.command()
@click.option("--user", "email", required=True, help="Whose household to export.")
@click.option("--format", "kind", type=click.Choice(["csv", "json", "beancount", "zip"]), required=True)
@click.option(
    "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="A file; else the screen."
)
def export(email: str, kind: str, output: Path | None) -> None:
    """Write everything of a household: transactions, splits, accounts, categories; as zip, all there is, with files."""
    with command.prepare():
        member = identity.member_by_email(email)
        with transaction(member.household_id) as db:
            if kind == "zip":
                _write(output, lambda target: privacy.write_archive(db, member, target))
            else:
                pieces = exporting.export(db, member, kind)
                _write(output, lambda target: target.writelines(piece.encode() for piece in pieces))


def _target(account_name: str) -> Target:
    """Raises UsageError for what can't be the name of an account."""
    try:
        target = Target(name=account_name)
    except ValidationError as error:
        raise UsageError(f"--account: {field_errors(error)['name']}") from None
    if target.name is None:
        raise UsageError("--account: Please give the name of an account.")
    return target


def _import(db: Session, member: Member, name: str, stream: Any, target: Target) -> dict[str, int]:
    account_id = imports.account_named(db, member, target.name or "")
    started = imports.start(db, member, name, stream, account_id=account_id, at_once=True)
    view = imports.preview(db, member, started.id)
    if view.questions:
        words = ", ".join(view.questions)
        raise BadFile(f"This file leaves something open ({words}). Import it in the browser, where you can answer.")
    if len(view.statements) > 1:
        names = ", ".join(statement.name for statement in view.statements)
        raise Refused(f"This file has several accounts ({names}). Import it in the browser.")
    if account_id is None:
        imports.retarget(db, member, started.id, view.statements[0].position, target)
    return dict(imports.confirm(db, member, started.id))


def _write(output: Path | None, write: Callable[[BinaryIO], None]) -> None:
    """To the screen, or to a file beside the wanted one first, so that a full disk leaves no half export."""
    if output is None:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    half = output.with_name(output.name + ".part")
    try:
        with half.open("wb") as target:
            write(target)
        half.replace(output)
    except OSError as error:
        raise UsageError(f"{output} can't be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
