"""Real PostgreSQL of both ends of the range: the oldest Mingus runs on, and the newest."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres import Cluster, binaries
from mingus.ops.postgres.roles import DATABASE

OLDEST_AND_NEWEST = (15, 18)


def environment_for(major: int) -> dict[str, str]:
    """Variables that make Mingus take PostgreSQL `major`; none where this machine has only the newest."""
    try:
        folder = binaries.find({}, major=major).folder
    except ConfigurationError:
        folder = binaries.find({}).folder
    return {"MINGUS_PG_BIN": str(folder)}


@pytest.fixture(params=OLDEST_AND_NEWEST, ids=lambda major: f"postgresql-{major}")
def programs(request: pytest.FixtureRequest) -> dict[str, str]:
    return environment_for(request.param)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Pytest's own folders are closed to others; this one the server's user can reach, and its path is short."""
    with temporary_home() as folder:
        yield folder


@pytest.fixture(scope="session", params=OLDEST_AND_NEWEST, ids=lambda major: f"postgresql-{major}")
def shared_server(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    with temporary_home() as folder:
        made = Cluster(folder / "home", durable=False, environ=environment_for(request.param))
        made.start()
        yield made
        made.stop()


@pytest.fixture
def server(shared_server: Cluster) -> Cluster:
    """A running server with a new, empty database; for tests that leave it running."""
    shared_server.clone_database("template1", DATABASE)
    return shared_server


@pytest.fixture
def cluster(open_folder: Path, programs: dict[str, str]) -> Iterator[Cluster]:
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
    with tempfile.TemporaryDirectory(prefix="mingus-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
