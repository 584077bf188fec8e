"""M.1: what is done again every week and month."""

from datetime import timedelta

from sqlalchemy import text

from mingus.checklist.box import Box, database
from mingus.checklist.looking import chains
from mingus.checklist.missing import Missing
from mingus.checklist.proof import attested, proven, summed
from mingus.checklist.rules import IN_PRODUCTION, Finding, failed, passed
from mingus.checklist.surroundings import Surroundings
from mingus.core.security_events import AUDITED
from mingus.ops import schema

WEEK_DAYS = 8
COMPARED_DAYS = 35
SECONDS = 10.0
SLOW_MILLISECONDS = 20
_SIGNS = text(
    """
    SELECT event, count(*) FROM audit_log
     WHERE household_id = :household_id AND happened_at > :since AND event = ANY(:events) GROUP BY event
    """
)


@database
def the_weeks_signs_can_be_read(around: Surroundings) -> Finding:
    """What happened to accounts in the week, counted: this is what the review looks at."""
    counts: dict[str, int] = {}
    asked = {"since": around.now - timedelta(days=WEEK_DAYS), "events": [*AUDITED]}
    with around.database() as connection:
        if not chains.has_table(connection, "audit_log"):
            return failed("there is no table audit_log")
        for household_id in schema.Tour(connection, seconds=SECONDS, with_system=True):
            for event, count in connection.execute(_SIGNS, {**asked, "household_id": household_id}):
                counts[event] = counts.get(event, 0) + count
    if not counts:
        raise Missing(f"no evidence yet: nobody signed in within {WEEK_DAYS} days")
    return passed(f"{sum(counts.values())} security events in {WEEK_DAYS} days, to be reviewed", **counts)


@database
def no_statement_is_slow(around: Surroundings) -> Finding:
    """Of the ten statements that cost most, none takes 20 ms on average."""
    with around.database() as connection:
        found = schema.statistics(connection)
    return judged_by_cost(found)


def judged_by_cost(found: schema.Statistics) -> Finding:
    """A fail that names up to three of the ten costliest. Missing where nothing was counted."""
    if not found.is_there:
        raise Missing(f"no evidence yet: {found.reason}")
    if not found.top:
        raise Missing("no evidence yet: no statement has been counted")
    top = found.top[:10]
    slow = [f"{each.mean_ms} ms on average: {each.text[:80]}" for each in top if each.mean_ms >= SLOW_MILLISECONDS]
    if slow:
        return failed("; ".join(slow[:3]), slow=len(slow))
    return passed(
        f"the {len(top)} costliest statements take less than {SLOW_MILLISECONDS} ms each", statements=len(top)
    )


BOXES = (
    Box(
        "M.1.1",
        "Every week: how fast it was",
        all_of=(proven("M.1.1", "bench/run --quick", max_days=WEEK_DAYS, same_commit=False),),
        passes="a record of a measurement of at most 8 days",
        fix="`mingus evidence run M.1.1 --kind bench --expires-days 8 -- bench/run --quick`",
        blocker=False,
    ),
    Box(
        "M.1.2",
        "Every week: what happened to accounts",
        all_of=(
            the_weeks_signs_can_be_read,
            attested("M.1.2", "I went through the week's security events and looked into what was odd", days=WEEK_DAYS),
        ),
        passes="the week's events can be read, and a member has reviewed them within 8 days",
        fix="Ask docs/queries of the week's log; `mingus checklist attest M.1.2 --by MEMBER --statement … --days 8`",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    summed("M.1.3", "Every month: what Mingus uses is brought up to date", "16.1.2"),
    summed("M.1.4", "Every month: a backup is brought back", "15.1.2"),
    Box(
        "M.1.5",
        "Every month: nothing has become slower",
        all_of=(no_statement_is_slow, proven("M.1.5", "bench/run", max_days=COMPARED_DAYS, same_commit=False)),
        passes="no statement takes 20 ms on average; a measurement of at most 35 days is no slower than the one before",
        fix="`mingus evidence run M.1.5 --kind bench -- bench/run`; compare it with the record before.",
        blocker=False,
    ),
)
