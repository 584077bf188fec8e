"""`mingus user`: people made and helped by whoever runs this installation."""

import sys

import click
from pydantic import SecretStr, ValidationError

from mingus.core import command, settings
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.formatting import plural
from mingus.core.web import field_errors
from mingus.identity import attempts, credential_attempts, passwords, service
from mingus.identity.rules import email_key
from mingus.identity.rules.operators import ROLES
from mingus.identity.schemas import Known, Registration
from mingus.identity.service import credentials
from mingus.identity.service.factors import has_second_factor

WORDS = {"email": "--email", "first_name": "--first-name", "last_name": "--last-name", "password": "the password"}


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command()
@click.option("--email", required=True, help="The address they sign in with.")
@click.option("--first-name", required=True)
@click.option("--last-name", required=True)
@click.option("--currency", default="USD", show_default=True, help="The household's base currency.")
@click.option("--time-zone", default="America/New_York", show_default=True, help="Where the household lives.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def create(*, password_stdin: bool, **said: str) -> None:
    """Make a person who owns a household of their own."""
    registration = _registration({**said, "password": _password(from_stdin=password_stdin), "terms_accepted": True})
    with command.prepare():
        attempts.check(registration)
        if attempts.create(registration) is None:
            raise Refused("There is somebody with this e-mail address already.")
    click.echo(f"{registration.email} can sign in now.")


@user.command("set-password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def set_password(email: str, *, password_stdin: bool) -> None:
    """Give a person a new password, end all their sessions and tokens, and tell them by mail."""
    key, password = email_key(email), _password(from_stdin=password_stdin)
    with command.prepare():
        known = _known(key)
        fresh = passwords.chosen(settings.current(), credential_attempts.chooser(known), password)
        with transaction(known.household_id) as db:
            credentials.change_password(db, known, fresh.hash, needs_factor=fresh.needs_factor)
    click.echo("The password is changed. Everything that was signed in with the old one is signed out.")


@user.command("make-operator")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="support helps, operator runs this Mingus.")
def make_operator(email: str, role: str) -> None:
    """Let a person read households for a reason and a while, on /operator. They need a second factor for it."""
    key = email_key(email)
    with command.prepare():
        known = _known(key)
        with transaction(GLOBAL) as db:
            service.operators.make_operator(db, known.person_id, role)
            is_ready = has_second_factor(db, known.person_id)
    click.echo(f"Done: the role is {role}." + ("" if is_ready else " It works once they have added a second factor."))


@user.command("revoke-operator")
@click.argument("email")
def revoke_operator(email: str) -> None:
    """Take the role away; every look that is open ends at once."""
    key = email_key(email)
    with command.prepare():
        known = _known(key)
        with transaction(GLOBAL) as db:
            service.operators.end_operator(db, known.person_id)
    click.echo("This person is no operator any more, and reads nobody’s household.")


def _known(key: str) -> Known:
    known = service.find(key)
    if known is None:
        raise NotFound("There is nobody with this e-mail address.")
    return known


@user.command("remove-factors")
@click.argument("email")
def remove_factors(email: str) -> None:
    """Take every second factor of a person away: for who has lost them all, and the recovery codes too.

    They are told, and it stands in their household's audit log. Make sure first that it is they who ask.
    """
    with command.prepare():
        member = service.member_by_email(email)
        with transaction(member.household_id) as db:
            count = service.factors.changing.remove_all(db, member)
            service.sign_out_everywhere(db, member.household_id, member.person_id)
    if count == 0:
        click.echo("There was no second factor. Everything of theirs is signed out all the same.")
        return
    click.echo(
        f"{plural(count, 'second factor')} removed. Everything is signed out; their password alone lets them in."
    )


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _registration(said: dict[str, object]) -> Registration:
    """Raises Refused with a sentence for each thing that does not fit."""
    try:
        return Registration.model_validate({**said, "password": SecretStr(str(said["password"]))})
    except ValidationError as error:
        faults = [
            f"{WORDS.get(name, '--' + name.replace('_', '-'))}: {text}" for name, text in field_errors(error).items()
        ]
        raise Refused("\n".join(faults)) from None
