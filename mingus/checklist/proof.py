"""Parts that several sections use: records of runs, statements of people, and what only a vendor can answer."""

from mingus.checklist.box import NEEDS, Box, Part
from mingus.checklist.documents import team
from mingus.checklist.looking.records import Wanted
from mingus.checklist.missing import Missing
from mingus.checklist.rules import EVERYWHERE, Finding, Kind, Stage, not_built, passed, unknown
from mingus.checklist.surroundings import Surroundings

RELEASE_DAYS = 30


def proven(
    box_id: str,
    command: str,
    *,
    max_days: int = RELEASE_DAYS,
    same_commit: bool = True,
    same_schema: bool = False,
    stages: frozenset[Stage] = EVERYWHERE,
) -> Part:
    """Holds with a sound record of `command` under `box_id`, young enough, of this commit (and schema)."""

    def a_sound_record(around: Surroundings) -> Finding:
        wanted = Wanted(max_days, same_commit=same_commit, same_schema=same_schema)
        return around.records.judged(box_id, wanted, f"mingus evidence run {box_id} -- {command}")

    of = " and".join(f" of this {what}" for what, same in (("commit", same_commit), ("schema", same_schema)) if same)
    needs = f"a record{of}, at most {max_days} days old"
    return Part(Kind.EVIDENCE, a_sound_record, f"{needs}: `mingus evidence run {box_id} -- {command}`", stages)


def attested(box_id: str, what: str, *, days: int, stages: frozenset[Stage] = EVERYWHERE) -> Part:
    """Holds while a member of the roster has signed `what` within `days`."""

    def a_signed_statement(around: Surroundings) -> Finding:
        wanted = Wanted(days, kind="attestation")
        return around.records.judged(box_id, wanted, f"mingus checklist attest {box_id} --by MEMBER --statement …")

    return Part(Kind.ATTESTATION, a_signed_statement, f"a signed statement, at most {days} days old: {what}", stages)


def attested_by_all(box_id: str, what: str, *, days: int, stages: frozenset[Stage] = EVERYWHERE) -> Part:
    """Holds while every member of the roster has signed `what` within `days`."""

    def a_statement_of_every_member(around: Surroundings) -> Finding:
        members = [member.id for member in team(around.tree.root).members]
        if not members:
            raise Missing("no evidence yet: docs/team.yaml names nobody who could sign")
        signed = around.records.signed_by(box_id, days)
        lacking = [member for member in members if member not in signed]
        if lacking:
            return unknown(f"no evidence yet from {', '.join(lacking)}: {what}", signed=len(signed))
        return passed(f"{len(members)} of {len(members)} members have signed: {what}", signed=len(members))

    needs = f"a statement of every member, at most {days} days old: {what}"
    return Part(Kind.ATTESTATION, a_statement_of_every_member, needs, stages)


def digitalocean(request: str, passes: str) -> Part:
    """For what only DigitalOcean's API knows. Not asked yet: unknown, with what will be asked."""
    return _asked_elsewhere(Kind.DIGITALOCEAN, "DIGITALOCEAN_TOKEN", f"DigitalOcean {request}", passes)


def vendor(setting: str, request: str, passes: str) -> Part:
    """For what only a vendor knows. Not asked yet: unknown, with the key and the request it takes."""
    return _asked_elsewhere(Kind.VENDOR, setting, request, passes)


def unbuilt(kind: Kind, what: str) -> Part:
    """For a part of Mingus that the box looks at and that does not exist yet."""

    def what_is_not_there(_: Surroundings) -> Finding:
        return not_built(what)

    return Part(kind, what_is_not_there, NEEDS[kind])


def summed(box_id: str, title: str, *below: str, stages: frozenset[Stage] = EVERYWHERE) -> Box:
    """A box that only adds up others, and blocks nothing that they don't."""
    return Box(
        box_id,
        title,
        rolls_up=below,
        passes=f"all of {', '.join(below)} pass",
        fix=f"`mingus checklist show {box_id}` names the boxes; `mingus checklist fix ID` says what to do about each.",
        stages=stages,
        blocker=False,
    )


def _asked_elsewhere(kind: Kind, setting: str, request: str, passes: str) -> Part:
    def what_only_they_know(around: Surroundings) -> Finding:
        if not around.environ.get(setting):
            raise Missing(f"no credential: {setting} is not set here; with it: {request}, {passes}")
        return not_built(f"asking {request} whether {passes}")

    return Part(kind, what_only_they_know, f"{setting}: {request}")
