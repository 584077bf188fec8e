"""13.3: somebody would notice that the database is slow, full, or without a backup."""

from typing import Final

from mingus.checklist.box import Box, database, live
from mingus.checklist.looking import database as looking
from mingus.checklist.looking import statements
from mingus.checklist.looking.database import asking
from mingus.checklist.looking.figures import METRICS, figures, total
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.proof import digitalocean, proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

MAX_USED_PERCENT: Final = 70
MAX_BACKUP_HOURS: Final = 26
DRILL_DAYS: Final = 30
USED, LIMIT, BACKUP = "mingus_db_connections", "mingus_db_connections_limit", "mingus_last_backup_age_seconds"


@database
def connections_are_few(around: Surroundings) -> Finding:
    """Fewer than 70 of a hundred connections that Mingus could have are in use."""
    with asking(around) as connection:
        found = schema.connections(connection)
    return judged(crowded(found), f"{found.used} of {found.limit} connections", used=found.used, limit=found.limit)


def crowded(found: schema.Connections) -> list[str]:
    """The fault of a server that has 70 of a hundred connections in use, or more."""
    if 100 * found.used >= MAX_USED_PERCENT * found.limit:
        return [f"{found.used} of {found.limit} connections are in use, {MAX_USED_PERCENT} % or more"]
    return []


@live
def connections_are_told(around: Surroundings) -> Finding:
    """/metrics tells how many connections are in use and how many there may be."""
    found = figures(around)
    used, limit = round(total(found, USED)), round(total(found, LIMIT))
    faults = [] if 0 < used <= limit else [f"{METRICS} tells of {used} connections of {limit}"]
    return judged(faults, f"{METRICS} tells of {used} connections of {limit}", used=used, limit=limit)


@live
def the_newest_backup_is_young(around: Surroundings) -> Finding:
    """/metrics tells of a backup, and it is at most 26 hours old."""
    found = figures(around)
    if BACKUP not in found:
        raise NoAnswer(f"{METRICS} tells of no backup: none was ever whole")
    hours = total(found, BACKUP) / 3600
    return judged(aged(hours), f"the newest backup is {hours:.1f} hours old", minutes=round(60 * hours))


def aged(hours: float) -> list[str]:
    """The fault of a backup that is too old."""
    return [f"the newest backup is {hours:.1f} hours old"] if hours > MAX_BACKUP_HOURS else []


BOXES = (
    Box(
        "13.3.1",
        "Somebody watches the database's load",
        all_of=(
            database(looking.nobody_waits_long),
            digitalocean("GET /v2/monitoring/alerts", "processor, memory and disk of the database ring"),
        ),
        rolls_up=("3.3.3",),
        passes="as 3.3.3; nothing hangs now, and alerts are there",
        fix="docs/monitoring.md lists the alerts; `mingus launch` will make them (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "13.3.2",
        "Connections are counted before they run out",
        all_of=(
            connections_are_few,
            connections_are_told,
            digitalocean("GET /v2/monitoring/alerts", "one rings before the connections run out"),
        ),
        passes="fewer than 70 % of the connections are in use, and /metrics tells how many",
        fix="Lower DATABASE_POOL_SIZE or WEB_WORKERS, or put a pool before the database.",
        stages=DEPLOYED,
    ),
    Box(
        "13.3.3",
        "Slow statements are found by name",
        all_of=(database(statements.statements_are_counted), database(statements.slow_statements_are_logged)),
        passes="pg_stat_statements is there and tells; what takes 500 ms or less is still logged",
        fix="`CREATE EXTENSION pg_stat_statements`, and set log_min_duration_statement to 500 ms at the provider.",
    ),
    Box(
        "13.3.4",
        "A missing backup rings",
        all_of=(
            the_newest_backup_is_young,
            digitalocean("GET /v2/databases/{database_cluster_uuid}/backups", "the newest is of the last 26 hours"),
            proven("15.1.2", "mingus backup drill", max_days=DRILL_DAYS, same_commit=False),
            unbuilt(Kind.EVIDENCE, "the ping whose absence rings"),
        ),
        passes="the newest backup is at most 26 hours old, its absence rings, and one was restored within 30 days",
        fix="docs/runbooks/backup-missing.md; `mingus evidence run 15.1.2 -- mingus backup drill`",
        stages=DEPLOYED,
    ),
)
