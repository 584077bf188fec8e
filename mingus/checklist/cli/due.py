"""`mingus checklist due`: which evidence ends when, as a table, a calendar, a mail."""

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from mingus.checklist.cli.home import home_option, store_of, titles
from mingus.checklist.keeping import expiring, ics, reminding
from mingus.checklist.reports import records as report
from mingus.core import clock
from mingus.core.errors import Refused, UsageError

ALL_DAYS = 400  # nothing is valid for longer


@click.command()
@click.option("--within", "days", type=click.IntRange(0, ALL_DAYS), help="So many days ahead: 14, a calendar 400.")
@click.option("--ics", "as_calendar", is_flag=True, help="A calendar (RFC 5545) on stdout.")
@click.option("--mail", "by_mail", is_flag=True, help="Mail it, by SMTP_URL, to OPERATOR_EMAIL.")
@click.option("--to", default="", help="Mail it to this address.")
@click.option("--daily", is_flag=True, help="For a timer: mail only 14, 7, 3, 1 and 0 days before something ends.")
@home_option
def due(*, days: int | None, as_calendar: bool, by_mail: bool, to: str, daily: bool, home: Path | None) -> None:
    """Which evidence ends when. Exit code 65 when some of it can't be trusted."""
    if as_calendar and by_mail:
        raise UsageError("Give either --ics or --mail.")
    newest = store_of(home).newest()
    within_days = days if days is not None else ALL_DAYS if as_calendar else expiring.SOON_DAYS
    found = expiring.due(newest, titles(), now=clock.now(), within_days=within_days)
    if as_calendar:
        sys.stdout.buffer.write(ics.calendar(found))
    elif by_mail:
        chosen = expiring.to_remind_of(found) if daily else found
        recipient = reminding.send(chosen, os.environ, to=to)
        click.echo(f"Mailed to {recipient}." if recipient else "Nothing to mail today.")
    else:
        report.show_due(Console(highlight=False), found, within_days)
    faults = [str(one.fault) for one in newest if one.fault]
    if faults:
        raise Refused("\n".join(faults))
