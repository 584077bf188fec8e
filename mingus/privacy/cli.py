"""`mingus user delete` and `mingus user check-certificate`, for whoever runs this installation."""

import sys
from pathlib import Path
from typing import Any

import click
import orjson

from mingus import identity
from mingus.core import command
from mingus.core.errors import BadFile, Refused
from mingus.privacy import attempts, certificates

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don't ask. Nothing brings the data back.")
def delete(email: str, *, yes: bool) -> None:
    """Delete a person for good, with every household that is theirs alone; print the certificate."""
    with command.prepare() as settings:
        member = identity.member_by_email(email)
        _say(attempts.look_ahead(member.person_id))
        if not yes and click.prompt(f"Type {email} to delete this account", err=True) != email:
            raise Refused("Not deleted.")
        certificate = attempts.leave(settings, member.person_id, email)
    click.echo(certificates.pretty(certificate))


@click.command("check-certificate")
@click.argument("file", type=FILE)
def check_certificate(file: Path) -> None:
    """Say whether this installation issued the certificate of a deletion in FILE."""
    try:
        certificate: dict[str, Any] = orjson.loads(file.read_bytes())
    except ValueError:
        raise BadFile("This is no certificate.") from None
    with command.prepare() as settings:
        if not isinstance(certificate, dict) or not certificates.holds(settings, certificate):
            raise Refused("This certificate is not ours, or was changed.")
    click.echo("This installation issued it, and nothing was changed.")


def _say(fates: list[Any]) -> None:
    words = {"erased": "is deleted", "left": "stays with the others in it", "blocked": "has no other owner"}
    for fate in fates:
        sys.stderr.write(f"Household “{fate.name}” {words[fate.becomes]}.\n")
