"""The command `mingus demo remove`; `mingus run --demo` makes the demonstration."""

import os
from pathlib import Path

import click

from mingus.core import command
from mingus.ops import home as homes


@click.group()
def demo() -> None:
    """The demonstration household that `mingus run --demo` makes."""


@demo.command()
@click.option("--home", type=click.Path(path_type=Path), help="The folder of data, secrets and logs.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def remove(home: Path | None, *, yes: bool) -> None:
    """Remove the demonstration with everything in it. Nobody else's household is touched."""
    from mingus.ops.demo import household  # made of all packages; the other commands need not wait for it

    os.environ["MINGUS_HOME"] = str(folder := homes.resolve(home, os.environ))
    if not yes:
        click.confirm("This removes the demonstration household and everything in it. Go on?", abort=True)
    with command.prepare():
        count = household.remove(folder)
    click.echo("The demonstration is gone." if count else "There is no demonstration here.")
