"""The command `mingus audit verify`: whether every line of the audit log follows from the one before."""

import math
import sys
from uuid import UUID

import click
from sqlalchemy import Connection, select

from mingus.core import command, db
from mingus.core.errors import NotFound
from mingus.core.events import AuditEntry
from mingus.core.formatting import plural
from mingus.core.ids import NIL
from mingus.ops import schema
from mingus.ops.schema.reading import households, seeing
from mingus.ops.schema.trail import BrokenChain, Trail

BROKEN = 65  # EX_DATAERR of sysexits.h


@click.group()
def audit() -> None:
    """The audit log: who did what, one chain of lines for each household and one for the system."""


@audit.command()
@click.option("--household", "household_id", type=click.UUID, help="Only the chain of this household.")
def verify(household_id: UUID | None) -> None:
    """Recompute every chain and name the first line of each that does not follow. Exits 65 when one does not."""
    with command.prepare(is_checked=False), db.engine().connect() as connection:
        found = _everything(connection) if household_id is None else _one(connection, household_id)
        for chain in found.broken:
            click.echo(f"✗ {_whose(chain.household_id)}: {_words(connection, chain)}", err=True)
    click.echo(f"Looked at {plural(found.lines, 'line')} of {_where(household_id, found)}.")
    if found.broken:
        click.echo(
            f"{plural(len(found.broken), 'chain')} broken. What to do: docs/runbooks/audit-chain-broken.md", err=True
        )
        sys.exit(BROKEN)
    click.echo("Every line follows from the one before it.")


def _everything(connection: Connection) -> Trail:
    return schema.verify_trail(connection, seconds=math.inf)


def _one(connection: Connection, household_id: UUID) -> Trail:
    """Raises NotFound for a household that nobody has heard of and that has no line either."""
    found = schema.verify_chain(connection, household_id)
    if not found.lines and household_id != NIL and household_id not in households(connection):
        raise NotFound(f"There is no household {household_id}.")
    return found


def _words(connection: Connection, chain: BrokenChain) -> str:
    with seeing(connection, chain.household_id):
        line = connection.execute(
            select(AuditEntry.event, AuditEntry.happened_at).where(
                AuditEntry.household_id == chain.household_id, AuditEntry.number == chain.line
            )
        ).one_or_none()
    if line is None:
        return f"line {chain.line} is missing"
    return (
        f"line {chain.line} ({line.event}, {line.happened_at:%Y-%m-%d %H:%M:%S %Z}) does not follow from the one before"
    )


def _whose(household_id: UUID) -> str:
    return "the system’s chain" if household_id == NIL else f"household {household_id}"


def _where(household_id: UUID | None, found: Trail) -> str:
    if household_id is not None:
        return _whose(household_id)
    return f"{found.reach.words()} and the system’s chain" if found.reach.total else _whose(NIL)
