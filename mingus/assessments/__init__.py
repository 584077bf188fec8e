"""Assessments: questions with answers that are scored here, results that never change, and what they suggest next."""

import click

from mingus.assessments import activity as activity  # puts its events into words
from mingus.assessments import models as models
from mingus.assessments import pages, privacy, pruning
from mingus.assessments.api import api
from mingus.assessments.schemas import ResultView
from mingus.assessments.service import latest, readiness
from mingus.assessments.wages import models as wage_models
from mingus.core import pruning as core_pruning

DOORS = (*pages.DOORS, api)
privacy.register()
core_pruning.of_all("visitors' assessments", pruning.prune)

__all__ = ["COMMANDS", "DOORS", "ResultView", "latest", "readiness", "wage_models"]


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """The commands of this package."""
    from mingus.assessments.cli import assessment
    from mingus.assessments.wages.cli import wages

    return [assessment, wages]
