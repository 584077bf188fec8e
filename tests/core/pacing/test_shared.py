"""All processes count together, as one process counts; without Redis nobody is kept out."""

import secrets
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from mingus.core import cache
from mingus.core.pacing import shared
from mingus.core.pacing.rates import Use
from mingus.core.pacing.sliding import wait
from mingus.core.settings import Settings
from tests.servers.redis import redis_server

SECRET = b"s" * 32


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url, protocol=2) as opened:
        yield opened


@pytest.fixture
def used(configuration: Settings, redis_url: str) -> Iterator[None]:
    cache.use(configuration.model_copy(update={"redis_url": redis_url}))
    yield
    cache.use(configuration)


def somebody(at_most: int) -> Use:
    return Use(("person", secrets.token_hex(8)), at_most)


def free(uses: list[Use]) -> bool:
    return shared.wait_seconds(uses, SECRET, seconds=3600) == 0


@pytest.mark.usefixtures("used")
def test_many_at_once_get_exactly_the_limit() -> None:
    uses = [somebody(50), somebody(1000)]
    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(free, [uses] * 120)) == 50


@pytest.mark.usefixtures("used")
def test_who_is_refused_for_one_thing_is_counted_for_none() -> None:
    one, other = somebody(1), somebody(3)
    assert [free([one, other]) for _ in range(9)] == [True] + [False] * 8
    assert [free([other]) for _ in range(3)] == [True, True, False]


@pytest.mark.usefixtures("used")
def test_keys_end_by_themselves_and_tell_no_address(client: redis.Redis) -> None:
    shared.wait_seconds([Use(("network", "203.0.113.7"), 9)], SECRET)
    [name] = client.scan_iter()
    assert name.startswith(b"mingus:limit:network:")
    assert b"203" not in name.removeprefix(b"mingus:limit:network:")
    assert 0 < int(str(client.ttl(name))) <= 120


@pytest.mark.parametrize(("before", "current"), [(0, 5), (5, 0), (5, 2), (9, 5), (9, 4)])
def test_redis_computes_what_a_process_computes(client: redis.Redis, before: int, current: int) -> None:
    seconds, name = 86_400, cache.key("limit", secrets.token_hex(8))
    at = int(client.time()[0]) / seconds
    client.hset(name, mapping={"window": int(at), "current": current, "before": before})
    expected = wait(before, current, 5, at - int(at)) * seconds
    assert abs(shared.run(client, [name], [5], seconds) / 1000 - expected) < 60


def test_a_script_that_redis_has_forgotten_is_sent_again(client: redis.Redis) -> None:
    name = cache.key("limit", secrets.token_hex(8))
    assert shared.run(client, [name], [2], 60) == 0
    client.script_flush()
    assert [shared.run(client, [name], [2], 60) > 0 for _ in range(2)] == [False, True]


def test_without_redis_nobody_is_kept_out(configuration: Settings) -> None:
    cache.use(configuration)
    use = somebody(1)
    assert [free([use]) for _ in range(3)] == [True] * 3


def test_a_frozen_redis_keeps_nobody_out(configuration: Settings) -> None:
    with redis_server() as server:
        cache.use(configuration.model_copy(update={"redis_url": server.url}))
        use = somebody(1)
        assert [free([use]), free([use])] == [True, False]
        server.process.send_signal(signal.SIGSTOP)
        assert [free([use]) for _ in range(100)] == [True] * 100
        server.process.send_signal(signal.SIGCONT)
    cache.use(configuration)
