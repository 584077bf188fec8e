"""5.4: a Redis that answers, forgets nobody when it is full, and writes to its disk."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis

from mingus.checklist.boxes.managed_databases.fast_copy import persistence_faults
from mingus.checklist.looking.redis_server import WITHOUT
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import Check, is_green, is_red
from tests.servers.authority import Authority
from tests.servers.redis import RedisServer, redis_server

FULL = "a_full_one_forgets_nobody"
DISK = "it_writes_to_its_disk"
ANSWERS = "redis_answers"
WELL: dict[str, Any] = {"aof_enabled": 0, "rdb_last_bgsave_status": "ok", "aof_last_write_status": "ok"}


@pytest.fixture(scope="module")
def keeping(authority: Authority) -> Iterator[RedisServer]:
    """A server that is as it should be."""
    wanted = {"maxmemory_policy": "noeviction", "appendonly": "yes"}
    with redis_server(certificate=authority.issue(), **wanted) as server:
        yield server


@pytest.fixture(scope="module")
def forgetful() -> Iterator[RedisServer]:
    with redis_server(maxmemory_policy="allkeys-lru") as server:
        yield server


def at(server: RedisServer, authority: Authority) -> dict[str, str]:
    return {"REDIS_URL": f"{server.url}?ssl_ca_certs={authority.certificate}"}


def test_one_as_it_should_be_passes_every_look(check: Check, keeping: RedisServer, authority: Authority) -> None:
    environ = at(keeping, authority)
    for box_id, part in (("5.4.1", ANSWERS), ("5.4.3", FULL), ("5.4.4", DISK)):
        assert is_green(check(box_id, part, environ=environ, stage=Stage.PRODUCTION))
    for box_id in ("5.4.2", "5.4.3"):
        assert is_green(check(box_id, "redis_address_demands_tls", environ=environ, stage=Stage.PRODUCTION))


def test_one_that_forgets_and_keeps_nothing_fails(check: Check, forgetful: RedisServer) -> None:
    environ = {"REDIS_URL": forgetful.url}
    assert is_red(check("5.4.3", FULL, environ=environ), "maxmemory-policy is allkeys-lru, not noeviction")
    assert is_red(check("5.4.4", DISK, environ=environ), "neither snapshots nor a log of changes are on")
    assert is_red(check("5.4.1", ANSWERS, environ=environ), "is not encrypted")
    for box_id in ("5.4.2", "5.4.3"):
        result = check(box_id, "redis_address_demands_tls", environ=environ, stage=Stage.PRODUCTION)
        assert is_red(result, "not rediss://")


def test_snapshots_are_enough(check: Check) -> None:
    with redis_server(save="3600 1") as server:
        assert is_green(check("5.4.4", DISK, environ={"REDIS_URL": server.url}))


def test_one_that_hides_its_configuration_is_judged_by_what_it_did(check: Check) -> None:
    with redis_server(rename_command='CONFIG ""') as server:
        assert is_red(check("5.4.4", DISK, environ={"REDIS_URL": server.url}), "neither snapshots")


@pytest.mark.parametrize(
    ("changed", "snapshots", "faults"),
    [
        ({}, "3600 1", []),
        ({}, "", ["neither snapshots nor a log of changes are on"]),
        ({}, None, ["neither snapshots nor a log of changes are on"]),
        ({"rdb_saves": 1}, None, []),
        ({"rdb_saves": 1}, "", ["neither snapshots nor a log of changes are on"]),
        ({"aof_enabled": 1}, "", []),
        ({"aof_enabled": 1}, None, []),
        ({"rdb_last_bgsave_status": "err"}, "3600 1", ["the last snapshot failed"]),
        ({"aof_last_write_status": "err"}, "3600 1", []),
        ({"aof_enabled": 1, "aof_last_write_status": "err"}, "", ["the last write to the log of changes failed"]),
    ],
)
def test_each_fault_of_a_disk_is_named(changed: dict[str, Any], snapshots: str | None, faults: list[str]) -> None:
    assert persistence_faults({**WELL, **changed}, snapshots) == faults


def test_a_local_mingus_needs_none(check: Check) -> None:
    result = check("5.4.3", FULL, stage=Stage.LOCAL)
    assert (result.state, result.finding.detail) == (State.NOT_APPLICABLE, WITHOUT)
    for stage in (Stage.STAGING, Stage.PRODUCTION):
        assert check("5.4.3", FULL, stage=stage).state is State.UNKNOWN


COPIES = "copies_of_sessions_end"
OURS = "what_is_kept_is_ours_and_ends"
NAME = "mingus:session:" + "0" * 64


@pytest.fixture
def kept() -> Iterator[tuple[redis.Redis, dict[str, str]]]:
    with redis_server() as server, redis.Redis.from_url(server.url) as client:
        yield client, {"REDIS_URL": server.url}


def test_copies_of_sessions_that_are_sealed_and_end_pass(
    check: Check, kept: tuple[redis.Redis, dict[str, str]]
) -> None:
    client, environ = kept
    assert check("5.4.2", COPIES, environ=environ).state is State.UNKNOWN  # nobody is there
    client.set(NAME, '"0a1b2c3d.c2VhbGVk"', ex=60)
    client.set(NAME.replace("0", "1"), "null", ex=120)
    assert is_green(check("5.4.2", COPIES, environ=environ))


@pytest.mark.parametrize(
    ("value", "seconds", "fault"),
    [
        ('"0a.c2VhbGVk"', None, "never ends"),
        ('"0a.c2VhbGVk"', 90, "a copy of a session lasts"),
        ('{"email": 1}', 60, "is not sealed"),
    ],
)
def test_a_copy_that_lasts_or_shows_itself_fails(
    check: Check, kept: tuple[redis.Redis, dict[str, str]], value: str, seconds: int | None, fault: str
) -> None:
    client, environ = kept
    client.set(NAME, value, ex=seconds)
    assert is_red(check("5.4.2", COPIES, environ=environ), fault)


def test_keys_of_others_and_keys_without_an_end_fail(check: Check, kept: tuple[redis.Redis, dict[str, str]]) -> None:
    client, environ = kept
    client.set(NAME, "null", ex=9)
    assert is_green(check("5.4.3", OURS, environ=environ))
    client.set("celery:queue", "1", ex=9)
    client.set("mingus:limit:person:0", "1")
    result = check("5.4.3", OURS, environ=environ)
    assert is_red(result, "celery:queue, which is none of ours")
    assert is_red(result, "a key of limit never ends")


def test_two_processes_use_up_one_limit(check: Check, kept: tuple[redis.Redis, dict[str, str]]) -> None:
    client, environ = kept
    assert is_green(check("1.5.2", "processes_count_together", environ=environ, stage=Stage.PRODUCTION))
    assert list(client.scan_iter()) == []
