"""13.2: what goes wrong is reported, without anybody's data, and what was logged is kept together."""

import math
from collections.abc import Sequence
from typing import Final

from mingus.checklist.box import Box, configuration
from mingus.checklist.looking.integrations import SENTRY
from mingus.checklist.proof import attested, digitalocean, vendor
from mingus.checklist.rules import DEPLOYED, Finding, Stage, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core import settings

DSN, RATE = "SENTRY_DSN", "SENTRY_TRACES_SAMPLE_RATE"
MAX_RATE: Final = 0.2
RULES_DAYS: Final = 180
STDOUT: Final = "StreamHandler:<stdout>"


@configuration
def errors_have_somewhere_to_go(around: Surroundings) -> Finding:
    """SENTRY_DSN has its form and goes over TLS; reports will name this stage and this commit."""
    address = around.setting(DSN)
    faults = [f"{DSN} {fault.reason}" for fault in settings.faults(around.environ) if fault.name == DSN]
    if not address.startswith("https://"):
        faults.append(f"{DSN} does not begin with https://")
    faults += misnamed(around.environ.get("FLASK_ENV", ""), around.stage)
    sha = around.environ.get("GIT_SHA", "")
    if not sha or not around.tree.commit.startswith(sha):
        faults.append(f"GIT_SHA is {sha[:12] or 'not set'}, and reports would not name {around.tree.commit[:12]}")
    return judged(faults, f"errors go to {DSN} over TLS, as {around.stage.value} at {sha[:12]}")


def misnamed(environment: str, stage: Stage) -> list[str]:
    """The fault of an environment that calls itself something else than where it is."""
    if stage is Stage.LOCAL or environment == stage.value:
        return []
    return [f"FLASK_ENV is {environment or 'not set'}, and reports would not name {stage.value}"]


@configuration
def a_part_of_requests_is_measured(around: Surroundings) -> Finding:
    """More than none and at most a fifth of all requests is measured for Sentry."""
    around.setting(DSN)
    said = settings.gather(around.environ)[RATE].text
    return judged(mismeasured(said), f"{RATE} is {said}", rate=said)


def mismeasured(said: str) -> list[str]:
    """The fault of a rate that is no number, none, or too much."""
    try:
        rate = float(said)
    except ValueError:
        rate = math.nan
    return [] if 0 < rate <= MAX_RATE else [f"{RATE} is {said}, not above 0 and at most {MAX_RATE}"]


@configuration
def logs_go_to_stdout(around: Surroundings) -> Finding:
    """What is logged goes to standard output, where the platform takes it from, and nowhere else."""
    handlers = around.booted["log"]["handlers"]
    return judged(astray(handlers), f"{len(handlers)} handler, to standard output", handlers=len(handlers))


def astray(handlers: Sequence[str]) -> list[str]:
    """Handlers that write elsewhere, or the fault of having none."""
    if not handlers:
        return ["nothing is logged at all"]
    return [f"{handler} does not write to standard output" for handler in handlers if handler != STDOUT]


BOXES = (
    Box(
        "13.2.1",
        "Errors are reported, without personal data",
        all_of=(errors_have_somewhere_to_go, SENTRY),
        passes="SENTRY_DSN is in order, and a report of ours names commit and stage and nobody's data",
        fix="Set SENTRY_DSN and GIT_SHA; sending reports is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "13.2.2",
        "A new error or many of them ring",
        any_of=(
            vendor("SENTRY_AUTH_TOKEN", "GET /api/0/projects/{organisation}/{project}/rules/", "both rules are there"),
            attested("13.2.2", "there are rules for a new error and for a rush of them", days=RULES_DAYS),
        ),
        passes="there are rules for a new issue and a spike, seen within 180 days",
        fix="`mingus checklist attest 13.2.2 --by MEMBER --statement … --days 180 --file screenshot.png`",
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "13.2.3",
        "A part of the requests is measured",
        all_of=(a_part_of_requests_is_measured, SENTRY),
        passes="SENTRY_TRACES_SAMPLE_RATE is above 0 and at most 0.2, and measurements arrive",
        fix="Set SENTRY_TRACES_SAMPLE_RATE to 0.05; sending measurements is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "13.2.4",
        "Logs of all instances come together",
        all_of=(logs_go_to_stdout, digitalocean("GET /v2/apps/{id}", "it has a log destination, and lines arrive")),
        passes="everything goes to standard output, and from there to at least one destination",
        fix="`mingus launch` will set it (not built yet).",
        stages=DEPLOYED,
    ),
)
