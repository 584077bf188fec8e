"""Running Mingus: the embedded PostgreSQL, the supervisor behind `mingus run`, local secrets, health, audit checks."""

import click

from mingus.core.command import Provider
from mingus.ops import jobs as jobs  # registers the hourly look at the audit log
from mingus.ops.pages import DOORS

__all__ = ["COMMANDS", "DOORS", "PROVIDER"]


def PROVIDER() -> Provider:  # noqa: N802 - like COMMANDS
    """What gives a command the database of its home."""
    from mingus.ops.provider import complete

    return complete


def COMMANDS() -> list[click.Command]:  # noqa: N802 - beside DOORS; a function, so that the web loads no command
    """`mingus run`, `mingus doctor`, `mingus db`, `mingus demo`, `mingus config`, `mingus keys` and `mingus audit`."""
    from mingus.ops.cli import commands

    return commands
