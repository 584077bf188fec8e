"""What the doctor asks a database that answers: its schema, the worker, its clock, the keys."""

from collections.abc import Callable
from typing import Any, Final

import psycopg
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from mingus.core import clock, migrate, schema_version
from mingus.core.crypto import KeyRing
from mingus.ops.doctor.finding import Finding, ok, problem, warning
from mingus.ops.doctor.patient import Patient
from mingus.ops.health import WORKER_SECONDS

SKEW_WARNING_SECONDS = 2
SKEW_SECONDS = 30
SET_CLOCK = "sudo timedatectl set-ntp true"

Connection = psycopg.Connection[tuple[Any, ...]]
Question = Callable[[Patient, Connection], Finding]


def schema(_patient: Patient, connection: Connection) -> Finding:
    """Whether the database is at this program's newest migration."""
    there = _one(connection, "SELECT to_regclass('alembic_version') IS NOT NULL")
    at = _one(connection, "SELECT max(version_num) FROM alembic_version") if there else None
    head = migrate.head()
    if at == head:
        return ok("Schema", f"up to date ({head})")
    if at is None:
        return problem("Schema", f"the database is empty; this Mingus needs {head}", "mingus db migrate")
    if not _is_known(str(at)):
        said = f"the database is at {at}, which this Mingus does not know: a newer one was here"
        return problem("Schema", said, "install the newest Mingus")
    return problem("Schema", f"the database is at {at}; this Mingus needs {head}", "mingus db migrate")


def worker(_patient: Patient, connection: Connection) -> Finding:
    """Whether background jobs are being done."""
    question = "SELECT extract(epoch FROM clock_timestamp() - max(seen_at))::bigint FROM worker_heartbeats"
    seconds = _one(connection, question)
    if seconds is None:
        return problem("Worker", "has never been seen: imports and other jobs wait", "mingus run")
    if int(seconds) > WORKER_SECONDS:
        return problem("Worker", f"was last seen {_ago(int(seconds))} ago: imports and other jobs wait", "mingus run")
    waiting = _one(connection, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL")
    return ok("Worker", f"seen {seconds} s ago; {waiting} jobs wait")


def clocks(_patient: Patient, connection: Connection) -> Finding:
    """Whether this machine's clock and the database's agree."""
    before = clock.now()
    theirs = _one(connection, "SELECT clock_timestamp()")
    after = clock.now()
    off_seconds = max((theirs - after).total_seconds(), (before - theirs).total_seconds(), 0.0)
    said = f"differs from the database's by {off_seconds:.0f} s"
    if off_seconds > SKEW_SECONDS:
        return problem("Clock", f"{said}: sign-ins and tokens end at the wrong time", SET_CLOCK)
    if off_seconds > SKEW_WARNING_SECONDS:
        return warning("Clock", said, SET_CLOCK)
    return ok("Clock", "agrees with the database's")


def keys(patient: Patient, connection: Connection) -> Finding:
    """Whether every data key can be unwrapped with the root keys of this installation."""
    roots = [patient.variables.get("FIELD_ENCRYPTION_KEY", "")]
    roots += patient.variables.get("FIELD_ENCRYPTION_KEYS_OLD", "").split(",")
    ours = {KeyRing(root.strip(), []).kid for root in roots if root.strip()}
    needed = {str(kid) for (kid,) in connection.execute("SELECT DISTINCT kid FROM data_keys")}
    known = {str(kid) for (kid,) in connection.execute("SELECT kid FROM key_registry")}
    lost = needed - ours if needed else set() if ours & known else known
    if lost:
        said = f"data here were sealed with a key that is missing (id {', '.join(sorted(lost))})"
        return problem(
            "Keys", said, "put that key back as FIELD_ENCRYPTION_KEY, or add it to FIELD_ENCRYPTION_KEYS_OLD"
        )
    if not ours:
        return problem("Keys", "FIELD_ENCRYPTION_KEY is not set", "mingus run makes one in a new home")
    return ok("Keys", "open everything that is sealed here" if needed else "ready; nothing is sealed yet")


QUESTIONS: Final[dict[str, Question]] = {"Schema": schema, "Worker": worker, "Clock": clocks, "Keys": keys}


def _one(connection: Connection, question: str) -> Any:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def _is_known(revision: str) -> bool:
    try:
        return ScriptDirectory(str(schema_version.MIGRATIONS)).get_revision(revision) is not None
    except CommandError:
        return False


def _ago(seconds: int) -> str:
    for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
