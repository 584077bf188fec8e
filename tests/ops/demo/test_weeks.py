"""The demonstration's check-ins show a streak, the weeks, and what goes together."""

from mingus.checkins import service
from mingus.core.db import transaction
from tests.demonstration import Demo


def test_the_weeks_show_a_row_a_course_and_a_pattern_that_the_answers_bear_out(looked_at: Demo) -> None:
    member = looked_at.member
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        shown = service.history(db, member)
    assert (shown.streak.current, shown.streak.longest) == (5, 8)
    assert len(shown.weeks) == 13
    assert all(course.chart for course in shown.courses)
    assert "Weeks with more stress tended to be weeks with more spending regret." in {
        saying.headline for saying in shown.sayings if saying.is_found
    }
