"""What the audit log says of the last day that somebody who watches over Mingus should read."""

from collections import Counter
from datetime import timedelta
from typing import Final

from mingus.checklist.looking.database.asking import LOOK_SECONDS, asking, toured
from mingus.checklist.rules import Finding, State, warned
from mingus.checklist.surroundings import Surroundings
from mingus.core.security_events import AUDITED
from mingus.ops import schema

DAY: Final = timedelta(days=1)
MAX_REFUSALS: Final = 50
REFUSED, REUSED = "SignInFailed", "RefreshTokenReused"
_OF_A_DAY: Final = """
    SELECT event, count(*) FROM audit_log
     WHERE household_id = %(id)s AND happened_at > %(since)s AND event = ANY (%(events)s) GROUP BY event
"""


def security_events_of_a_day(around: Surroundings) -> Finding:
    """How often each event of security happened in the last 24 hours; what is out of the ordinary warns."""
    asked = {"since": around.now - DAY, "events": [*AUDITED]}
    found: Counter[str] = Counter()
    most_refusals = 0
    with asking(around) as connection:
        tour = schema.Tour(connection, seconds=LOOK_SECONDS, with_system=True)  # who is not known stands there
        for household_id in tour:
            rows = connection.exec_driver_sql(_OF_A_DAY, {"id": household_id, **asked})
            own = Counter({row[0]: row[1] for row in rows})
            most_refusals = max(most_refusals, own[REFUSED])
            found += own
    finding = toured([], f"{found.total()} events of security in the last day", tour.reach, **found)
    odd = anomalies(found, most_refusals)
    if odd and finding.state is State.WARN:
        odd.append(finding.detail)
    return warned("; ".join(odd), **finding.figures) if odd else finding


def anomalies(found: "Counter[str]", most_refusals: int) -> list[str]:
    """What a person should look into: many refused sign-ins in one chain, a refresh token that came twice."""
    odd = [f"{most_refusals} refused sign-ins in a day"] if most_refusals > MAX_REFUSALS else []
    return odd + ([f"a refresh token came twice, {found[REUSED]} times"] if found[REUSED] else [])
