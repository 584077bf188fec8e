"""3.3: enough connections, all of them encrypted, somebody watching, and a way back."""

import ast
import re
from collections.abc import Iterator

from mingus.checklist.box import Box, configuration, database, static
from mingus.checklist.documents import DocumentError
from mingus.checklist.looking import database as looking
from mingus.checklist.looking.backup_policy import policy
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, failed, judged, passed
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

OF_A_SESSION = (
    "pg_advisory_lock(",
    "pg_try_advisory_lock(",
    "set session ",
    "listen ",
    "with hold",
    "create temp",
    "prepare ",
)
PREPARES = re.compile(r"prepare \w+\s*(?:\(|as\b)")
PAST_THE_POOLER = ("mingus/ops/", "mingus/checklist/", "mingus/core/migrate.py", "mingus/worker.py", "mingus/cli.py")
CONNECTS = frozenset({"create_engine", "PsycopgConnector"})


@configuration
def the_pool_has_an_end(around: Surroundings) -> Finding:
    """The engine keeps a pool of a fixed size, and takes nothing of a session into it."""
    pool = around.booted["pool"]
    return judged(pool_faults(pool), f"{pool['kind']} of {pool['size']}", size=pool["size"])


def pool_faults(pool: dict[str, object]) -> list[str]:
    """What is wrong with the pool of a booted application."""
    faults = [] if pool["kind"] == "QueuePool" else [f"the engine has a {pool['kind']}, not a QueuePool"]
    faults += [] if pool["size"] else ["the pool keeps no connection"]
    faults += [f"the pool may grow by {pool['overflow']} beyond its size"] if pool["overflow"] else []
    return faults + ([] if pool["recycle_seconds"] != -1 else ["the pool never replaces a connection"])


@configuration
def nothing_of_a_session_is_used(around: Surroundings) -> Finding:
    """What a pooler in transaction mode would give to somebody else: no locks, listeners, prepared statements."""
    faults, looked_at = [], 0
    for path, module in around.tree.modules("mingus/"):
        if not path.startswith(PAST_THE_POOLER):
            looked_at += 1
            faults += [f"{path}:{line}: {what}" for line, what in _of_a_session(module)]
    if not looked_at:
        return failed("there is no module of Mingus to look at")
    return judged(faults, f"{looked_at} modules keep nothing in a session", modules=looked_at)


@database
def statements_are_counted(around: Surroundings) -> Finding:
    """pg_stat_statements is there, so that somebody can see which statements cost the most."""
    with looking.asking(around) as connection:
        found = schema.statistics(connection)
    if not found.is_there:
        return failed(f"nobody sees what costs the most: {found.reason}")
    return passed("pg_stat_statements counts", statements=len(found.top))


@static
def a_policy_is_written(around: Surroundings) -> Finding:
    """docs/backup.md names owner, schedule, retention, and how much time and data may be lost."""
    promises = policy(around)
    wanted = (
        "owner",
        "how much may be lost (RPO)",
        "how long bringing it back may take (RTO)",
        "schedule",
        "retention",
    )
    missing = [f"docs/backup.md says nothing of: {name}" for name in wanted if not promises.get(name)]
    if missing:
        raise DocumentError("; ".join(missing))
    return passed(f"docs/backup.md promises {', '.join(wanted)}", promises=len(promises))


def _of_a_session(module: ast.Module) -> Iterator[tuple[int, str]]:
    prose = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            said = node.value.strip().lower()
            yield from ((node.lineno, f"uses {word.strip(' (')}") for word in OF_A_SESSION if _says(said, word))
        elif isinstance(node, ast.Call) and _called(node) in CONNECTS and not _prepares_nothing(node):
            yield node.lineno, f"{_called(node)} may prepare statements"


def _says(said: str, word: str) -> bool:
    """Functions anywhere in the statement; commands where it begins, for their words are English ones, too."""
    if word == "prepare ":
        return PREPARES.match(said) is not None
    return word in said if word.endswith("(") or word == "with hold" else said.startswith(word)


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _prepares_nothing(node: ast.Call) -> bool:
    """Whether prepare_threshold stands somewhere in the call, and is None."""
    return any(
        isinstance(each, ast.Dict)
        and any(
            isinstance(key, ast.Constant)
            and key.value == "prepare_threshold"
            and isinstance(value, ast.Constant)
            and value.value is None
            for key, value in zip(each.keys, each.values, strict=True)
        )
        for each in ast.walk(node)
    )


BOXES = (
    Box(
        "3.3.1",
        "Connections are pooled, and all of them fit",
        all_of=(
            the_pool_has_an_end,
            nothing_of_a_session_is_used,
            database(looking.pool_fits_the_server),
            digitalocean("GET /v2/databases/{database_cluster_uuid}/pools", "a pool in transaction mode exists"),
        ),
        passes="processes × connections are at most 80 % of what the server gives; nothing is kept in a session",
        fix="Lower WEB_WORKERS or DATABASE_POOL_SIZE, or rent a larger database; docs/capacity.md.",
        stages=DEPLOYED,
    ),
    Box(
        "3.3.2",
        "All talk with the database is encrypted",
        all_of=(
            configuration(looking.address_demands_tls),
            database(looking.every_connection_is_encrypted),
            database(looking.nobody_gets_in_unencrypted),
        ),
        passes="sslmode=verify-full, every connection encrypted, one without TLS refused; n/a on one machine",
        fix="Put ?sslmode=verify-full&sslrootcert=FILE at the end of DATABASE_URL; the server's pg_hba.conf: hostssl.",
    ),
    Box(
        "3.3.3",
        "Somebody watches the database",
        all_of=(
            digitalocean("GET /v2/monitoring/alerts", "alerts on processor, memory and disk of the database exist"),
            statements_are_counted,
        ),
        passes="alerts on processor, memory and disk; pg_stat_statements counts what costs the most",
        fix="`CREATE EXTENSION pg_stat_statements` as the administrator; alerts: docs/monitoring.md.",
        stages=DEPLOYED,
    ),
    Box(
        "3.3.4",
        "How backups are made is decided and done",
        all_of=(
            digitalocean("GET /v2/databases/{database_cluster_uuid}/backups", "the newest is at most 26 hours old"),
            proven("3.3.4", "mingus backup offsite", max_days=1, same_commit=False),
            a_policy_is_written,
        ),
        passes="a policy with owner, RPO, RTO and retention; the newest backups, here and elsewhere, of the last day",
        fix="docs/backup.md; copies elsewhere (`mingus backup offsite`) are not built yet.",
        stages=DEPLOYED,
    ),
)
