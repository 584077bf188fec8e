"""The commands of `ops`: `mingus run`, `doctor`, `db`, `demo`, `config`, `keys` and `audit`."""

import click

from mingus.ops.cli.audit import audit
from mingus.ops.cli.clean import clean
from mingus.ops.cli.config import config
from mingus.ops.cli.database import db
from mingus.ops.cli.demo import demo
from mingus.ops.cli.doctor import doctor
from mingus.ops.cli.keys import keys
from mingus.ops.cli.run import run
from mingus.ops.cli.schema import fingerprint, sql
from mingus.ops.cli.smoke import smoke

for command in (clean, sql, fingerprint, smoke):
    db.add_command(command)

commands: list[click.Command] = [run, doctor, db, demo, config, keys, audit]

__all__ = ["commands"]
