"""The server Mingus talks to: encryption on the way, time-outs and logging in effect, connections, cache, locks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from mingus.ops.schema.roles import ROLES

TIME_OUTS: Final = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
LOGGING: Final = (
    "log_connections",
    "log_disconnections",
    "log_statement",
    "log_min_duration_statement",
    "log_parameter_max_length",
    "log_parameter_max_length_on_error",
    "log_error_verbosity",
    "logging_collector",
)

_OWN_TLS: Final = """
    SELECT ssl, COALESCE(version, ''), inet_server_addr() IS NULL FROM pg_stat_ssl WHERE pid = pg_backend_pid()
"""
_BACKENDS: Final = """
    SELECT count(*) FILTER (WHERE s.ssl), count(*) FILTER (WHERE NOT s.ssl AND a.client_addr IS NOT NULL),
           count(*) FILTER (WHERE NOT s.ssl AND a.client_addr IS NULL AND a.backend_type IS NOT NULL),
           count(*) FILTER (WHERE a.backend_type IS NULL)
      FROM pg_stat_activity a LEFT JOIN pg_stat_ssl s USING (pid)
     WHERE a.datname = current_database() AND COALESCE(a.backend_type, 'client backend') = 'client backend'
"""
_ROLE_SETTINGS: Final = """
    SELECT rolname::text, COALESCE(array_to_json(
             (SELECT array_agg(setting) FROM pg_db_role_setting, unnest(setconfig) AS setting
               WHERE setrole = r.oid
                 AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))))
           ::text, '[]')::json
      FROM pg_roles r WHERE rolname = ANY (%s) ORDER BY 1
"""
_SETTINGS: Final = "SELECT name, setting || COALESCE(unit, '') FROM pg_settings WHERE name = ANY (%s)"
_CONNECTIONS: Final = """
    SELECT (SELECT sum(numbackends)::int FROM pg_stat_database), current_setting('max_connections')::int,
           current_setting('superuser_reserved_connections')::int
           + COALESCE(current_setting('reserved_connections', true)::int, 0),
           (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user),
           (SELECT datconnlimit FROM pg_database WHERE datname = current_database())
"""
_LOAD: Final = """
    SELECT s.blks_hit, s.blks_read, s.deadlocks, s.temp_bytes, pg_database_size(current_database()),
           (SELECT count(*)::int FROM pg_locks WHERE NOT granted),
           COALESCE((SELECT max(extract(epoch FROM clock_timestamp() - query_start)) FROM pg_stat_activity
                      WHERE state = 'active' AND datname = current_database() AND pid <> pg_backend_pid()), 0),
           COALESCE((SELECT max(extract(epoch FROM clock_timestamp() - state_change)) FROM pg_stat_activity
                      WHERE starts_with(state, 'idle in transaction') AND datname = current_database()), 0)
      FROM pg_stat_database s WHERE s.datname = current_database()
"""
_TOP: Final = """
    SELECT queryid::text, calls, mean_exec_time::numeric(20, 3), left(regexp_replace(query, '\\s+', ' ', 'g'), 200)
      FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND calls >= 5
     ORDER BY total_exec_time DESC LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Tls:
    """The own connection and those of everybody on this database. A socket of the same machine needs no TLS.

    `unseen` backends belong to roles that this login may not look at.
    """

    is_encrypted: bool
    version: str
    is_local: bool
    encrypted: int
    unencrypted: int
    local: int
    unseen: int


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """What the server sets when a role signs in, as `ALTER ROLE … SET` wrote it: ('statement_timeout', '30s')."""

    role: str
    settings: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        return dict(self.settings).get(name)


@dataclass(frozen=True, slots=True)
class TimeOuts:
    """In effect on this connection, in milliseconds (0: none), and what each role is given at sign-in."""

    statement_ms: int
    lock_ms: int
    idle_in_transaction_ms: int
    roles: tuple[RoleSettings, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """Connections of the whole server. `limit` is what Mingus can get: reserved ones and narrower limits are off."""

    used: int
    limit: int

    @property
    def percent(self) -> int:
        return 100 * self.used // max(self.limit, 1)


@dataclass(frozen=True, slots=True)
class Load:
    """How this database fares since its statistics began. Seconds are of the longest at this moment."""

    block_hits: int
    block_reads: int
    deadlocks: int
    temporary_bytes: int
    size_bytes: int
    waiting_locks: int
    longest_query_seconds: Decimal
    longest_idle_in_transaction_seconds: Decimal

    @property
    def cache_hit_percent(self) -> Decimal | None:
        """Of a hundred pages asked for, those found in memory; None before any was."""
        total = self.block_hits + self.block_reads
        return (Decimal(100 * self.block_hits) / total).quantize(Decimal("0.01")) if total else None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of pg_stat_statements, its constants already taken out by PostgreSQL."""

    query_id: str
    calls: int
    mean_ms: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """The twenty statements that cost the most; when pg_stat_statements can't be read, `reason` says why."""

    top: tuple[Statement, ...]
    reason: str

    @property
    def is_there(self) -> bool:
        return not self.reason


def tls(connection: Connection) -> Tls:
    """Encryption of the own connection and of the others; four queries.

    Asked as who signed in: whoever acts as another role, like the one that migrates, does not see its own connection.
    """
    acting_as = connection.exec_driver_sql("SELECT current_user").scalar_one()
    connection.exec_driver_sql("SET ROLE NONE")
    is_encrypted, version, is_local = connection.exec_driver_sql(_OWN_TLS).one()
    found = Tls(is_encrypted, version, is_local, *connection.exec_driver_sql(_BACKENDS).one())
    connection.exec_driver_sql("SELECT set_config('role', %s, false)", (acting_as,))
    return found


def time_outs(connection: Connection) -> TimeOuts:
    """Those of this connection and of the four roles; two queries."""
    own = settings(connection, *TIME_OUTS)
    found = connection.exec_driver_sql(_ROLE_SETTINGS, ([*ROLES],))
    roles = tuple(RoleSettings(role, tuple(sorted(_pair(word) for word in words))) for role, words in found)
    statement, lock, idle = (int(own[name].removesuffix("ms")) for name in TIME_OUTS)
    return TimeOuts(statement, lock, idle, roles)


def logging(connection: Connection) -> dict[str, str]:
    """The server's settings about its log, with their unit ('500ms'; '-1ms' is off); one query."""
    return settings(connection, *LOGGING)


def settings(connection: Connection, *names: str) -> dict[str, str]:
    """These settings as they are in effect; what this server does not know or show is not in the answer."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(_SETTINGS, ([*names],))}


def connections(connection: Connection) -> Connections:
    """Used connections and their limit; one query."""
    used, most, reserved, of_role, of_database = connection.exec_driver_sql(_CONNECTIONS).one()
    limits = [most - reserved, *(limit for limit in (of_role, of_database) if limit >= 0)]
    return Connections(used, min(limits))


def load(connection: Connection) -> Load:
    """Cache, size, locks and the longest at work; one query."""
    return Load(*connection.exec_driver_sql(_LOAD).one())


def statistics(connection: Connection) -> Statistics:
    """The costliest statements, where the extension is installed and this login may read it; two queries."""
    there = connection.exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'").scalar()
    if not there:
        return Statistics((), "the extension pg_stat_statements is not installed in this database")
    try:
        return Statistics(tuple(Statement(*row) for row in connection.exec_driver_sql(_TOP)), "")
    except DBAPIError as error:
        return Statistics((), str(error.orig).partition("\n")[0])


def _pair(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name, value
