"""16.2: what rings by itself. Nearly all of it is known to DigitalOcean or the collector of errors alone."""

from mingus.checklist.box import Box
from mingus.checklist.proof import digitalocean, unbuilt, vendor
from mingus.checklist.rules import DEPLOYED, Kind

SENTRY_RULES = "Sentry GET /api/0/projects/{organisation}/{project}/rules/"
FIX = "The alerts are listed in docs/monitoring.md; `mingus launch` will make their rules (not built yet)."

BOXES = (
    Box(
        "16.2.1",
        "Slow answers ring",
        all_of=(digitalocean("GET /v2/apps/{app_id}/alerts", "REQUEST_DURATION_P95_MS is on and has rung in a test"),),
        passes="an alert on the 95th percentile of durations is on, and was tested",
        fix=FIX,
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "16.2.2",
        "Many errors ring",
        any_of=(
            digitalocean("GET /v2/apps/{app_id}/alerts", "an alert on the rate of 5xx is on"),
            vendor("SENTRY_AUTH_TOKEN", SENTRY_RULES, "a rule on more than 1 % of errors in 5 minutes is on"),
        ),
        passes="more than 1 % of 5xx within 5 minutes ring, and did in a test",
        fix=FIX,
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "16.2.3",
        "Processor, memory, restarts and disk ring",
        all_of=(
            digitalocean("GET /v2/apps/{app_id}/alerts", "CPU_UTILIZATION, MEM_UTILIZATION and RESTART_COUNT are on"),
            digitalocean("GET /v2/monitoring/alerts", "the disk of the database has an alert"),
        ),
        passes="all four are on",
        fix=FIX,
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "16.2.4",
        "Security events ring within five minutes",
        any_of=(
            vendor("SENTRY_AUTH_TOKEN", SENTRY_RULES, "a rule on security events pages somebody"),
            unbuilt(Kind.CONFIGURATION, "a job of ours that pages somebody about security events"),
        ),
        passes="a security event raised in a drill paged somebody within 5 minutes",
        fix="docs/monitoring.md lists the alerts; the events are those of mingus/core/security_events.py.",
        stages=DEPLOYED,
        blocker=False,
    ),
)
