"""What visitors answered is forgotten after thirty days without a touch; what is a person's stays."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from mingus.assessments.models import VisitorAttempt
from mingus.assessments.pruning import prune
from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from tests.assessments.takers import begin
from tests.factories import browser

MARGIN = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("ago", "left"), [(retention.VISITOR_ATTEMPTS + MARGIN, 0), (retention.VISITOR_ATTEMPTS - MARGIN, 1)]
)
def test_an_attempt_of_a_visitor_is_kept_thirty_days(app: APIFlask, ago: timedelta, left: int) -> None:
    attempt = begin(browser(app))
    mine = VisitorAttempt.id == attempt
    with transaction(GLOBAL) as db:
        db.execute(update(VisitorAttempt).where(mine).values(updated_at=now() - ago))
        prune(db)
        assert db.scalar(select(func.count()).where(mine)) == left
