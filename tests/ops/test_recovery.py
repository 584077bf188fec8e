"""The whole of `mingus run` when its database is killed: ready again in seconds, with the data; nothing left over."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from mingus.ops.postgres import Cluster, Role
from tests.ops.conftest import temporary_home
from tests.ops.test_run import free_port, is_gone
from tests.ops.waiting import eventually

pytestmark = pytest.mark.postgres

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90.0  # for a machine with much else to do; an idle one takes two
MARK = "proof that outlives the server"


class Mingus:
    """`mingus run` as people start it."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.cluster = Cluster(home)
        self.said = home.parent / "said"
        command = [sys.executable, "-m", "mingus", "run", "--home", str(home), "--port", str(self.port)]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=said, stderr=said)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5):
                return True
        except OSError:
            return False

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with self._connected() as db:
            cursor = db.execute(query)
            return cursor.fetchall() if cursor.description else []

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        """A server that has just begun to recover turns everybody away for a moment."""
        ends_at = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return psycopg.connect(self.cluster.urls().libpq(Role.SUPERUSER), autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > ends_at:
                    raise
                time.sleep(0.1)

    def processes(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture
def mingus() -> Iterator[Mingus]:
    with temporary_home() as folder:
        running = Mingus(folder / "home")
        try:
            assert eventually(running.is_ready, PATIENCE_SECONDS), running.said.read_text()
            running.ask(f"INSERT INTO worker_heartbeats (name, seen_at, version) VALUES ('{MARK}', now(), '1')")
            yield running
        finally:
            if running.process.poll() is None:
                running.process.kill()
            running.process.wait()
            running.cluster.stop(anyones=True)


def test_a_killed_postmaster_comes_back_with_the_data_and_all_ends_on_ctrl_c(mingus: Mingus) -> None:
    before = mingus.processes()
    killed = mingus.cluster.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: mingus.cluster.pid not in {None, killed}, PATIENCE_SECONDS)
    assert eventually(mingus.is_ready, PATIENCE_SECONDS), mingus.said.read_text()
    assert mingus.ask(f"SELECT count(*) FROM worker_heartbeats WHERE name = '{MARK}'") == [(1,)]
    assert "PostgreSQL ended; starting it again in 0.5 s." in mingus.said.read_text()
    assert worker_beats_again(mingus)
    _ends_without_leaving_anything(mingus, before)


def test_one_killed_backend_is_mended_by_postgresql_itself(mingus: Mingus) -> None:
    before = mingus.processes()
    postmaster = mingus.cluster.pid
    [(backend, *_), *_] = mingus.ask("SELECT pid FROM pg_stat_activity WHERE usename = 'mingus_app'")
    assert isinstance(backend, int)
    os.kill(backend, signal.SIGKILL)
    assert eventually(mingus.is_ready, PATIENCE_SECONDS), mingus.said.read_text()
    assert mingus.cluster.pid == postmaster
    assert worker_beats_again(mingus)
    _ends_without_leaving_anything(mingus, before)


def worker_beats_again(mingus: Mingus) -> bool:
    """Not only the beat from before the crash, which readiness would believe for a minute."""
    [(seen_at,)] = mingus.ask("SELECT clock_timestamp()")
    query = f"SELECT count(*) FROM worker_heartbeats WHERE seen_at > '{seen_at}'"
    return eventually(lambda: mingus.ask(query) == [(1,)], PATIENCE_SECONDS)


def _ends_without_leaving_anything(mingus: Mingus, before: list[psutil.Process]) -> None:
    everything = [*before, *mingus.processes()]
    mingus.process.send_signal(signal.SIGINT)
    assert mingus.process.wait(40) == 0
    assert [process for process in everything if not is_gone(process)] == []
