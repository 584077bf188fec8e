"""The commands `mingus config …`: is this configuration good, what is it, fresh secrets, and the documents."""

import json
import os
import sys
from pathlib import Path

import click

from mingus.core.errors import ConfigurationError, UsageError
from mingus.core.settings import ENVIRONMENTS
from mingus.ops import home as homes
from mingus.ops.configuration import documents, paper
from mingus.ops.configuration.advice import advise
from mingus.ops.configuration.fresh import environment_part, write_once
from mingus.ops.configuration.surroundings import Surroundings, look

ROOT = Path(__file__).parents[3]

environment = click.option(
    "--env", "named", type=click.Choice(ENVIRONMENTS), help="As if FLASK_ENV said this; what it says otherwise."
)


@click.group()
def config() -> None:
    """The settings: are they good, what are they, and fresh secrets."""


@config.command()
@environment
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def check(named: str | None, *, as_json: bool) -> None:
    """Say everything that is wrong with the settings, and exit with 78 when something is."""
    here = _here(named)
    faults, advice = here.faults(), advise(here.environ)
    if as_json:
        told = {"environment": here.environment, "ok": not faults, "faults": faults, "advice": advice}
        click.echo(json.dumps(told, default=lambda fault: {"name": fault.name, "reason": fault.reason}, indent=2))
    else:
        paper.print_check(here.environment, faults, advice)
    if faults:
        sys.exit(ConfigurationError.exit_code)


@config.command()
@environment
def show(named: str | None) -> None:
    """Show every setting and where it comes from. Secrets are masked."""
    paper.print_settings(_here(named).table())


@config.command("generate-secrets")
@click.option("--env", "named", type=click.Choice(ENVIRONMENTS), default="production", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A new file for its owner alone.")
def generate_secrets(named: str, out: Path | None) -> None:
    """Make fresh secrets, ready for an environment file. A file that is there is never overwritten."""
    text = environment_part(named)
    if out is None:
        click.echo(text, nl=False)
        return
    write_once(out, text)
    click.echo(f"Written to {out}. Keep a copy in a safe place: nobody else can make these secrets again.")


@config.command()
def document() -> None:
    """Write .env.example and docs/configuration.md anew, from the program's own list of settings."""
    if not (ROOT / "pyproject.toml").is_file():
        raise UsageError("The documents are part of the source code; this Mingus is installed without it.")
    (ROOT / ".env.example").write_text(documents.env_example(), encoding="utf-8")
    (ROOT / "docs" / "configuration.md").write_text(documents.page(), encoding="utf-8")
    click.echo("Written: .env.example, docs/configuration.md")


def _here(named: str | None) -> Surroundings:
    return look(os.environ, homes.resolve(None, os.environ), named)
