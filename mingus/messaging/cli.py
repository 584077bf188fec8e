"""`mingus mail`: what Mingus has written to people. Where no server is set up, this is where they read it."""

from collections.abc import Sequence
from uuid import UUID

import click
from rich.console import Console
from rich.table import Table

from mingus.core import command
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import ConfigurationError, NotFound, UsageError
from mingus.core.ids import new_id
from mingus.messaging import message, service, smtp
from mingus.messaging.rendering import render
from mingus.messaging.service import Mail

LAST = "last"
TRIAL = "messaging/trial"


@click.group()
def mail() -> None:
    """What Mingus has written to people."""


@mail.command("list")
@click.option("--at-most", type=click.IntRange(1, 1000), default=20, show_default=True)
def list_(at_most: int) -> None:
    """The newest mails, and what became of each."""
    with command.prepare(), transaction(GLOBAL, read_only=True) as db:
        found = service.newest(db, at_most)
    if not found:
        click.echo("Mingus has not written to anybody yet.")
        return
    table = Table("when", "state", "to", "subject", "id", box=None, pad_edge=False)
    for one in found:
        table.add_row(*_line(one))
    Console(width=None if Console().is_terminal else 200).print(table)


@mail.command()
@click.argument("mail_id", metavar="ID")
@click.option("--html", is_flag=True, help="Show the HTML body instead of the text.")
def show(mail_id: str, *, html: bool) -> None:
    """One mail as its reader sees it; the ID `last` is the newest."""
    with command.prepare(), transaction(GLOBAL, read_only=True) as db:
        found = _newest(service.newest(db, 1)) if mail_id == LAST else service.find(db, _id(mail_id))
    if found.letter is None:
        raise NotFound("This mail does not open any more: its key is gone, with the person it was for.")
    if html:
        click.echo(found.letter.html)
        return
    for name, value in (("To", found.letter.to), ("Subject", found.letter.subject), ("State", _state(found))):
        click.echo(f"{name}: {value}")
    click.echo(f"\n{found.letter.text}")


@mail.command("try")
@click.argument("to", metavar="ADDRESS")
def try_(to: str) -> None:
    """Send a trial mail to ADDRESS now, and say what the mail server answered."""
    with command.prepare() as settings:
        url = settings.smtp_url.get_secret_value()
        if not url:
            raise ConfigurationError("SMTP_URL is not set, so Mingus sends no mail. See docs/configuration.md.")
        letter = render(TRIAL, to, {"site": settings.public_url})
        smtp.deliver(url, message.build(letter, new_id(), now(), settings))
    click.echo(f"The mail server has taken a mail to {to}.")


def _newest(found: Sequence[Mail]) -> Mail:
    if not found:
        raise NotFound("Mingus has not written to anybody yet.")
    return found[0]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UsageError("An ID looks like 01997a3e-…; `mingus mail list` names them. `last` is the newest.") from None


def _line(one: Mail) -> tuple[str, ...]:
    to, subject = (one.letter.to, one.letter.subject) if one.letter else ("", "(does not open any more)")
    return f"{one.created_at:%Y-%m-%d %H:%M} UTC", one.state, to, subject, str(one.id)


def _state(one: Mail) -> str:
    return f"{one.state}, {one.fault}" if one.fault else one.state
