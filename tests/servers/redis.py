"""Redis servers of any configuration, and the one that a run of the tests shares.

`redis_server(maxmemory_policy="noeviction")` starts one with that directive; the shared one is the fixture `redis_url`.
"""

import os
import secrets
import string
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
import redis

from tests.servers import processes
from tests.servers.authority import Certificate

SHARED = "MINGUS_TEST_REDIS"
DATABASES = 64
DEFAULTS = {"bind": "127.0.0.1", "save": '""', "appendonly": "no", "databases": str(DATABASES), "daemonize": "no"}

_started = ExitStack()


@dataclass(frozen=True)
class RedisServer:
    """One running server. `url` signs in; it begins with rediss:// when the server speaks TLS."""

    url: str
    port: int
    password: str
    process: "Popen[bytes]"
    folder: Path


@contextmanager
def redis_server(
    *, password: str | None = None, certificate: Certificate | None = None, **directives: str
) -> Iterator[RedisServer]:
    """A server inside the block: a random password (`password=""`: none), no persistence, unless directives say more.

    Directives are redis.conf's, with _ for -: `maxmemory_policy="allkeys-lru"`, `appendonly="yes"`. With a
    `certificate` it speaks TLS alone.
    """
    binary = processes.program("redis-server", package="redis-server")
    word = secrets.token_hex(16) if password is None else password
    port = processes.free_port()
    with processes.folder("redis") as folder:
        own = {"dir": str(folder), **_listening(port, certificate), **({"requirepass": word} if word else {})}
        chosen = {name.replace("_", "-"): value for name, value in directives.items()}
        configuration = folder / "redis.conf"
        configuration.write_text("".join(f"{name} {value}\n" for name, value in {**DEFAULTS, **own, **chosen}.items()))
        configuration.chmod(0o600)
        command = [str(binary), str(configuration)]
        with processes.running(command, folder / "log", lambda: processes.answers(port)) as process:
            sign_in = f":{word}@" if word else ""
            url = f"{'rediss' if certificate else 'redis'}://{sign_in}127.0.0.1:{port}/0"
            yield RedisServer(url, port, word, process, folder)


def pytest_configure(config: pytest.Config) -> None:
    """Start the shared server once, in the process that the workers of a parallel run come from."""
    if hasattr(config, "workerinput") or SHARED in os.environ:
        return
    try:
        os.environ[SHARED] = _started.enter_context(redis_server()).url
    except pytest.skip.Exception:
        return  # tests that ask for it are skipped with the reason


def pytest_unconfigure(config: pytest.Config) -> None:
    """End it."""
    if not hasattr(config, "workerinput"):
        _started.close()


@pytest.fixture
def redis_url() -> str:
    """An empty database, this test process's own, of the run's Redis."""
    processes.program("redis-server", package="redis-server")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    url = f"{os.environ[SHARED].rsplit('/', 1)[0]}/{int(worker.lstrip(string.ascii_letters)) % DATABASES}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


def _listening(port: int, certificate: Certificate | None) -> dict[str, str]:
    if certificate is None:
        return {"port": str(port)}
    files = {"tls-cert-file": str(certificate.certificate), "tls-key-file": str(certificate.key)}
    return {"port": "0", "tls-port": str(port), "tls-auth-clients": "no", **files}
