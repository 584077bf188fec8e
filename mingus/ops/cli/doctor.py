"""The command `mingus doctor`."""

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from mingus.ops import home as homes


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="The folder of data, secrets and logs.")
@click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")
def doctor(home: Path | None, *, as_json: bool) -> None:
    """Say in five seconds what ails this installation, and what to do. Changes nothing, starts nothing."""
    from mingus.ops import doctor as practice
    from mingus.ops.doctor import report

    findings = practice.examine(practice.Patient(homes.resolve(home, os.environ), os.environ))
    if as_json:
        click.echo(report.as_json(findings))
    else:
        report.show(findings, Console(highlight=False))
    if report.worst(findings) is practice.State.PROBLEM:
        sys.exit(1)
