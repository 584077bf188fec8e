"""16.1: what Mingus uses is kept up to date, and so is Mingus."""

import json
import re
from collections.abc import Iterator

from mingus.checklist.box import Box, static
from mingus.checklist.documents import Bot, bot
from mingus.checklist.documents.updates import BOT
from mingus.checklist.looking import command_line, history, papers
from mingus.checklist.looking.licences import licences_are_known
from mingus.checklist.missing import Outdated
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

LOCKS = {"requirements/run.txt": "requirements/run.in", "requirements/test.txt": "requirements/test.in"}
FRONT_END_LOCK = "package-lock.json"
LOCK_DAYS = 30
RELEASING, CHANGES = "docs/releasing.md", "CHANGELOG.md"
EDITED_DAYS = 180
REHEARSED_DAYS = 90
OFTEN_ENOUGH = frozenset({"daily", "weekly"})
ECOSYSTEMS = {
    "pip": ("requirements/", ".txt"),
    "npm": ("package.json", "package.json"),
    "github-actions": (".github/workflows/", ".yml"),
    "docker": ("Dockerfile", "Dockerfile"),
}
_WANTED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


@static
def the_bot_watches_everything(around: Surroundings) -> Finding:
    """The bot's file has its form, and looks every week after each kind of thing that the tree uses."""
    found = bot(around.tree.root)
    used = [name for name, (start, end) in ECOSYSTEMS.items() if around.tree.files(start, endings=(end,))]
    faults = [f"{BOT} does not watch {name}" for name in used if name not in found.ecosystems]
    faults += list(_faults_of_bot(around, found))
    return judged(faults, f"{BOT} looks every week after {', '.join(sorted(found.ecosystems))}", watched=len(used))


@static
def the_locks_hold_what_is_wanted(around: Surroundings) -> Finding:
    """Everything asked for is locked in that version, and every locked package has hashes, in Python and front end."""
    faults = [fault for lock, wanted in LOCKS.items() for fault in _faults_of_lock(around, lock, wanted)]
    bare = _front_end_without_hash(around)
    faults += [f"{name} has no hash in {FRONT_END_LOCK}" for name in bare]
    locked = sum(len(_entries(around.tree.read(lock))) for lock in LOCKS)
    if not locked:
        faults.append("no package is locked")
    return judged(faults, f"{locked} packages are locked with their hashes", packages=locked)


@static
def the_locks_are_young(around: Surroundings) -> Finding:
    """Somebody locked anew within 30 days."""
    days = {lock: history.age_days(around, lock) for lock in LOCKS}
    old = [f"{lock} was last written {age} days ago" for lock, age in days.items() if age > LOCK_DAYS]
    if old:
        raise Outdated(f"{'; '.join(old)}: look for updates at least every {LOCK_DAYS} days")
    return judged([], f"the locks are {max(days.values())} days old at most", days=max(days.values()))


@static
def releases_have_a_calendar(around: Surroundings) -> Finding:
    """The page about releases is current, with calendar and commands; the changelog has its next chapter."""
    page = papers.current(around, RELEASING)
    faults = command_line.faults_of(around, page)
    rows = page.table("Calendar", "when", "what")
    if not rows:
        faults.append(f"{RELEASING} has an empty calendar")
    if not re.search(r"^## \[Unreleased\]", around.tree.read(CHANGES), re.MULTILINE):
        faults.append(f"{CHANGES} has no chapter Unreleased")
    old = {path: history.age_days(around, path) for path in (CHANGES, RELEASING)}
    late = [f"{path} was last edited {age} days ago" for path, age in old.items() if age > EDITED_DAYS]
    if late and not faults:
        raise Outdated("; ".join(late))
    return judged(faults, f"a calendar of {len(rows)} rows, a changelog, commands that exist", rows=len(rows))


def _faults_of_bot(around: Surroundings, found: Bot) -> Iterator[str]:
    for update in found.updates:
        if update.schedule.interval not in OFTEN_ENOUGH:
            yield f"{BOT} looks only {update.schedule.interval} after {update.package_ecosystem}"
        folder = update.directory.strip("/")
        if folder and not around.tree.files(f"{folder}/"):
            yield f"{BOT} names the folder {update.directory}, which is not there"


def _faults_of_lock(around: Surroundings, lock: str, wanted: str) -> Iterator[str]:
    entries = _entries(around.tree.read(lock))
    yield from (f"{name} has no hash in {lock}" for name, (_, text) in entries.items() if "--hash=sha256:" not in text)
    for name, version in _WANTED.findall(around.tree.read(wanted)):
        locked = entries.get(_plain(name), ("nothing", ""))[0]
        if locked != version:
            yield f"{wanted} asks for {name} {version}, {lock} has {locked}"


def _entries(text: str) -> dict[str, tuple[str, str]]:
    """Version and whole entry of each locked package."""
    found = [(_WANTED.match(entry), entry) for entry in re.split(r"\n(?=\S)", text)]
    return {_plain(matched[1]): (matched[2], entry) for matched, entry in found if matched}


def _front_end_without_hash(around: Surroundings) -> list[str]:
    packages = json.loads(around.tree.read(FRONT_END_LOCK)).get("packages", {})
    return [name for name, facts in packages.items() if name and not facts.get("link") and "integrity" not in facts]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


BOXES = (
    Box(
        "16.1.1",
        "Security updates come by themselves",
        all_of=(
            the_bot_watches_everything,
            digitalocean("GET /v2/databases/{database_cluster_uuid}", "it has a maintenance window"),
        ),
        passes="the bot looks every week after all that is used; the database has a maintenance window",
        fix=f"Complete {BOT}; set the window at DigitalOcean.",
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "16.1.2",
        "Dependencies are locked, young and without known holes",
        all_of=(
            the_locks_hold_what_is_wanted,
            the_locks_are_young,
            static(licences_are_known),
            proven("16.1.2", "pip-audit --requirement requirements/run.txt", max_days=LOCK_DAYS, same_commit=False),
        ),
        passes="locked with hashes, under fitting licences; locks of 30 days at most; a scan found no hole",
        fix="Lock anew (the head of requirements/run.in says how), then record a scan under 16.1.2.",
        blocker=False,
    ),
    Box(
        "16.1.3",
        "It is known when a release comes and what is in it",
        all_of=(releases_have_a_calendar,),
        passes="CHANGELOG.md and the calendar in docs/releasing.md, both edited within 180 days",
        fix="Bring CHANGELOG.md and docs/releasing.md up to date.",
        blocker=False,
    ),
    Box(
        "16.1.4",
        "An update was rehearsed there and back",
        all_of=(proven("16.1.4", "COMMAND", max_days=REHEARSED_DAYS, same_commit=False),),
        passes="a rehearsal of update, tests and going back within 90 days",
        fix="Follow “Rehearse an update” in docs/releasing.md; `mingus evidence run 16.1.4 --kind drill -- COMMAND`",
        blocker=False,
    ),
)
