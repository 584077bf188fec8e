"""The commands `mingus run`, `mingus db` and `mingus demo`."""

import click

from mingus.ops.cli.database import db
from mingus.ops.cli.demo import demo
from mingus.ops.cli.run import run

commands: list[click.Command] = [run, db, demo]

__all__ = ["commands"]
