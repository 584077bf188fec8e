"""5.2: who signs in to the managed PostgreSQL, through which pooler, and what is copied and watched."""

from mingus.checklist.box import Box, configuration, database
from mingus.checklist.looking import database as looking
from mingus.checklist.looking.database.asking import options_of
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

POOLS = "GET /v2/databases/{database_cluster_uuid}/pools"


@database
def each_signs_in_as_itself(around: Surroundings) -> Finding:
    """The application signs in as the application; who migrates is another, and acts as the owner nobody can be."""
    with looking.asking(around) as connection:
        rights = schema.rights(connection)
    return judged(
        sign_in_faults(rights), f"{rights.own.name} asks, {schema.MIGRATION} migrates, nobody is {schema.OWNER}"
    )


def sign_in_faults(rights: schema.Rights) -> list[str]:
    """What is wrong with who can sign in as whom."""
    own, migration, owner = rights.own, rights.role(schema.MIGRATION), rights.role(schema.OWNER)
    faults = [] if own.name == schema.APPLICATION else [f"the application signs in as {own.name}"]
    faults += [f"{own.name} {power}" for power in own.powers() if own.name not in schema.ROLES]
    if migration is None or not migration.can_sign_in:
        faults.append(f"{schema.MIGRATION} can't sign in, so somebody else migrates")
    elif schema.OWNER not in migration.member_of:
        faults.append(f"{schema.MIGRATION} can't act as {schema.OWNER}")
    if owner is not None and owner.can_sign_in:
        faults.append(f"somebody can sign in as {schema.OWNER}")
    return faults


@configuration
def pages_go_through_the_pooler(around: Surroundings) -> Finding:
    """DATABASE_URL is the pooler's, DATABASE_DIRECT_URL the database's own: same host, another port or name."""
    pooler, direct = options_of(around.setting("DATABASE_URL")), around.environ.get("DATABASE_DIRECT_URL", "")
    if not direct:
        return judged(["DATABASE_DIRECT_URL is not set, so DATABASE_URL is no pooler's address"], "")
    place = ("host", "port", "dbname")
    own = options_of(direct)
    is_same = all(pooler.get(name) == own.get(name) for name in place)
    faults = ["DATABASE_URL and DATABASE_DIRECT_URL lead to the same place"] if is_same else []
    if pooler.get("user") != own.get("user"):
        faults.append("DATABASE_URL and DATABASE_DIRECT_URL sign in as two different users")
    return judged(faults, "pages go through the pooler, jobs and migrations past it")


BOXES = (
    Box(
        "5.2.1",
        "The database's users can do what they need, no more",
        all_of=(
            each_signs_in_as_itself,
            database(looking.roles_are_narrow),
            database(looking.audit_log_only_grows),
        ),
        passes="mingus_app has no powers, owns nothing, can't touch lines of the audit log; who migrates is another",
        fix="`psql --file migrations/roles.sql` as the administrator, then `mingus db migrate`.",
    ),
    Box(
        "5.2.2",
        "Pages reach the managed PostgreSQL through its pooler",
        all_of=(
            digitalocean(POOLS, "a pool in transaction mode exists, of the size docs/capacity.md says"),
            pages_go_through_the_pooler,
        ),
        passes="a pool in transaction mode, DATABASE_URL leads to it, DATABASE_DIRECT_URL past it",
        fix="Make the pool, then set DATABASE_URL to it and DATABASE_DIRECT_URL to the database's own address.",
        stages=DEPLOYED,
    ),
    Box(
        "5.2.3",
        "The host copies the database every day",
        all_of=(
            digitalocean(
                "GET /v2/databases/{database_cluster_uuid}/backups", "the newest is at most 26 hours old, 7 are kept"
            ),
        ),
        passes="newest copy at most 26 hours old, at least seven of them",
        fix="Runbook docs/runbooks/backup-missing.md; managed databases do this by themselves.",
        stages=DEPLOYED,
    ),
    Box(
        "5.2.4",
        "A database under pressure wakes somebody",
        all_of=(
            digitalocean(
                "GET /v2/monitoring/alerts", "alerts at 80 % processor, 85 % memory, 75 % disk reach somebody verified"
            ),
        ),
        passes="alerts on processor, memory and disk, with a destination that was tried",
        fix="docs/monitoring.md lists the alerts; making them (`mingus launch`) is not built yet.",
        stages=DEPLOYED,
    ),
)
