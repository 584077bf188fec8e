"""People, households, sign-in, sessions, tokens."""

import click

from mingus.identity import api, models
from mingus.identity.authentication import authenticate

DOORS = (*api.DOORS,)


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """The commands of this package."""
    return []


__all__ = ["DOORS", "authenticate", "models"]
