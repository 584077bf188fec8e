"""20.2: those who run it can, and hear of it when they must."""

from collections.abc import Iterator
from datetime import date

from mingus.checklist.box import Box, part_of
from mingus.checklist.documents import Member, Team, team
from mingus.checklist.documents.roster import TEAM
from mingus.checklist.missing import Missing, Outdated
from mingus.checklist.proof import attested, attested_by_all, summed, unbuilt
from mingus.checklist.rules import IN_PRODUCTION, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

TRAINED_DAYS = 365
BOARD_DAYS = 180

by_the_roster = part_of(Kind.ATTESTATION, needs=f"the trained dates in {TEAM}")


@by_the_roster
def everybody_went_through_every_procedure(around: Surroundings) -> Finding:
    """Every member went through every procedure, hands on, within a year."""
    roster, today = team(around.tree.root), around.now.date()
    faults = [f"{TEAM} names the procedure {path}, which is not there" for path in _absent(around, roster)]
    faults += [fault for member in roster.members for fault in _faults(member, roster, today)]
    if not faults and not roster.procedures:
        faults.append(f"{TEAM} names no procedure")
    if not faults:
        _enough(roster, today)
    done = len(roster.members) * len(roster.procedures)
    return judged(faults, f"{len(roster.members)} members went through {len(roster.procedures)} procedures", done=done)


def _absent(around: Surroundings, roster: Team) -> list[str]:
    return [path for path in roster.procedures if not around.tree.has(path)]


def _faults(member: Member, roster: Team, today: date) -> Iterator[str]:
    for path, day in member.trained.items():
        if path not in roster.procedures:
            yield f"{member.id} was trained in {path}, which is no procedure"
        if day > today:
            yield f"{member.id} was trained in {path} on {day}, which is in the future"


def _enough(roster: Team, today: date) -> None:
    """Raises Missing for somebody who never did it, Outdated for somebody who did it too long ago."""
    if not roster.members:
        raise Missing(f"no evidence yet: {TEAM} names nobody")
    pairs = [(member, path) for member in roster.members for path in roster.procedures]
    never = [f"{member.id}: {path}" for member, path in pairs if path not in member.trained]
    if never:
        raise Missing(f"no evidence yet: {'; '.join(never[:5])}{' …' if len(never) > 5 else ''}")
    old = [f"{m.id}: {path}" for m, path in pairs if (today - m.trained[path]).days > TRAINED_DAYS]
    if old:
        raise Outdated(f"more than {TRAINED_DAYS} days ago: {'; '.join(old[:5])}{' …' if len(old) > 5 else ''}")


BOXES = (
    Box(
        "20.2.1",
        "Everybody has done each procedure with their own hands",
        all_of=(
            everybody_went_through_every_procedure,
            attested_by_all("20.2.1", "I can do every procedure of docs/team.yaml", days=TRAINED_DAYS),
        ),
        passes="every member has a date of at most 365 days for each procedure, and has signed that they can do it",
        fix=f"Go through the procedure, write the day under `trained` in {TEAM}, attest 20.2.1.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "20.2.2",
        "A board shows how Mingus is doing",
        all_of=(
            unbuilt(Kind.VENDOR, "a board of the figures of /metrics, with its definition in the repository"),
            attested("20.2.2", "the board shows what it should, and those on call know it", days=BOARD_DAYS),
        ),
        passes="the board's definition is in the repository, and a member has seen it within 180 days",
        fix="Build a board over /metrics, keep its definition here, attest it.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    summed("20.2.3", "Alerts reach somebody", "13.1.4", "16.2.*"),
    summed("20.2.4", "Emergencies were tried", "17.1.4", "17.2.2", "18.1.4"),
)
