"""5.3: the managed PostgreSQL talks encrypted, to known places and people alone, and writes down what they do."""

from collections.abc import Mapping

from sqlalchemy import Connection

from mingus.checklist.box import Box, database, live
from mingus.checklist.looking import database as looking
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

ADMINISTRATORS = frozenset({"postgres", "doadmin"})
OFF = frozenset({"", "off", "no", "false", "0"})
STATEMENTS = frozenset({"ddl", "mod", "all"})
PGAUDIT = ("pgaudit.log", "shared_preload_libraries")
_SIGN_IN = r"SELECT rolname::text FROM pg_roles WHERE rolcanlogin AND rolname !~ '^(pg_|_)' ORDER BY 1"


@database
def nobody_else_may_sign_in(around: Surroundings) -> Finding:
    """Besides the administrator only Mingus's roles can sign in, and everybody else may make nothing in public."""
    with looking.asking(around) as connection:
        names, rights = _who_may_sign_in(connection), schema.rights(connection)
    faults = [f"{name} may sign in, and nobody knows who that is" for name in names - ADMINISTRATORS - {*schema.ROLES}]
    faults += [f"there is no role {name}" for name in rights.missing]
    if rights.public_may_create:
        faults.append("everybody may create tables in the schema public")
    faults += [f"everybody may use the table {name}" for name in rights.public_tables]
    return judged(sorted(faults), f"{len(names)} may sign in, all of them known", may_sign_in=len(names))


@database
def the_server_writes_down_what_is_done(around: Surroundings) -> Finding:
    """pgaudit, or the server's own log: who comes, who goes, and every change of the schema."""
    with looking.asking(around) as connection:
        found = schema.settings(connection, "log_connections", "log_disconnections", "log_statement", *PGAUDIT)
    words = "pgaudit writes" if _pgaudit_writes(found) else "the server logs who comes, who goes, and changed schemas"
    return judged(logging_faults(found), words)


def logging_faults(found: Mapping[str, str]) -> list[str]:
    """What a server with these settings does not write down."""
    if _pgaudit_writes(found):
        return []
    faults = [
        f"{name} is off" for name in ("log_connections", "log_disconnections") if found.get(name, "").lower() in OFF
    ]
    if found.get("log_statement") not in STATEMENTS:
        faults.append(f"log_statement is {found.get('log_statement') or 'not to be seen'}, not ddl")
    return faults


def _pgaudit_writes(found: Mapping[str, str]) -> bool:
    return "pgaudit" in found.get("shared_preload_libraries", "") and found.get("pgaudit.log", "none") not in {
        "",
        "none",
    }


def _who_may_sign_in(connection: Connection) -> frozenset[str]:
    return frozenset(name for (name,) in connection.exec_driver_sql(_SIGN_IN))


BOXES = (
    Box(
        "5.3.1",
        "The managed PostgreSQL speaks modern TLS only",
        all_of=(
            database(looking.connection_is_encrypted),
            database(looking.oldest_protocol_is_modern),
            live(looking.old_protocols_are_refused),
            live(looking.certificate_is_to_be_trusted),
        ),
        passes="TLS 1.2 or newer, nothing older is taken, the certificate is of the authority in DATABASE_URL",
        fix="ssl_min_protocol_version = 'TLSv1.2' on the server; sslrootcert in DATABASE_URL names its authority.",
        stages=DEPLOYED,
    ),
    Box(
        "5.3.2",
        "Only known places reach the databases",
        all_of=(
            digitalocean(
                "GET /v2/databases/{database_cluster_uuid}/firewall",
                "rules exist, none is open to the world; Redis too",
            ),
        ),
        passes="the firewall names applications and known addresses, for PostgreSQL and Redis, and never 0.0.0.0/0",
        fix="Add the application as a trusted source of both databases, and take out what is wider.",
        stages=DEPLOYED,
    ),
    Box(
        "5.3.3",
        "Only known users may sign in to the database",
        all_of=(
            digitalocean(
                "GET /v2/databases/{database_cluster_uuid}/users", "exactly the administrator and our roles exist"
            ),
            nobody_else_may_sign_in,
        ),
        passes="our roles and the administrator, no other; nobody else may make or use anything in public",
        fix="`psql --file migrations/roles.sql`; `DROP ROLE name`; `REVOKE CREATE ON SCHEMA public FROM PUBLIC`.",
        stages=DEPLOYED,
    ),
    Box(
        "5.3.4",
        "What is done in the database is written down",
        all_of=(
            the_server_writes_down_what_is_done,
            database(looking.audit_chain_is_whole),
            database(looking.audit_log_only_grows),
            digitalocean("GET /v2/databases/{database_cluster_uuid}/logsink", "the server's log goes where it is kept"),
        ),
        passes="pgaudit or log_connections, log_disconnections and log_statement=ddl; the audit log is whole",
        fix="Set them on the server; a broken chain: docs/runbooks/audit-chain-broken.md.",
        stages=DEPLOYED,
    ),
)
