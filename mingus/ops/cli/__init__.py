"""The commands `mingus run`, `mingus db`, `mingus demo` and `mingus config`."""

import click

from mingus.ops.cli.config import config
from mingus.ops.cli.database import db
from mingus.ops.cli.demo import demo
from mingus.ops.cli.run import run

commands: list[click.Command] = [run, db, demo, config]

__all__ = ["commands"]
