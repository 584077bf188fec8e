"""5.4: Redis or Valkey, which holds nothing that can't be lost."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mingus.checklist.box import Box, configuration, redis
from mingus.checklist.looking.redis_copies import copies_of_sessions_end, what_is_kept_is_ours_and_ends
from mingus.checklist.looking.redis_server import WITHOUT, redis_address_demands_tls, redis_answers
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, Stage, judged, not_applicable
from mingus.checklist.surroundings import Surroundings

if TYPE_CHECKING:
    from redis import Redis

CLUSTER = "GET /v2/databases/{database_cluster_uuid}"
KEEPS_ALL = "noeviction"


@redis
def a_full_one_forgets_nobody(around: Surroundings) -> Finding:
    """When its memory is full it refuses what is new, rather than sign people out."""
    if around.stage is Stage.LOCAL and not around.environ.get("REDIS_URL"):
        return not_applicable(WITHOUT)
    with around.redis() as client:
        policy = str(_info(client, "memory").get("maxmemory_policy") or "not to be seen")
    return judged([] if policy == KEEPS_ALL else [f"maxmemory-policy is {policy}, not {KEEPS_ALL}"], f"it has {policy}")


@redis
def it_writes_to_its_disk(around: Surroundings) -> Finding:
    """Snapshots or a log of changes are on, and the last ones went well."""
    with around.redis() as client:
        faults = persistence_faults(_info(client, "persistence"), _snapshots(client))
    return judged(faults, "it writes to its disk, and the last time went well")


def persistence_faults(found: Mapping[str, Any], snapshots: str | None) -> list[str]:
    """What is wrong with a server that says this of itself; `snapshots` is its setting `save`, None when hidden."""
    is_logging, has_saved = bool(found.get("aof_enabled")), bool(found.get("rdb_saves"))
    faults = []
    if not is_logging and not (has_saved if snapshots is None else snapshots):
        faults.append("neither snapshots nor a log of changes are on")
    if found.get("rdb_last_bgsave_status") != "ok":
        faults.append("the last snapshot failed")
    if is_logging and found.get("aof_last_write_status") != "ok":
        faults.append("the last write to the log of changes failed")
    return faults


def _snapshots(client: "Redis") -> str | None:
    from redis.exceptions import ResponseError

    with suppress(ResponseError):  # managed servers hide their configuration
        return str(client.config_get("save").get("save", ""))
    return None


def _info(client: "Redis", section: str) -> dict[str, Any]:
    found: dict[str, Any] = client.info(section)
    return found


BOXES = (
    Box(
        "5.4.1",
        "A managed Redis or Valkey runs",
        all_of=(
            digitalocean(CLUSTER, "it is a Valkey or Redis, online, in the application's region"),
            redis(redis_answers),
        ),
        passes="online, same region, encrypted, a version that is still mended, answers PING",
        fix="`mingus doctor` says whether REDIS_URL answers; renting it (`mingus launch`) is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "5.4.2",
        "Sessions survive a restart",
        all_of=(
            redis(copies_of_sessions_end),
            configuration(redis_address_demands_tls),
            proven("5.4.2", ".venv/bin/python -m pytest tests/identity -q", max_days=90),
        ),
        passes="a session's sealed copy with an end appears after signing in; nobody is signed out when Redis dies",
        fix="Sign in and look again; `mingus evidence run 5.4.2 -- …` records that sessions survive Redis's end.",
    ),
    Box(
        "5.4.3",
        "What is cached is kept apart, and nobody else's",
        all_of=(
            redis(what_is_kept_is_ours_and_ends),
            a_full_one_forgets_nobody,
            configuration(redis_address_demands_tls),
        ),
        passes="values come back, keys carry whose they are, and a full server refuses rather than forgets",
        fix="maxmemory-policy noeviction on the server, which Mingus must not share with another program.",
    ),
    Box(
        "5.4.4",
        "Redis writes to its disk, and nothing depends on it",
        all_of=(
            digitalocean(f"{CLUSTER}/config", "persistence is rdb or aof"),
            it_writes_to_its_disk,
        ),
        passes="snapshots or a log of changes are on, the last ones went well; sessions are in PostgreSQL anyway",
        fix="Switch persistence on at the host; a full disk is the usual reason for a snapshot that failed.",
        stages=DEPLOYED,
    ),
)
