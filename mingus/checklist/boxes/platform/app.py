"""6.1: the app exists, and is built from what was reviewed."""

import re

from mingus.checklist.box import Box, static
from mingus.checklist.looking.app_spec import PATH, app_spec, parts
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

LOCK = "requirements/run.txt"
ONLY_FOR_TESTS = ("pytest", "mypy", "ruff", "hypothesis", "djlint")
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]*\])?==")


@static
def the_description_names_every_part(around: Surroundings) -> Finding:
    """The description has a web service, a worker, and a job that migrates before each deployment."""
    spec = app_spec(around)
    faults = [
        f"{PATH} has no {what}"
        for what, there in (
            ("name", bool(spec.get("name"))),
            ("web service", bool(parts(spec, "services"))),
            ("worker", bool(parts(spec, "workers"))),
            ("job that runs before a deployment", any(job.get("kind") == "PRE_DEPLOY" for job in parts(spec, "jobs"))),
        )
        if not there
    ]
    return judged(faults, f"{PATH} names web, worker and the job that migrates")


@static
def what_is_installed_is_locked(around: Surroundings) -> Finding:
    """Every package that runs is pinned with its hashes, is none for tests, and the installer insists on the hashes."""
    text = around.tree.read(LOCK)
    pinned = [(found[1].lower(), entry) for entry in re.split(r"\n(?=\S)", text) if (found := _PINNED.match(entry))]
    names = {name for name, _ in pinned}
    faults = [f"{entry.split()[0]} has no hash in {LOCK}" for _, entry in pinned if "--hash=sha256:" not in entry]
    faults += [f"{name} is for tests, and {LOCK} installs it" for name in ONLY_FOR_TESTS if name in names]
    if not pinned:
        faults.append(f"{LOCK} pins nothing")
    if "--require-hashes" not in around.tree.read("bin/prepare.py"):
        faults.append("bin/prepare.py installs without --require-hashes")
    return judged(faults, f"{len(pinned)} packages pinned with hashes, none of them for tests", packages=len(pinned))


@static
def the_web_is_served_by_gunicorn(around: Surroundings) -> Finding:
    """What serves is gunicorn, with its limits, never Flask's own server."""
    text = around.tree.read("mingus/ops/programs.py")
    wanted = ("gunicorn", "--worker-class=mingus.core.gunicorn_worker.Worker", "--max-requests=", "--no-control-socket")
    faults = [f"mingus/ops/programs.py starts the web without {word}" for word in wanted if word not in text]
    runs = [str(part.get("run_command", "")) for part in _services(around)]
    faults += [f"{PATH} runs “{command}”" for command in runs if "flask run" in command or "--debug" in command]
    return judged(faults, "gunicorn serves, with its limits")


def _services(around: Surroundings) -> list[dict[str, object]]:
    return parts(app_spec(around), "services") if around.tree.has(PATH) else []


BOXES = (
    Box(
        "6.1.1",
        "The app exists and its newest deployment is active",
        all_of=(digitalocean("GET /v2/apps/{id}", "it exists and its deployment is ACTIVE"),),
        passes="the app exists, phase ACTIVE",
        fix="`mingus launch` will make it (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "6.1.2",
        "What runs is what the repository describes",
        all_of=(
            the_description_names_every_part,
            digitalocean("GET /v2/apps/{id}", f"its description is the one in {PATH}"),
        ),
        passes=f"{PATH} names web, worker and migration, and the live description does not differ",
        fix="`mingus launch` will write and compare it (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "6.1.3",
        "It is built from the right branch, which is protected",
        all_of=(digitalocean("GET /v2/apps/{id}", "repository, branch and deploy_on_push are as declared"),),
        passes="repository and branch as declared, the branch protected",
        fix="`mingus launch` will set it (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "6.1.4",
        "It installs exactly what is locked",
        all_of=(
            what_is_installed_is_locked,
            the_web_is_served_by_gunicorn,
            digitalocean("GET /v2/apps/{id}", "its build and run commands are these"),
        ),
        passes="every package pinned with hashes and checked, nothing for tests, gunicorn serves",
        fix="Write the locks anew with the command in the head of requirements/run.in.",
        stages=DEPLOYED,
    ),
)
