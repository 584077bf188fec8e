"""The commands `mingus keys …`: a fresh root key, how things stand, rotation, and whether everything opens."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from mingus.core import command, crypto
from mingus.core.db import GLOBAL, transaction
from mingus.core.formatting import plural
from mingus.ops import keys as keyring
from mingus.ops import secrets
from mingus.ops.keys import RootKey, Status

NOT_WELL = 65  # EX_DATAERR of sysexits.h
LINE_EVERY = 100_000


@click.group()
def keys() -> None:
    """The keys that seal people's names, account numbers and files."""


@keys.command()
def generate() -> None:
    """Print a fresh root key, and where to put it. Nothing is changed."""
    click.echo(secrets.new_secret())
    for line in (
        "This is a new root key; it was not stored anywhere.",
        "A new installation: put it into FIELD_ENCRYPTION_KEY (on one machine: secrets/mingus.env of the home).",
        "An installation with data: put the key of today at the front of FIELD_ENCRYPTION_KEYS_OLD and this one into",
        "FIELD_ENCRYPTION_KEY, restart, and run: mingus keys rotate. The whole way: docs/runbooks/key-rotation.md",
    ):
        click.echo(line, err=True)


@keys.command()
def status() -> None:
    """Show which root key wraps how much, which one is current, and which may go. Exits 65 when one is missing."""
    found = _status()
    console = Console(highlight=False, soft_wrap=True)
    console.print(_table(found))
    for sentence in _advice(found):
        console.print(sentence)
    if not found.is_well:
        sys.exit(NOT_WELL)


@keys.command()
def rotate() -> None:
    """Move every data key to the current root key. May be stopped and started again; people go on working.

    Exits 65 when something is left that could not be moved.
    """
    with command.prepare(is_checked=False) as settings:
        ring = crypto.ring_of(settings)
        ring_status = _read_status(ring)
        if not ring_status.is_well and not ring_status.to_rotate:
            _refuse(ring_status)
        with _bar("Moving data keys", ring_status.to_rotate) as told:
            done = keyring.rotate(ring, told)
        after = _read_status(ring)
    click.echo(f"{plural(done.moved, 'data key')} moved to root key {ring.kid}; {done.left:,} left.")
    _name(done.named, done.unreadable)
    for sentence in _advice(after):
        click.echo(sentence)
    if not done.is_complete:
        sys.exit(NOT_WELL)


@keys.command()
@click.option("--sample", type=click.IntRange(1), help="Try about this many, chosen by chance, instead of all.")
def verify(sample: int | None) -> None:
    """Open every data key and compare the canaries; name what does not open, and exit 65 when something does not."""
    with command.prepare(is_checked=False) as settings:
        ring = crypto.ring_of(settings)
        total = sum(root.wraps for root in _read_status(ring).roots)
        with _bar("Opening data keys", total) as told:
            found = keyring.verify(ring, told, sample=sample)
    click.echo(f"{plural(found.opened, 'data key')} of {total:,} opened.")
    _name(found.named, found.unreadable)
    if not found.is_whole:
        sys.exit(NOT_WELL)
    click.echo("Every one of them opens, and the canaries are right." if sample is None else "All of these open.")


def _status() -> Status:
    with command.prepare(is_checked=False) as settings:
        return _read_status(crypto.ring_of(settings))


def _read_status(ring: crypto.KeyRing) -> Status:
    with transaction(GLOBAL, read_only=True) as db:
        return keyring.status(db, ring)


def _refuse(found: Status) -> None:
    for sentence in _advice(found):
        click.echo(sentence, err=True)
    sys.exit(NOT_WELL)


def _table(found: Status) -> Table:
    table = Table("Root key", "", "People", "Households", "Canary", box=None, pad_edge=False)
    for column in (2, 3):
        table.columns[column].justify = "right"
    for root in found.roots:
        if root.wraps or root.is_configured:
            table.add_row(root.kid, _place(root), f"{root.people:,}", f"{root.households:,}", root.canary)
    return table


def _place(root: RootKey) -> str:
    if root.is_current:
        return "[green]current[/green]"
    if root.is_missing:
        return "[red]missing[/red]"
    return "old, may go" if root.may_go else "[yellow]old, still needed[/yellow]"


def _advice(found: Status) -> Iterator[str]:
    """What to do next, if anything."""
    for root in found.roots:
        if root.is_missing:
            what = f"{root.wraps:,} of the data keys were sealed with root key {root.kid}"
            yield f"{what}, which is not configured. Put it into FIELD_ENCRYPTION_KEYS_OLD."
        if root.canary == "wrong":
            yield f"The canary of root key {root.kid} does not match: see docs/runbooks/key-rotation.md"
    if found.to_rotate:
        yield f"{plural(found.to_rotate, 'data key')} still to be moved: mingus keys rotate"
    elif gone := [root.kid for root in found.roots if root.may_go]:
        yield f"Nothing needs {', '.join(gone)} any more: take it out of FIELD_ENCRYPTION_KEYS_OLD and restart."


def _name(named: tuple[str, ...], count: int) -> None:
    for words in named:
        click.echo(f"✗ {words}", err=True)
    if count > len(named):
        click.echo(f"… and {count - len(named):,} more", err=True)


@contextmanager
def _bar(doing: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar for people, a line for each hundred thousand in a log."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield _lines(doing, total)
        return
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=40, complete_style="dark_cyan", finished_style="green"),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(doing, total=total)
        yield lambda count: progress.update(task, completed=min(count, total))


def _lines(doing: str, total: int) -> Callable[[int], None]:
    said = [0]

    def tell(count: int) -> None:
        if count // LINE_EVERY > said[0]:
            said[0] = count // LINE_EVERY
            click.echo(f"{doing}: {count:,} of {total:,}", err=True)

    return tell
