"""Web workers are forked from a process that has loaded the application, and share nothing with it but memory.

As `mingus run` starts them: two workers, with the options of `mingus.ops.programs`.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from mingus.ops import programs
from mingus.ops.postgres.cluster import Cluster
from tests.conftest import SECRETS
from tests.databases import Scratch, cloned
from tests.ops.waiting import eventually
from tests.servers import processes
from tests.servers.serving import Served

ROOT = Path(__file__).parents[2]
WORKERS = 2
POOL = 3
LIMIT = "DO $$BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT {}', current_database()); END$$"


class Forked:
    """A running server: what its workers answer, and how they are."""

    def __init__(self, here: Served, master: psutil.Process) -> None:
        self.master = master
        self._here = here

    def workers(self) -> set[int]:
        return {child.pid for child in self.master.children()}

    def ask(self, path: str) -> str:
        answer = self._here.ask("GET", path, headers={"Host": "localhost"})
        assert answer.status == 200, answer.body
        return answer.body

    def ask_of(self, worker: int, path: str) -> str:
        """The answer of this worker: the others stand still meanwhile."""
        others = [psutil.Process(pid) for pid in self.workers() - {worker}]
        for other in others:
            other.suspend()
        try:
            return self.ask(path)
        finally:
            for other in others:
                other.resume()

    def figure(self, name: str, **labels: str) -> float:
        families = text_string_to_metric_families(self.ask("/metrics"))
        samples = [sample for family in families for sample in family.samples]
        return sum(each.value for each in samples if each.name == name and labels.items() <= each.labels.items())

    def has_others_than(self, before: set[int]) -> bool:
        return len(self.workers()) == WORKERS and not self.workers() & before


def sockets_of(pid: int) -> set[str]:
    """What the kernel calls them: two processes that name the same one share it."""
    found = {str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()}
    return {name for name in found if name.startswith("socket:")}


@contextmanager
def forked(database_url: str, folder: Path) -> Iterator[Forked]:
    port = processes.free_port()
    sizes = {"WEB_WORKERS": str(WORKERS), "WEB_THREADS": "2", "DATABASE_POOL_SIZE": str(POOL)}
    environ = {**os.environ, **SECRETS, **sizes, "FLASK_ENV": "testing", "PYTHONPATH": str(ROOT)}
    web = programs.web({**environ, "DATABASE_URL": database_url}, "127.0.0.1", port)
    log = folder / "log"
    with processes.running(web.command, log, lambda: processes.answers(port), environ=web.environ) as process:
        server = Forked(Served(port, log), psutil.Process(process.pid))
        assert eventually(lambda: server.figure("mingus_web_processes") == WORKERS)
        yield server


@pytest.fixture(scope="module")
def database(cluster: Cluster) -> Iterator[Scratch]:
    with cloned(cluster) as made:
        yield made


@pytest.fixture(scope="module")
def server(database: Scratch) -> Iterator[Forked]:
    with processes.folder("forked") as folder, forked(database.app, folder) as running:
        yield running


@pytest.fixture
def no_database(database: Scratch) -> Iterator[None]:
    """Nobody reaches it, and who did is cut off."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    database.run(LIMIT.format(0), f"SELECT pg_terminate_backend(pid) {others}")
    yield
    database.run(LIMIT.format(-1))


def test_what_they_are_forked_from_speaks_with_nobody_and_has_one_thread(server: Forked) -> None:
    sockets = server.master.net_connections()
    assert {each.status for each in sockets} == {psutil.CONN_LISTEN}
    assert server.master.num_threads() == 1


def test_what_each_counts_is_summed(server: Forked) -> None:
    robots = {"name": "mingus_http_requests_total", "route": "/robots.txt", "status": "2xx"}
    before = server.figure(**robots)
    for worker in server.workers():
        server.ask_of(worker, "/robots.txt")
        server.ask_of(worker, "/robots.txt")
    assert server.figure(**robots) == before + 2 * WORKERS
    assert server.figure("mingus_db_pool_size") == POOL * WORKERS


def test_each_speaks_with_the_database_on_connections_of_its_own(server: Forked) -> None:
    for worker in server.workers():
        server.ask_of(worker, "/metrics")
    one, other = (sockets_of(worker) - sockets_of(server.master.pid) for worker in server.workers())
    assert one
    assert other
    assert not one & other


def test_one_that_is_killed_is_replaced_and_what_it_counted_stays(server: Forked) -> None:
    robots = {"name": "mingus_http_requests_total", "route": "/robots.txt", "status": "2xx"}
    there = server.workers()
    killed = min(there)
    server.ask_of(killed, "/robots.txt")
    before = server.figure(**robots)
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: server.figure("mingus_web_processes") == WORKERS and killed not in server.workers())
    (new,) = server.workers() - there
    server.ask_of(new, "/robots.txt")
    assert server.figure(**robots) == before + 1


@pytest.mark.usefixtures("no_database")
def test_one_that_is_killed_while_the_database_is_away_is_replaced_too(server: Forked) -> None:
    before = server.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: server.has_others_than(before))
    assert server.ask("/health/live")
    assert server.figure("mingus_db_up") == 0


def test_a_hangup_renews_them_all_while_they_answer(server: Forked) -> None:
    before = server.workers()
    server.master.send_signal(signal.SIGHUP)

    def renewed() -> bool:
        server.ask("/health/live")
        return server.has_others_than(before)

    assert eventually(renewed)
    assert eventually(lambda: server.figure("mingus_web_processes") == WORKERS)
    assert server.master.is_running()


def test_what_must_not_start_ends_at_once_with_its_sentence() -> None:
    web = programs.web({**os.environ, **SECRETS, "DATABASE_URL": "mysql://elsewhere"}, "127.0.0.1", 0)
    environ = {**web.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(web.command, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "DATABASE_URL" in done.stderr, "Traceback" in done.stderr) == (78, True, False)
