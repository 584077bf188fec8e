"""Advice by rules over a person's own numbers, what came of it, and the figures of money health."""

import click

from mingus.advice import activity as activity  # puts its events into words
from mingus.advice import models as models
from mingus.advice import privacy
from mingus.advice.api import api
from mingus.advice.pages import pages
from mingus.advice.schemas import DecisionDraft, Overview, Suggestion
from mingus.advice.service import decide, health, overview, top

DOORS = (pages, api)
privacy.register()


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """`mingus advice`."""
    from mingus.advice.cli import advice

    return [advice]


__all__ = ["COMMANDS", "DOORS", "DecisionDraft", "Overview", "Suggestion", "decide", "health", "overview", "top"]
