"""P.1 to P.4: a day of watching how it runs."""

from typing import Final

from mingus.checklist.box import Box, database, live
from mingus.checklist.looking import database as looking
from mingus.checklist.looking import integrations, site
from mingus.checklist.proof import digitalocean, unbuilt, vendor
from mingus.checklist.rules import IN_PRODUCTION, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

HOURLY: Final = "asking every vendor each hour of the first day"


@live
def it_is_well_now(around: Surroundings) -> Finding:
    """People can be served at this moment."""
    answer = around.network.get(around.site + site.READY, accept="application/json")
    return judged(site.unwell(site.READY, answer), f"{site.READY} answers 200")


BOXES = (
    Box(
        "P.1",
        "A day without a gap",
        all_of=(
            it_is_well_now,
            digitalocean("GET /v2/uptime/checks/{check_id}/state", "the day was up for 99.9 %"),
            unbuilt(Kind.EVIDENCE, "the watch that probes every 30 seconds for 24 hours"),
        ),
        passes="2,880 probes in 24 hours, 99.9 % of them answered, none left out",
        fix="The watch is not built yet; until then a monitor of your choice asks /health/ready.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "P.2",
        "A day with few errors, and quick",
        any_of=(
            digitalocean("GET /v2/monitoring/metrics/apps", "5xx below 0.1 % and 95 of a hundred in time, for a day"),
            vendor("SENTRY_AUTH_TOKEN", "GET /api/0/organizations/{organisation}/events/", "the same, for a day"),
        ),
        passes="fewer than 0.1 % of the day's answers were 5xx, and 95 of a hundred came in time",
        fix="docs/runbooks/error-rate.md; docs/runbooks/latency.md",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "P.3",
        "A day in which every vendor answered",
        all_of=(*integrations.EVERY_ONE, unbuilt(Kind.VENDOR, HOURLY)),
        passes="95 of a hundred questions of each vendor were answered, and the last ones too",
        fix="docs/runbooks/vendor-down.md",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "P.4",
        "A day in which the database had room",
        all_of=(
            database(looking.connections_have_room),
            database(looking.nobody_waits_long),
            unbuilt(Kind.DATABASE, "a picture of the database each hour, and how fast it grows"),
            digitalocean("GET /v2/monitoring/alerts", "none of the database's has rung"),
        ),
        passes="connections, locks and slow statements were fine each hour, and the disk lasts 90 days",
        fix="docs/runbooks/database-down.md; docs/runbooks/disk-full.md",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
