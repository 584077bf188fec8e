"""15.2: source, environment and configuration are kept elsewhere too, and all of it was rebuilt from them once."""

from mingus.checklist.box import Box, part_of, static
from mingus.checklist.boxes.backups.database import came_back_in_time
from mingus.checklist.looking.app_spec import PATH, app_spec, parts
from mingus.checklist.proof import digitalocean, proven, unbuilt, vendor
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA

SERVING = ("services", "workers")


@part_of(Kind.EVIDENCE, needs="a record that says how long the rebuilding took")
def all_came_back_in_time(around: Surroundings) -> Finding:
    """The newest recorded rebuilding took no longer than docs/backup.md promises."""
    return came_back_in_time(around, "15.2.4")


@static
def the_description_names_every_setting(around: Surroundings) -> Finding:
    """The app's description in the tree names every setting that production requires, of each part that serves."""
    spec = app_spec(around)
    shared = _names(spec)
    required = [setting.name for setting in SCHEMA if "production" in setting.required_in]
    found = [part for kind in SERVING for part in parts(spec, kind)]
    faults = [] if found else [f"{PATH} describes no service"]
    for part in found:
        lacking = [name for name in required if name not in shared | _names(part)]
        if lacking:
            faults.append(f"{part.get('name', 'a part')} in {PATH} lacks {', '.join(lacking)}")
    return judged(faults, f"{len(found)} parts, each with all {len(required)} settings", parts=len(found))


def _names(part: dict[str, object]) -> set[str]:
    listed = part.get("envs")
    return {str(each.get("key")) for each in listed if isinstance(each, dict)} if isinstance(listed, list) else set()


BOXES = (
    Box(
        "15.2.1",
        "The source stands in a second place",
        all_of=(
            vendor("MIRROR_TOKEN", "the second host's newest commit", "it is the one of the first, at most a day old"),
            proven("15.2.1", "git bundle verify FILE", max_days=1),
        ),
        passes="a mirror at the newest commit, and a bundle of it that git finds whole, both of the last day",
        fix="`git bundle create FILE --all`, then `mingus evidence run 15.2.1 -- git bundle verify FILE`.",
        stages=DEPLOYED,
    ),
    Box(
        "15.2.2",
        "The environment's values are kept sealed and offline",
        all_of=(unbuilt(Kind.EVIDENCE, "the sealed export of the environment, and the trial of opening it"),),
        passes="every setting is in it, it equals what runs, it is at most 30 days old, and a second person opened it",
        fix="The sealed export is not built yet; until then keep `secrets/` in a password manager (docs/backup.md).",
    ),
    Box(
        "15.2.3",
        "The platform's configuration is kept in the tree",
        all_of=(
            the_description_names_every_setting,
            unbuilt(Kind.STATIC, "exports of alerts, DNS zone and the database's configuration"),
            digitalocean("GET /v2/apps/{id}", "what runs is what the tree describes"),
        ),
        passes="app, alerts, DNS zone and database are described in the tree as they run, compared within 7 days",
        fix="The description comes with `mingus launch`, which is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "15.2.4",
        "All of Mingus was rebuilt from its copies",
        all_of=(
            proven("15.2.4", "mingus drill disaster", max_days=180, same_commit=False),
            all_came_back_in_time,
        ),
        passes="rebuilt from bundle, backup and sealed environment at most 180 days ago, in the time promised",
        fix="`mingus drill disaster` is not built yet; docs/runbooks/restore.md says how by hand.",
    ),
)
