"""13.1: programs can ask how it goes, somebody does, and somebody is told."""

from typing import Final

from mingus.checklist.box import Box, configuration, live
from mingus.checklist.looking.figures import METRICS, figures
from mingus.checklist.looking.integrations import SENTRY
from mingus.checklist.proof import digitalocean, proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core import settings

TESTS: Final = "bin/test tests/ops/test_pages.py tests/ops/test_health.py"
TOKEN: Final = "METRICS_TOKEN"  # noqa: S105  the name of a setting
WANTED: Final = (
    "mingus_build_info",
    "mingus_http_requests_total",
    "mingus_http_request_duration_seconds_bucket",
    "mingus_http_requests_in_flight",
    "mingus_web_processes",
    "mingus_db_pool_timeouts_total",
    "mingus_db_up",
    "mingus_jobs",
    "mingus_worker_heartbeat_age_seconds",
)
"""Rate, errors (a class of status is a label) and duration of requests, and what they rest upon."""


@configuration
def figures_have_a_key(around: Surroundings) -> Finding:
    """METRICS_TOKEN is set, and nobody guesses it."""
    around.setting(TOKEN)
    faults = [f"{TOKEN} {fault.reason}" for fault in settings.faults(around.environ) if fault.name == TOKEN]
    return judged(faults, f"{TOKEN} is set, and hard to guess")


@live
def figures_are_told(around: Surroundings) -> Finding:
    """The figures about requests, processes, jobs and database, of this moment."""
    found = figures(around)
    faults = [f"{METRICS} does not tell {name}" for name in WANTED if name not in found]
    statuses = {sample.labels.get("status", "") for sample in found.get("mingus_http_requests_total", ())}
    if "" in statuses:
        faults.append("requests are counted without the class of their status")
    if any(sample.value != 1 for sample in found.get("mingus_db_up", ())):
        faults.append(f"{METRICS} says that the database does not answer")
    return judged(
        faults, f"{METRICS} tells {len(found)} figures, rate, errors and duration among them", told=len(found)
    )


@live
def figures_are_for_us_alone(around: Surroundings) -> Finding:
    """Who has no token, or another, is told nothing."""
    address = around.site + METRICS
    without = around.network.get(address)
    forged = around.network.get(address, authorization="Bearer not-the-token-of-this-place")
    faults = [
        f"{METRICS} answers {answer.status} to {who}"
        for who, answer in (("a stranger", without), ("a wrong token", forged))
        if answer.status not in {401, 403, 404}
    ]
    return judged(faults, f"{METRICS} tells strangers nothing")


BOXES = (
    Box(
        "13.1.1",
        "Health can be asked, and tells the truth",
        all_of=(proven("13.1.1", TESTS),),
        rolls_up=("11.3.1",),
        passes="as 11.3.1; the tests that cut the database off saw 503",
        fix=f"`mingus evidence run 13.1.1 -- {TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "13.1.2",
        "Somebody asks from two places, day and night",
        all_of=(
            digitalocean("GET /v2/uptime/checks", "every host has a check over https, from two regions"),
            digitalocean("GET /v2/uptime/checks/{check_id}/alerts", "down, latency and ssl_expiry ring"),
        ),
        passes="every host is asked over https from two regions, with alerts for down, slow and certificate",
        fix="`mingus launch` will make them (not built yet); docs/monitoring.md lists them.",
        stages=DEPLOYED,
    ),
    Box(
        "13.1.3",
        "Rate, errors and durations are measured",
        all_of=(figures_have_a_key, figures_are_told, figures_are_for_us_alone, SENTRY),
        passes="/metrics tells rate, errors and duration of this moment, to whoever holds METRICS_TOKEN alone",
        fix="Set METRICS_TOKEN (`mingus config generate-secrets`), and have Prometheus send it.",
        stages=DEPLOYED,
    ),
    Box(
        "13.1.4",
        "An alert reaches somebody",
        all_of=(
            digitalocean("GET /v2/apps/{app_id}/alerts", "every alert has a verified destination"),
            unbuilt(Kind.EVIDENCE, "an alert for practice, and who has received it"),
        ),
        passes="every alert has a verified destination, and one for practice arrived within 90 days",
        fix="Nothing sends alerts yet (docs/monitoring.md).",
        stages=DEPLOYED,
    ),
)
