"""`mingus advice`: the suggestions somebody would see, for people at a terminal and for programs."""

import click
import orjson

from mingus import identity
from mingus.advice import service
from mingus.advice.schemas import AdviceList
from mingus.core import command
from mingus.core.db import transaction


@click.group()
def advice() -> None:
    """Suggestions over somebody's own numbers."""


@advice.command("list")
@click.option("--user", "email", required=True, metavar="E-MAIL", help="Whose suggestions.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def list_(email: str, *, as_json: bool) -> None:
    """What Mingus suggests to them now, the most important first."""
    with command.prepare():
        who = identity.member_by_email(email)
        with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
            view = service.overview(db, who)
    if as_json:
        click.echo(orjson.dumps(AdviceList.of(view).model_dump(mode="json")))
        return
    for number, one in enumerate(view.ranked, start=1):
        stake = f" ({one.stake.text(cents=False)} a year)" if one.stake else ""
        click.echo(f"{number}. {one.title}{stake}\n   {one.says}")
    for wanted in view.wanted:
        click.echo(f"It would help to know {wanted.words}.")
