"""Redis servers are as their directives say, and gone when their block ends."""

import os
import ssl
from pathlib import Path

import pytest
import redis

from tests.servers import processes
from tests.servers.authority import Authority
from tests.servers.redis import SHARED, redis_server


def test_the_shared_one_is_empty_and_asks_for_its_password(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        assert client.config_get("save", "appendonly", "bind") == {"save": "", "appendonly": "no", "bind": "127.0.0.1"}
        client.set("left", "behind")  # and the next test sees nothing of it
    open_url = "redis://127.0.0.1:" + os.environ[SHARED].rsplit(":", 1)[1]
    with redis.Redis.from_url(open_url) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_nothing_is_left_from_the_test_before(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.keys() == []


def test_directives_are_followed_and_the_server_ends_with_the_block() -> None:
    with redis_server(maxmemory="32mb", maxmemory_policy="noeviction", appendonly="yes", password="") as server:
        with redis.Redis.from_url(server.url) as client:
            found = client.config_get("maxmemory-policy", "appendonly", "requirepass")
        assert found == {"maxmemory-policy": "noeviction", "appendonly": "yes", "requirepass": ""}
        assert (server.folder / "appendonlydir").is_dir()
    assert server.process.poll() is not None
    assert not processes.answers(server.port)
    assert not server.folder.exists()


def test_with_a_certificate_it_speaks_tls_alone(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with redis_server(certificate=authority.issue()) as server:
        assert server.url.startswith("rediss://")
        with redis.Redis.from_url(server.url, ssl_ca_certs=str(authority.certificate)) as client:
            assert client.ping()
        with redis.Redis.from_url(server.url) as stranger, pytest.raises(redis.ConnectionError, match="CERTIFICATE"):
            stranger.ping()
        plain = server.url.replace("rediss", "redis")
        with redis.Redis.from_url(plain) as careless, pytest.raises(redis.ConnectionError):
            careless.ping()


def test_a_certificate_that_has_ended_is_served_for_clients_to_refuse(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with redis_server(certificate=authority.expired()) as server:
        client = redis.Redis.from_url(server.url, ssl_ca_certs=str(authority.certificate))
        with client, pytest.raises((redis.ConnectionError, ssl.SSLError), match="expired"):
            client.ping()
