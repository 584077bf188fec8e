"""6.2: every variable is there, secret ones are kept secret, and a wrong one stops the start."""

from typing import Any

from mingus.checklist.box import Box, configuration, static
from mingus.checklist.documents import environments
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import BY_NAME, SCHEMA

CONFIGURATION_EXIT_CODE = 78
SETTINGS_TESTS = "bin/test tests/core/settings"


@configuration
def nothing_required_is_missing(around: Surroundings) -> Finding:
    """Every setting that this stage requires is in its environment."""
    around.setting("FLASK_ENV")  # where not even that is set, the stage's environment is somewhere else
    required = [setting.name for setting in SCHEMA if around.stage.value in setting.required_in]
    faults = [f"{name} is not set" for name in required if not around.environ.get(name)]
    return judged(faults, f"all {len(required)} required settings are set", required=len(required))


@static
def secrets_differ_between_environments(around: Surroundings) -> Finding:
    """The list of what differs names settings that exist, and every secret that is required stands among what must."""
    listed = environments(around.tree.root)
    named = (*listed.must_differ, *listed.may_differ)
    faults = [f"docs/environments.yaml names {name}, which is no setting" for name in named if name not in BY_NAME]
    secret = [setting.name for setting in SCHEMA if setting.secret and "production" in setting.required_in]
    faults += [f"{name} is a secret and may be the same in both environments" for name in secret if name not in named]
    return judged(faults, f"{len(secret)} required secrets differ, {len(named)} settings may", settings=len(named))


@configuration
def a_wrong_setting_stops_the_start(around: Surroundings) -> Finding:
    """Each required setting, taken away or made nonsense, is refused with 78, by its name, without its value."""
    tried: list[dict[str, Any]] = around.booted["refusals"]
    faults = [fault for case in tried for fault in faults_of(case)]
    return judged(
        faults or ([] if tried else ["nothing is required"]),
        f"{len(tried)} wrong settings were refused, each by name",
        tried=len(tried),
    )


def faults_of(case: dict[str, Any]) -> list[str]:
    """What is wrong with one refusal."""
    what = f"{case['name']} {case['how']}"
    if case["exit_code"] != CONFIGURATION_EXIT_CODE:
        return [f"{what} exits {case['exit_code']}"]
    faults = [] if case["name"] in case["words"] else [f"{what} is refused without its name"]
    return faults + ([f"{what} shows its value"] if "nonsense-" in case["words"] else [])


BOXES = (
    Box(
        "6.2.1",
        "Every variable the schema requires is there",
        all_of=(
            nothing_required_is_missing,
            digitalocean("GET /v2/apps/{id}", "its envs are those of the schema, none missing and none unknown"),
        ),
        passes="nothing required is missing, nothing unknown is set",
        fix="`mingus config check` names what is missing; `mingus config generate-secrets` makes the secrets.",
        stages=DEPLOYED,
    ),
    Box(
        "6.2.2",
        "Secrets are kept as secrets, for run time only",
        all_of=(digitalocean("GET /v2/apps/{id}", "every secret is of type SECRET and scope RUN_TIME"),),
        passes="every secret of the schema has type SECRET and scope RUN_TIME",
        fix="Mark the variable as encrypted in the app's settings; `mingus launch` will do it (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "6.2.3",
        "Staging and production differ only where they may",
        all_of=(
            secrets_differ_between_environments,
            digitalocean("GET /v2/apps/{id}", "staging and production differ only in the listed keys"),
        ),
        passes="docs/environments.yaml lists what differs, among it every required secret; nothing else does",
        fix="Add the setting to docs/environments.yaml, or make both environments alike.",
        stages=DEPLOYED,
    ),
    Box(
        "6.2.4",
        "A missing or wrong variable stops the start",
        all_of=(a_wrong_setting_stops_the_start, proven("6.2.4", SETTINGS_TESTS)),
        passes="each required variable, missing or malformed, is refused with exit code 78 by name, never by value",
        fix=f"`mingus evidence run 6.2.4 -- {SETTINGS_TESTS}`",
    ),
)
