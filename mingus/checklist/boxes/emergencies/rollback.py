"""17.2: back to the version before: written down, tried, quick, and heard of."""

from mingus.checklist.box import Box, static
from mingus.checklist.looking import command_line, drills, papers
from mingus.checklist.proof import digitalocean, proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

ROLLBACK = "docs/runbooks/rollback.md"
REHEARSED_DAYS = 90
MOST_MINUTES = 5
LAUNCH = "`mingus launch` will do it (not built yet); by hand: docs/runbooks/rollback.md."


@static
def every_command_of_it_exists(around: Surroundings) -> Finding:
    """The page is current, says how, and each of its commands exists with its options."""
    page = papers.current(around, ROLLBACK)
    tried = command_line.tried(page)
    faults = command_line.faults_of(around, page)
    if not tried:
        faults.append(f"{ROLLBACK} has no command to type")
    return judged(faults, f"{tried} blocks of commands, all of which exist", blocks=tried)


def minutes_of_a_rollback(_: Surroundings) -> int:
    """How long going back may take."""
    return MOST_MINUTES


BOXES = (
    Box(
        "17.2.1",
        "How to go back is written down and can be typed",
        all_of=(every_command_of_it_exists,),
        passes=f"{ROLLBACK} is current, and every command in it exists",
        fix=f"Mend the line of {ROLLBACK} that is named, read the page through, set its day of review.",
    ),
    Box(
        "17.2.2",
        "Going back was tried, in five minutes and without loss",
        all_of=(
            drills.timed("17.2.2", minutes_of_a_rollback, max_days=REHEARSED_DAYS),
            digitalocean("POST /v2/apps/{app_id}/rollback/validate", "the deployment before may be gone back to"),
        ),
        passes="a drill within 90 days of at most 5 minutes that lost no write; the version before is still there",
        fix="`mingus evidence run 17.2.2 --kind drill -- COMMAND` with what goes back and compares the rows.",
        stages=DEPLOYED,
    ),
    Box(
        "17.2.3",
        "Going back is one command, and happens by itself",
        all_of=(
            unbuilt(
                Kind.STATIC, "`mingus launch rollback`, and what calls it when a new version fails its first minutes"
            ),
            digitalocean("GET /v2/apps/{app_id}/deployments", "a deployment that failed its canary was gone back from"),
        ),
        passes="the command exists, and a canary that failed in a drill set it off",
        fix=LAUNCH,
        stages=DEPLOYED,
    ),
    Box(
        "17.2.4",
        "Somebody hears of it when Mingus goes back",
        all_of=(
            digitalocean("GET /v2/apps/{app_id}/alerts", "DEPLOYMENT_FAILED is on and goes to somebody"),
            proven("17.2.4", "COMMAND", max_days=REHEARSED_DAYS, same_commit=False),
        ),
        passes="the alert on a failed deployment is on, and was received in a drill within 90 days",
        fix=LAUNCH,
        stages=DEPLOYED,
    ),
)
