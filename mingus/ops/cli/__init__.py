"""The commands `mingus run` and `mingus db`."""

import click

from mingus.ops.cli.database import db
from mingus.ops.cli.run import run

commands: list[click.Command] = [run, db]

__all__ = ["commands"]
