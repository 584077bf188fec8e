"""Assessments: questions with answers that are scored here, results that never change, and what they suggest next."""

from mingus.assessments import activity as activity  # puts its events into words
from mingus.assessments import models as models
from mingus.assessments import privacy
from mingus.assessments.schemas import ResultView
from mingus.assessments.service import latest, readiness

DOORS = ()
privacy.register()

__all__ = ["DOORS", "ResultView", "latest", "readiness"]
