"""`mingus wages`: the published wages that incomes are compared with."""

from dataclasses import asdict
from pathlib import Path

import click
import orjson

from mingus.assessments.wages import files
from mingus.assessments.wages.service.loading import Loaded, load
from mingus.core import command
from mingus.core.db import GLOBAL, transaction

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group()
def wages() -> None:
    """Published wages, which incomes are compared with."""


@wages.command("load")
@click.argument("paths", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--year", type=click.IntRange(1997, 2100), required=True, help="The May the figures are of, e.g. 2025.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def load_(paths: tuple[Path, ...], year: int, *, as_json: bool) -> None:
    """Load the OEWS files of the Bureau of Labor Statistics: national, state and metro, .csv or .xlsx, unzipped.

    All of them or, when a row is wrong, none. Loading again changes nothing; other years stay.
    """
    with command.prepare(), transaction(GLOBAL) as db:
        done = [load(db, path.name, files.lines(path), year) for path in paths]
    if as_json:
        click.echo(orjson.dumps([asdict(loaded) for loaded in done]))
        return
    for loaded in done:
        click.echo(_said(loaded))


def _said(loaded: Loaded) -> str:
    counts = f"{loaded.new:,} new, {loaded.changed:,} changed, {loaded.unchanged:,} there already"
    left = "".join(f"\n  left out: {count:,} of {why}" for why, count in sorted(loaded.left_out.items()))
    return f"{loaded.file}, May {loaded.year}: {loaded.rows:,} rows; {counts}.{left}"
