"""6.3: instances, their health, and how a new version takes over."""

from mingus.checklist.box import Box, live, static
from mingus.checklist.looking.app_spec import PATH, app_spec, parts
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

HEALTH = ("/health/live", "/health/ready")
GRACE_SECONDS = 30


@live
def both_health_pages_answer(around: Surroundings) -> Finding:
    """Live and ready answer 200 from outside."""
    answers = {path: around.network.get(around.site + path).status for path in HEALTH}
    faults = [f"{path} answers {status}" for path, status in answers.items() if status != 200]
    return judged(faults, "live and ready answer 200")


@static
def a_new_version_takes_over_gently(around: Surroundings) -> Finding:
    """Migrations run before, health decides when, and the old instance has time to finish."""
    spec = app_spec(around)
    jobs = [job for job in parts(spec, "jobs") if job.get("kind") == "PRE_DEPLOY"]
    faults = (
        []
        if any("db migrate" in str(job.get("run_command", "")) for job in jobs)
        else [f"{PATH} has no job before a deployment that runs mingus db migrate"]
    )
    for service in parts(spec, "services"):
        name = service.get("name", "a service")
        if _under(service, "health_check", "http_path") != "/health/ready":
            faults.append(f"{name} is not asked /health/ready before it takes requests")
        if _seconds(_under(service, "termination", "grace_period_seconds")) < GRACE_SECONDS:
            faults.append(f"{name} has less than {GRACE_SECONDS} seconds to finish")
    return judged(faults, "migrations run before, health decides, the old one finishes its requests")


def _under(part: dict[str, object], name: str, key: str) -> object:
    found = part.get(name)
    return found.get(key) if isinstance(found, dict) else None


def _seconds(value: object) -> int:
    return value if isinstance(value, int) else 0


BOXES = (
    Box(
        "6.3.1",
        "The instances are as large as was tested",
        all_of=(
            digitalocean("GET /v2/apps/{id}", "size and number are those of docs/capacity.md, at least two"),
            proven("12.3.1", "bench/load", same_commit=False),
        ),
        passes="size as documented, at least two instances, the load test passed on that size",
        fix="`mingus evidence run 12.3.1 -- bench/load`, then docs/capacity.md.",
        stages=DEPLOYED,
    ),
    Box(
        "6.3.2",
        "It grows by itself, or its fixed size is explained",
        all_of=(
            digitalocean("GET /v2/apps/{id}", "it scales from two instances on 60 to 75 % of CPU, or says why not"),
        ),
        passes="at least two, at most what the database carries, on CPU between 60 and 75 %",
        fix="Set autoscaling in the app's description; docs/capacity.md says how far.",
        stages=DEPLOYED,
    ),
    Box(
        "6.3.3",
        "The platform asks our health pages",
        all_of=(
            digitalocean("GET /v2/apps/{id}", "health_check asks /health/ready, liveness asks /health/live"),
            both_health_pages_answer,
        ),
        passes="ready decides about requests, live about restarts, both answer 200",
        fix="`mingus doctor` says what is not ready.",
        stages=DEPLOYED,
    ),
    Box(
        "6.3.4",
        "A new version takes over without a lost request",
        all_of=(
            digitalocean("GET /v2/apps/{id}/deployments", "the newest one took over without an error"),
            a_new_version_takes_over_gently,
            proven("6.3.4", "mingus drill deploy", max_days=90, same_commit=False),
        ),
        passes="migrations first, 30 seconds to finish, and a drill in which no request failed",
        fix="`mingus drill deploy` is not built yet; it comes with `mingus launch`.",
        stages=DEPLOYED,
    ),
)
