"""The one place that asks what is open to somebody: their readiness, as our own assessments scored it.

Nothing a browser or a program sends has a part in it.
"""

from sqlalchemy.orm import Session

from mingus import assessments
from mingus.articles.rules.levels import Scores
from mingus.core.tenancy import Member


def scores_of(db: Session, member: Member | None) -> Scores:
    """The readiness of whoever reads, phase by phase; nothing for visitors, and before the check was taken."""
    if member is None:
        return {}
    return assessments.readiness(db, member.person_id) or {}
