"""The weeks together: a course per question, and which numbers go together."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from mingus import ledger
from mingus.checkins import words
from mingus.checkins.questions import QUESTIONS, SPENT, Question
from mingus.checkins.rules import statistics
from mingus.checkins.rules.statistics import Pattern
from mingus.checkins.rules.streaks import streak
from mingus.checkins.rules.weeks import WEEK, week_of
from mingus.checkins.schemas import CheckInView, History
from mingus.checkins.schemas.views import Course, Saying
from mingus.checkins.service.reading import page, since, statuses
from mingus.core import charts
from mingus.core.clock import today
from mingus.core.tenancy import Member

WEEKS_LOOKED_AT: Final = 52
FOUND: Final = frozenset({"together", "opposite"})


def history(db: Session, member: Member, *, cursor: str | None = None) -> History:
    """Everything so far for its page; courses and patterns are of the last 52 weeks. Raises Refused for a cursor."""
    day = today(member.time_zone)
    lately = _lately(db, member)
    shown = page(db, member.person_id, cursor=cursor)
    row = streak(statuses(db, member.person_id), day)
    return History(
        courses=[_course(question, lately) for question in QUESTIONS],
        sayings=[_saying(found) for found in _patterns(db, member, lately)],
        note=words.NOTE,
        weeks=shown.check_ins,
        next_cursor=shown.next_cursor,
        streak=row,
        streak_sentence=words.streak(row),
    )


def patterns(db: Session, member: Member) -> list[Pattern]:
    """Each pair that is looked at, over the last 52 weeks."""
    return _patterns(db, member, _lately(db, member))


def _lately(db: Session, member: Member) -> list[CheckInView]:
    return since(db, member.person_id, week_of(today(member.time_zone)) - WEEKS_LOOKED_AT * WEEK)


def _patterns(db: Session, member: Member, lately: Sequence[CheckInView]) -> list[Pattern]:
    """The week that still runs is left out: its money is not all there yet."""
    this_week = week_of(today(member.time_zone))
    whole = [found for found in lately if found.week_on < this_week and found.scores]
    if not whole:
        return statistics.patterns([])
    money = ledger.week_figures(db, member, whole[0].week_on, this_week)
    return statistics.patterns(
        [
            {**found.scores, **({SPENT: money[found.week_on].expenses.minor} if found.week_on in money else {})}
            for found in whole
        ]
    )


def _course(question: Question, lately: Sequence[CheckInView]) -> Course:
    points = [(found.week_on, found.scores[question.key]) for found in lately if question.key in found.scores]
    chart = charts.scores(points, f"{question.title}, week by week") if len(points) > 1 else None
    scale = f"1 {question.low}, 10 {question.high}"
    return Course(question.key, question.title, scale, points[-1][1] if points else None, chart)


def _saying(found: Pattern) -> Saying:
    return Saying(words.headline(found), words.figures(found), found.verdict in FOUND)
