"""The library: articles for everybody, what opens them, and what each person keeps of them."""

import click

from mingus.articles import activity as activity  # puts its events into words
from mingus.articles import api, pages, privacy
from mingus.articles import jobs as jobs  # registers what goes live later
from mingus.articles import models as models
from mingus.articles.schemas.views import Card, Recommendation
from mingus.articles.service.loading import Loaded, load, texts
from mingus.articles.service.recommending import Reason, recommended

DOORS = (*pages.DOORS, *api.DOORS)
privacy.register()


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """The commands of this package."""
    from mingus.articles.cli import library

    return [library]


__all__ = ["COMMANDS", "DOORS", "Card", "Loaded", "Reason", "Recommendation", "load", "recommended", "texts"]
