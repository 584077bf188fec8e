"""The worker as it runs: another process, which is asked for things by rows in the database alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mingus.core import crypto, db, jobs
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import Role, Urls
from tests import worker_jobs
from tests.conftest import SECRETS
from tests.ops.waiting import eventually

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 30.0


@pytest.fixture
def queue(cluster: Cluster, configuration: Settings) -> Iterator[Urls]:
    """A database of this test's own, so that the worker finds nobody else's jobs."""
    assert worker_jobs.__name__ in {handler.run.__module__ for handler in jobs.handlers()}
    own = cluster.clone_database("mingus_template", f"test_worker_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    db.connect(own.application)
    yield own
    db.connect(configuration.database_url)


@contextmanager
def working(queue: Urls, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that has said it is there."""
    environ = {**os.environ, **SECRETS, "DATABASE_URL": queue.application}
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.worker_jobs"], cwd=ROOT, env=environ, stdout=said, stderr=said
        )
    try:
        assert until(lambda: ask(queue, "SELECT count(*) FROM procrastinate_workers") != [(0,)]), log.read_text()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def until(happened: Callable[[], bool]) -> bool:
    return eventually(happened, PATIENCE_SECONDS)


def ask(queue: Urls, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(queue.libpq(Role.SUPERUSER), autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def enqueue(name: str, file: Path, word: str = "done") -> None:
    with db.transaction(new_id()) as session:
        jobs.enqueue(session, name, path=str(file), word=word)


def words(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def jobs_left(queue: Urls) -> list[tuple[str, int]]:
    """Status and attempts of every job that is not done."""
    return ask(queue, "SELECT status::text, attempts FROM procrastinate_jobs WHERE task_name LIKE 'test.%' ORDER BY id")


def now_due(queue: Urls) -> None:
    """Spare the test the pause before the next attempt."""
    ask(queue, "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    ask(queue, 'SELECT pg_notify(\'procrastinate_queue_v1#default\', \'{"type": "job_inserted", "job_id": 1}\')')


def test_a_job_runs_when_its_cause_is_committed_and_never_when_it_is_not(queue: Urls, tmp_path: Path) -> None:
    file = tmp_path / "words"
    with working(queue, tmp_path / "log"):
        with pytest.raises(ZeroDivisionError), db.transaction(new_id()) as session:
            jobs.enqueue(session, "test.note", path=str(file), word="rolled-back")
            raise ZeroDivisionError
        enqueue("test.note", file, "committed")
        assert until(lambda: words(file) == ["committed"])
        assert until(lambda: jobs_left(queue) == [])


def test_a_worker_says_that_it_is_there(queue: Urls, tmp_path: Path) -> None:
    with working(queue, tmp_path / "log"):
        beat = (
            "SELECT name LIKE 'worker@%', now() - seen_at < interval '1 minute', version <> '' FROM worker_heartbeats"
        )
        assert until(lambda: ask(queue, beat) == [(True, True, True)])


def test_a_worker_told_to_stop_ends_what_it_has_begun(queue: Urls, tmp_path: Path) -> None:
    file = tmp_path / "words"
    with working(queue, tmp_path / "log") as process:
        enqueue("test.wait", file)
        assert until(lambda: words(file) == ["done"])
        process.send_signal(signal.SIGTERM)
        assert until(lambda: "top" in (tmp_path / "log").read_text() or process.poll() is None)
        file.unlink()
        assert process.wait(PATIENCE_SECONDS) == 0
    assert jobs_left(queue) == []


def test_a_job_that_fails_is_tried_five_times_and_kept_as_failed(queue: Urls, tmp_path: Path) -> None:
    file, log = tmp_path / "words", tmp_path / "log"
    with working(queue, log):
        enqueue("test.fail", file, "tried")
        for attempt in range(1, jobs.MAX_ATTEMPTS):
            assert until(lambda attempt=attempt: jobs_left(queue) == [("todo", attempt)])  # type: ignore[misc]  # bound
            now_due(queue)
        assert until(lambda: jobs_left(queue) == [("failed", jobs.MAX_ATTEMPTS)])
    assert words(file) == ["tried"] * jobs.MAX_ATTEMPTS
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    told = [line for line in lines if line["event"] == "job failed"]
    assert {(line["job"], "ValueError" in line["exception"]) for line in told} == {("test.fail", True)}
    assert "alice" not in log.read_text()


def test_the_job_of_a_worker_that_was_killed_is_given_to_the_next(queue: Urls, tmp_path: Path) -> None:
    file = tmp_path / "words"
    _kill_over(queue, file, tmp_path / "log")
    with working(queue, tmp_path / "log"):
        _reap(queue)
        assert until(lambda: words(file) == ["done", "done"])
        file.unlink()
        assert until(lambda: jobs_left(queue) == [])


def test_a_job_that_kills_its_workers_is_given_up(queue: Urls, tmp_path: Path) -> None:
    file = tmp_path / "words"
    _kill_over(queue, file, tmp_path / "log")
    ask(queue, f"UPDATE procrastinate_jobs SET attempts = {jobs.MAX_ATTEMPTS - 1} WHERE status = 'doing'")
    with working(queue, tmp_path / "log"):
        _reap(queue)
        assert until(lambda: jobs_left(queue) == [("failed", jobs.MAX_ATTEMPTS)])
    assert words(file) == ["done"]


def test_what_is_done_by_the_clock_is_done_once_in_its_time_and_noted(
    queue: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "words"
    monkeypatch.setenv("CLOCK_FILE", str(file))
    done = "SELECT now() - finished_at < interval '1 minute' FROM job_runs WHERE name = 'test.clock'"
    with working(queue, tmp_path / "log"):
        _tick(queue, "test.clock", 1)
        assert until(lambda: ask(queue, done) == [(True,)])
        _tick(queue, "test.clock", 2)
        assert until(lambda: jobs_left(queue) == [])
        assert words(file) == ["tick"]
        ask(queue, "UPDATE job_runs SET finished_at = now() - interval '2 hours'")
        _tick(queue, "test.clock", 3)
        assert until(lambda: words(file) == ["tick", "tick"])


def test_the_daily_forgetting_runs_in_the_worker(queue: Urls, tmp_path: Path) -> None:
    with working(queue, tmp_path / "log"):
        _tick(queue, "identity.prune", 1)
        done = "SELECT name FROM job_runs WHERE name = 'identity.prune'"  # others may be due at this minute too
        assert until(lambda: ask(queue, done) == [("identity.prune",)])


def _tick(queue: Urls, name: str, timestamp: int) -> None:
    """What happens when the clock says so."""
    task = f"ROW('periodic', '{name}', 0, NULL, NULL, '{{\"timestamp\": {timestamp}}}', NULL)"
    ask(queue, f"SELECT procrastinate_defer_jobs_v1(ARRAY[{task}]::procrastinate_job_to_defer_v1[])")


def _kill_over(queue: Urls, file: Path, log: Path) -> None:
    """A worker that dies in the middle of a job, a while ago."""
    with working(queue, log) as process:
        enqueue("test.wait", file)
        assert until(lambda: words(file) == ["done"])
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert [status for status, _ in jobs_left(queue)] == ["doing"]
    ask(queue, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'")


def _reap(queue: Urls) -> None:
    """What happens on every full minute."""
    task = "ROW('periodic', 'core.give_back_stalled_jobs', 0, NULL, NULL, '{\"timestamp\": 1}', NULL)"
    ask(queue, f"SELECT procrastinate_defer_jobs_v1(ARRAY[{task}]::procrastinate_job_to_defer_v1[])")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY: is not set"),
        ({"FIELD_ENCRYPTION_KEY": "z" * 32}, "FIELD_ENCRYPTION_KEY has id"),
    ],
)
def test_a_worker_that_is_configured_wrongly_says_so_and_exits_78(
    queue: Urls, configuration: Settings, changed: dict[str, str], said: str
) -> None:
    with db.transaction(db.GLOBAL) as session:
        crypto.use(configuration).check(session)
    environ = {**os.environ, **SECRETS, "DATABASE_URL": queue.application, **changed}
    command = [sys.executable, "-m", "mingus.worker"]
    ran = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    assert (ran.returncode, said in ran.stderr, "Traceback" in ran.stderr) == (78, True, False)
