"""Real PostgreSQL of this run's version, started and stopped at will."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingus.ops.postgres import Cluster
from mingus.ops.postgres.roles import DATABASE
from tests import in_memory


@pytest.fixture(scope="session")
def programs() -> dict[str, str]:
    """The variables that choose this run's PostgreSQL; bin/test makes one run on the newest and one on the oldest."""
    return {name: value for name, value in os.environ.items() if name == "MINGUS_PG_BIN"}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Pytest's own folders are closed to others; this one the server's user can reach, and its path is short."""
    with temporary_home() as folder:
        yield folder


@pytest.fixture(scope="session")
def shared_server(programs: dict[str, str]) -> Iterator[Cluster]:
    with temporary_home() as folder:
        made = Cluster(folder / "home", durable=False, environ=programs)
        made.start()
        yield made
        made.stop()


@pytest.fixture
def server(shared_server: Cluster) -> Cluster:
    """A running server with a new, empty database; for tests that leave it running."""
    shared_server.clone_database("template1", DATABASE)
    return shared_server


@pytest.fixture
def own_cluster(open_folder: Path, programs: dict[str, str]) -> Iterator[Cluster]:
    """A server of this test's own, not started yet: to be started, stopped and killed."""
    made = Cluster(open_folder / "home", durable=False, environ=programs)
    yield made
    made.stop(anyones=True)


def start_python(program: str, environ: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Another process that runs `program` with our Mingus."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A short path that the server's user can reach; gone after the block."""
    with in_memory.folder("mingus-test-") as folder:
        yield folder
