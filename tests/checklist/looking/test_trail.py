"""The last day's events of security: counted by kind, and what is odd warns."""

from collections import Counter
from datetime import timedelta

import pytest

from mingus.checklist.looking import trail
from mingus.checklist.rules import State
from mingus.core import clock
from mingus.core.ids import NIL
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.looking.database.conftest import environment
from tests.ops.schema.conftest import Lived, lived

__all__ = ["lived"]

LINES = """
    INSERT INTO audit_log (household_id, number, event, facts, happened_at, hash)
    SELECT id, 1000 + n, '{event}', '{{}}', now() - interval '1 hour', '\\x00'
      FROM households, generate_series(1, {many}) n
"""


def test_ordinary_events_are_counted_by_kind(around: MakeSurroundings, lived: Lived) -> None:
    lived.scratch.run(LINES.format(event="SignInFailed", many=50))
    found = trail.security_events_of_a_day(around(environ=environment(lived), now=clock.now()))
    assert (found.state, found.figures["SignInFailed"]) == (State.PASS, 50), found
    assert found.figures["households"] == 1


@pytest.mark.parametrize(
    ("event", "many", "words"),
    [
        ("SignInFailed", 51, "51 refused sign-ins in a day"),
        ("RefreshTokenReused", 1, "a refresh token came twice, 1 times"),
    ],
)
def test_what_is_odd_warns(around: MakeSurroundings, lived: Lived, event: str, many: int, words: str) -> None:
    lived.scratch.run(LINES.format(event=event, many=many))
    found = trail.security_events_of_a_day(around(environ=environment(lived), now=clock.now()))
    assert (found.state, found.detail, found.figures[event]) == (State.WARN, words, many)


def test_what_is_older_than_a_day_is_of_another_day(around: MakeSurroundings, lived: Lived) -> None:
    lived.scratch.run(LINES.format(event="RefreshTokenReused", many=1))
    later = clock.now() + timedelta(days=1)
    found = trail.security_events_of_a_day(around(environ=environment(lived), now=later))
    assert (found.state, "RefreshTokenReused" in found.figures) == (State.PASS, False)


@pytest.mark.parametrize(("refusals", "odd"), [(50, 0), (51, 1)])
def test_fifty_refused_sign_ins_are_no_anomaly(refusals: int, odd: int) -> None:
    assert len(trail.anomalies(Counter(), refusals)) == odd


def test_refused_sign_ins_of_nobody_we_know_stand_in_the_systems_chain_and_count(
    around: MakeSurroundings, lived: Lived
) -> None:
    of_the_system = LINES.format(event="SignInFailed", many=51).replace("SELECT id,", f"SELECT '{NIL}'::uuid,")
    lived.scratch.run(of_the_system)
    found = trail.security_events_of_a_day(around(environ=environment(lived), now=clock.now()))
    assert (found.state, found.detail) == (State.WARN, "51 refused sign-ins in a day")
