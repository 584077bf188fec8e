"""Redis is a fast copy: what it says may be used, and what becomes of it harms nobody."""

import signal
import threading
from collections.abc import Iterator
from time import monotonic

import pytest
import redis
import structlog
from apiflask import APIFlask

from mingus.core import cache, metrics
from mingus.core.metrics import figures
from mingus.core.settings import Settings
from tests.servers.redis import RedisServer, redis_server

NAME = cache.key("test", "one")


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as opened:
        yield opened


@pytest.fixture
def used(configuration: Settings, redis_url: str) -> Iterator[None]:
    cache.use(configuration.model_copy(update={"redis_url": redis_url}))
    yield
    cache.use(configuration)


@pytest.fixture
def own(configuration: Settings) -> Iterator[RedisServer]:
    """A server of this test's own, to be hurt."""
    with redis_server() as server:
        cache.use(configuration.model_copy(update={"redis_url": server.url}))
        yield server
        server.process.send_signal(signal.SIGCONT)
        cache.use(configuration)


@pytest.fixture
def _counted(app: APIFlask) -> None:
    """Figures are kept once an application is assembled."""


def faults() -> float:
    kept = metrics.current()
    assert kept is not None
    return kept.table.total(figures.CACHE_FAULTS)


def test_without_an_address_nothing_is_kept_and_nothing_fails(configuration: Settings) -> None:
    cache.use(configuration)
    cache.put(NAME, 1, seconds=9)
    cache.drop(NAME)
    assert (cache.get(NAME), cache.state()) == (None, "not used")


@pytest.mark.usefixtures("used")
def test_a_copy_comes_back_under_our_name_and_ends_by_itself(client: redis.Redis) -> None:
    cache.put(NAME, {"a": [1, None, "é"]}, seconds=9.5)
    assert cache.get(NAME) == {"a": [1, None, "é"]}
    assert client.keys() == [b"mingus:test:one"]
    assert 0 < int(str(client.pttl(NAME))) <= 9500
    assert cache.state() == "ok"


@pytest.mark.usefixtures("used")
def test_what_was_read_before_a_change_is_not_kept_after_it(client: redis.Redis) -> None:
    cache.put(NAME, "old", seconds=9)
    cache.drop(NAME)
    cache.put(NAME, "old", seconds=9)  # whoever had asked the database before the change
    assert cache.get(NAME) is None
    assert 100 < int(str(client.ttl(NAME))) <= cache.GONE_SECONDS


@pytest.mark.usefixtures("used")
def test_what_we_did_not_write_is_as_if_it_were_not_there(client: redis.Redis) -> None:
    client.set(NAME, b"\x80 not json")
    assert cache.get(NAME) is None
    client.delete(NAME)
    client.lpush(NAME, "another kind")
    assert cache.get(NAME) is None


@pytest.mark.usefixtures("_counted")
def test_a_frozen_one_costs_one_wait_and_is_then_left_alone(own: RedisServer) -> None:
    cache.put(NAME, 1, seconds=60)
    assert cache.get(NAME) == 1
    own.process.send_signal(signal.SIGSTOP)
    asked_at, tries = monotonic(), faults()
    with structlog.testing.capture_logs() as lines:
        assert [cache.get(NAME) for _ in range(1000)] == [None] * 1000
    windows = 1 + int((monotonic() - asked_at) / cache.LEFT_ALONE_SECONDS)
    assert faults() - tries <= windows  # each a wait of 50 ms; a thousand of them would take 50 s
    assert [line["event"] for line in lines] == ["redis lost"]
    assert cache.state() == cache.SILENT


def test_a_dead_one_is_as_good_as_none(own: RedisServer) -> None:
    cache.put(NAME, 1, seconds=60)
    own.process.kill()
    own.process.wait()
    assert cache.get(NAME) is None
    cache.put(NAME, 1, seconds=60)
    cache.drop(NAME)
    assert cache.state() == cache.SILENT


def test_one_that_was_emptied_fills_again(own: RedisServer) -> None:
    cache.put(NAME, 1, seconds=60)
    with redis.Redis.from_url(own.url) as client:
        client.flushall()
    assert cache.get(NAME) is None
    cache.put(NAME, 2, seconds=60)
    assert cache.get(NAME) == 2


def test_a_full_one_keeps_nothing_new_and_still_takes_away(own: RedisServer) -> None:
    cache.put(NAME, 1, seconds=60)
    with redis.Redis.from_url(own.url) as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        cache.put(cache.key("test", "two"), 2, seconds=60)
        assert cache.get(NAME) == 1  # it answers, so it is asked
        cache.drop(NAME)
        assert client.exists(NAME) == 0


def test_taking_away_is_tried_although_it_is_left_alone(own: RedisServer) -> None:
    cache.put(NAME, 1, seconds=60)
    own.process.send_signal(signal.SIGSTOP)
    assert cache.get(NAME) is None
    own.process.send_signal(signal.SIGCONT)
    cache.drop(NAME)
    with redis.Redis.from_url(own.url) as client:
        assert client.get(NAME) == cache.GONE
    assert cache.state() == "ok"


def test_a_breaker_lets_one_try_when_its_time_is_over() -> None:
    breaker = cache.Breaker(left_alone_seconds=0.01)
    assert breaker.lets_through()
    assert (breaker.failed(), breaker.failed()) == (True, False)
    threading.Event().wait(0.02)
    assert breaker.lets_through()
    assert breaker.is_open
    assert (breaker.went_well(), breaker.went_well()) == (True, False)
    assert [breaker.lets_through() for _ in range(3)] == [True] * 3


def test_a_breaker_lets_nobody_try_before_its_time_is_over() -> None:
    breaker = cache.Breaker(left_alone_seconds=60)
    breaker.failed()
    assert not breaker.lets_through()
