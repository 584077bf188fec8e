"""11.1: what was reviewed and signed is what is deployed, and nothing else answers."""

import re
import tomllib
from typing import Final

from mingus.checklist.box import Box, live, static
from mingus.checklist.looking import programs, site
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.proof import digitalocean, proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged, unknown
from mingus.checklist.surroundings import Surroundings

RELEASE: Final = re.compile(r"v\d+\.\d+\.\d+")
SIGNATURE: Final = "-----BEGIN "
FORGED: Final = ("BAD signature", "Could not verify signature", "incorrect signature")
PROBES: Final = 10
GIT_SECONDS: Final = 10.0


@static
def a_signed_release_is_checked_out(around: Surroundings) -> Finding:
    """HEAD carries a signed tag vX.Y.Z of the version the sources call themselves, and nothing differs from it."""
    tree = around.tree
    tags = [tag for tag in tree.git("tag", "--points-at", "HEAD").split() if RELEASE.fullmatch(tag)]
    if not tags:
        raise Missing(f"no evidence yet: no tag vX.Y.Z is on {tree.commit[:12]}")
    version = _version(around)
    faults = [f"{tag} is on the sources of version {version}" for tag in tags if tag != f"v{version}"]
    faults += [f"nobody signed the tag {tag}" for tag in tags if not _is_signed(around, tag)]
    if tree.git("status", "--porcelain", "--untracked-files=no").strip():
        faults.append("files differ from the commit that is checked out")
    words = [(tag, _verified(around, tag)) for tag in tags] if not faults else []
    faults += [f"the signature of {tag} is forged" for tag, word in words if word in FORGED]
    unsure = [tag for tag, word in words if word == ""]
    if not faults and unsure:
        return unknown(f"no evidence yet: git knows no key for the signature of {', '.join(unsure)}")
    return judged(faults, f"{', '.join(tags)} is signed, and checked out as it is", tags=len(tags))


@live
def every_instance_runs_this_commit(around: Surroundings) -> Finding:
    """Ten answers of /version in a row all come from the commit that is checked out."""
    commit = around.tree.commit
    answers = [around.network.get(around.site + site.VERSION) for _ in range(PROBES)]
    faults = dict.fromkeys(fault for fault in (site.misfit(answer, commit) for answer in answers) if fault)
    return judged(faults, f"{PROBES} answers of {site.VERSION} all say {commit[:12]}", answers=PROBES)


def _version(around: Surroundings) -> str:
    """The version in pyproject.toml. Raises NoAnswer where it has none."""
    try:
        return str(tomllib.loads(around.tree.read("pyproject.toml"))["project"]["version"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        raise NoAnswer("pyproject.toml says no version") from None


def _is_signed(around: Surroundings, tag: str) -> bool:
    """An annotated tag is an object of its own and carries its signature; a lightweight one is but a name."""
    is_object = around.tree.git("cat-file", "-t", tag).strip() == "tag"
    return is_object and SIGNATURE in around.tree.git("cat-file", "tag", tag)


def _verified(around: Surroundings, tag: str) -> str:
    """`good`, the words of git for a forged signature, or '' where git knows no key to judge it by."""
    command = ["git", "-C", str(around.tree.root), "verify-tag", tag]
    done = programs.run(command, seconds=GIT_SECONDS)
    if done.exit_code == 0:
        return "good"
    return next((word for word in FORGED if word in done.errors), "")


BOXES = (
    Box(
        "11.1.1",
        "A signed release is what goes out",
        all_of=(
            a_signed_release_is_checked_out,
            proven("11.1.1", "bin/check"),
            digitalocean("GET /v2/apps/{id}", "its branch stands at this commit"),
        ),
        passes="HEAD has a signed tag vX.Y.Z of its own version, nothing differs from it, and its checks are green",
        fix="Follow docs/releasing.md, tag with `git tag --sign`, then `mingus evidence run 11.1.1 -- bin/check`.",
        stages=DEPLOYED,
    ),
    Box(
        "11.1.2",
        "The deployment of this commit was asked for",
        all_of=(digitalocean("GET /v2/apps/{app_id}/deployments", "one is of this commit, for a cause we know"),),
        passes="a deployment of this commit exists, and its cause is a push or a deployment by hand",
        fix="`mingus launch` will deploy (not built yet); docs/deploy.md says how it is done by hand.",
        stages=DEPLOYED,
    ),
    Box(
        "11.1.3",
        "Somebody read what the deployment wrote",
        all_of=(
            digitalocean("GET /v2/apps/{app_id}/deployments/{deployment_id}/logs", "no line is an error"),
            unbuilt(Kind.EVIDENCE, "the command that reads a deployment's log as it is written"),
        ),
        passes="no error in the log of build, migration and the first five minutes",
        fix="Read the log of build, job and service in the console; docs/runbooks/deployment-failed.md helps.",
        stages=DEPLOYED,
    ),
    Box(
        "11.1.4",
        "Only the new commit answers",
        all_of=(
            every_instance_runs_this_commit,
            digitalocean("GET /v2/apps/{app_id}/deployments/{deployment_id}", "its phase is ACTIVE"),
        ),
        passes="/version says this commit, whichever instance answers; the deployment is active",
        fix="Wait for the old instances to end, or see docs/runbooks/deployment-failed.md.",
        stages=DEPLOYED,
    ),
)
