"""The commands `mingus db sql` and `mingus db fingerprint`: the schema as a file, and whether a database has it."""

import sys
from pathlib import Path

import click
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from mingus.core import fingerprint as fingerprints
from mingus.core import schema_sql, schema_version
from mingus.core.errors import ConfigurationError
from mingus.ops.cli import where

DIFFERENT = 65  # EX_DATAERR of sysexits.h


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when the file is not what the migrations say.")
def sql(*, check: bool) -> None:
    """Write PRODUCTION_DATABASE_MIGRATIONS.sql (an installation without its sources: to standard output)."""
    file, text = schema_version.MIGRATIONS.parent / schema_sql.FILE, schema_sql.text()
    if not (file.parent / "pyproject.toml").exists():
        click.echo(text, nl=False)
    elif not check:
        file.write_text(text)
        click.echo(f"{file.name} written.", err=True)
    elif not file.exists() or file.read_text() != text:
        raise ConfigurationError(f"{file.name} is not what migrations/ say. Run: mingus db sql")


@click.command()
@click.option("--write", is_flag=True, help="Keep what this database has as the schema that Mingus needs.")
@click.pass_obj
def fingerprint(home: Path, *, write: bool) -> None:
    """Print the fingerprint of the database's schema, and how it differs from the one that Mingus needs."""
    with where.migration_url(home) as url, create_engine(url, poolclass=NullPool).connect() as connection:
        found = fingerprints.describe(connection)
        difference = fingerprints.difference(connection)
    click.echo(fingerprints.digest(found))
    if write:
        fingerprints.SCHEMA_FILE.write_text("\n".join(found) + "\n")
    elif difference:
        click.echo("\n".join(difference.lines()))
        click.echo("The schema is not the one that this Mingus needs (-: missing here, +: unknown).", err=True)
        sys.exit(DIFFERENT)
