"""M.2: documents keep up with what they describe."""

from mingus.checklist.box import Box, static
from mingus.checklist.missing import Missing
from mingus.checklist.proof import digitalocean, summed
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

CONFIGURATION = (".do/", "config/", "mingus/core/settings/", ".env.example", "docs/environments.yaml")
TOLD_IN = ("CHANGELOG.md", "docs/decisions/")


@static
def changed_settings_are_told(around: Surroundings) -> Finding:
    """When settings or the app's description changed since the last release, changelog or decisions did too."""
    tags = around.tree.git("tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname").split()
    if not tags:
        raise Missing("no evidence yet: there is no release to compare with")
    changed = around.tree.git("diff", "--name-only", tags[0], "--", *CONFIGURATION).split()
    told = around.tree.git("diff", "--name-only", tags[0], "--", *TOLD_IN).split()
    faults = [f"{path} changed since {tags[0]}, and neither {' nor '.join(TOLD_IN)} says so" for path in changed]
    return judged(faults if not told else [], f"{len(changed)} changes since {tags[0]} are told", changes=len(changed))


BOXES = (
    summed("M.2.1", "The page about deploying stays true", "20.1.1"),
    summed("M.2.2", "The list of alerts stays complete", "20.1.2"),
    summed("M.2.3", "The plan for incidents stays current", "18.1.1", "20.1.4"),
    Box(
        "M.2.4",
        "No change of configuration goes untold",
        all_of=(
            changed_settings_are_told,
            digitalocean("GET /v2/apps/{id}", "its description is the one of the last release"),
        ),
        passes="each change of settings since the last release stands in CHANGELOG.md or docs/decisions/",
        fix="Write it into CHANGELOG.md, or as a decision.",
        stages=DEPLOYED,
        blocker=False,
    ),
)
