"""The audit log in the database: there, closed to those who could change it, and every chain whole."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, failed, judged, unknown
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

SECONDS = 15.0
_NEEDED = ("SELECT", "INSERT")


def audit_log(around: Surroundings) -> Finding:
    """A fail that names each fault; unknown while not every chain was looked at."""
    with around.database() as connection:
        if not has_table(connection, "audit_log"):
            return failed("there is no table audit_log")
        trail = schema.verify_trail(connection, seconds=SECONDS)
        faults = [f"the chain of {each.household_id} breaks at line {each.line}" for each in trail.broken]
        faults += faults_of_rights(schema.rights(connection))
    reach = trail.reach.words()
    if not faults and not trail.reach.is_complete:
        return unknown(f"no evidence yet: {reach} are whole, and time was up; the hourly job looks at all of them")
    if not faults and not trail.lines:
        raise Missing("no evidence yet: the audit log is empty")
    return judged(faults, f"{trail.lines:,} lines are whole ({reach}), and nobody may change them", lines=trail.lines)


def faults_of_rights(rights: schema.Rights) -> Iterator[str]:
    """What application and reader may do with lines of the audit log and should not, or should and may not."""
    for name in (schema.APPLICATION, schema.READ_ONLY):
        role = rights.role(name)
        if role is None:
            yield f"there is no role {name}"
            continue
        forbidden = (*schema.NEVER_ON_AUDIT, "INSERT") if name == schema.READ_ONLY else schema.NEVER_ON_AUDIT
        yield from (f"{name} may {right} lines of the audit log" for right in forbidden if right in role.audit_rights)
        if name == schema.APPLICATION:
            yield from (
                f"{name} may not {right} on the audit log" for right in _NEEDED if right not in role.audit_rights
            )


def last_run(around: Surroundings, job: str, what: str) -> datetime:
    """When a periodic job was last done here. Missing when it never was."""
    with around.database() as connection:
        if not has_table(connection, "job_runs"):
            raise Missing("no table job_runs in this database: run `mingus db migrate`")
        found = connection.execute(text("SELECT finished_at FROM job_runs WHERE name = :job"), {"job": job}).scalar()
    if found is None:
        raise Missing(f"no evidence yet: {what} has not been done here; the worker does it by the clock")
    moment: datetime = found
    return moment


def ran_within(around: Surroundings, job: str, what: str, limit: timedelta) -> Finding:
    """A fail when a periodic job was last done longer ago than `limit`."""
    minutes = int((around.now - last_run(around, job, what)).total_seconds() // 60)
    allowed = int(limit.total_seconds() // 60)
    faults = [f"{what} was last done {minutes} minutes ago, more than {allowed}"] if minutes > allowed else []
    return judged(faults, f"{what} was done {minutes} minutes ago", minutes=minutes)


def has_table(connection: Connection, name: str) -> bool:
    return connection.execute(text("SELECT to_regclass(:name)"), {"name": f"public.{name}"}).scalar() is not None
