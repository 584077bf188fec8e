"""`mingus run` starts everything, keeps it alive, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from mingus.ops.postgres import Cluster
from mingus.ops.run import _about_mail
from tests.ops.conftest import temporary_home
from tests.ops.waiting import eventually

ROOT = Path(__file__).parents[2]


class Running:
    """One stand-in for `mingus run` and the processes it made."""

    def __init__(self, home: Path, port: int, *more: str) -> None:
        self.home = home
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.ops.stand_in", str(home), str(port), *more],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def until_ready(self) -> list[psutil.Process]:
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("Address: "):
                return psutil.Process(self.process.pid).children(recursive=True)
        raise AssertionError(self.process.communicate()[1])

    def web_pid(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
            return int(answer.read())

    def end(self, number: signal.Signals) -> tuple[str, str]:
        self.process.send_signal(number)
        return self.process.communicate(timeout=30)


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def kept() -> Iterator[Running]:
    """One that keeps running, for tests that let it."""
    with temporary_home() as folder, started(folder / "home", free_port()) as running:
        running.until_ready()
        yield running


@pytest.fixture
def home(open_folder: Path) -> Path:
    return open_folder / "home"


@contextmanager
def started(home: Path, port: int, *more: str) -> Iterator[Running]:
    running = Running(home, port, *more)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_and_leaves_no_process(home: Path, port: int, number: signal.Signals) -> None:
    with started(home, port) as running:
        processes = running.until_ready()
        assert len(processes) > 5  # web, worker, guard, PostgreSQL and its own
        said, _ = running.end(number)
    assert running.process.returncode == 0
    assert said.endswith("Mingus has stopped.\n")
    assert [process for process in processes if not is_gone(process)] == []


def test_killing_it_leaves_no_process_and_the_next_start_recovers(home: Path, port: int) -> None:
    with started(home, port) as running:
        processes = running.until_ready()
        running.end(signal.SIGKILL)
    with started(home, port) as again:
        again.until_ready()
        assert [process for process in processes if not is_gone(process)] == []


def test_it_says_where_mail_is_when_none_is_sent() -> None:
    assert _about_mail({}) == {"Mail": "SMTP_URL is not set; read it by: mingus mail list"}
    assert _about_mail({"SMTP_URL": "smtps://mail.example.com"}) == {}


def test_a_second_one_on_the_same_home_is_refused(kept: Running, port: int) -> None:
    second = Running(kept.home, port)
    _, complaint = second.process.communicate(timeout=30)
    assert second.process.returncode == 78
    assert complaint.startswith(f"Mingus already runs with the home {kept.home} (process {kept.process.pid}).")
    assert kept.process.poll() is None


def test_a_port_in_use_is_named_with_what_to_do(home: Path, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        running = Running(home, port)
        _, complaint = running.process.communicate(timeout=30)
    assert running.process.returncode == 78
    assert complaint == (
        f"Port {port} is in use by another program. Stop that one, or choose another port with --port {port + 1}.\n"
    )
    assert Cluster(home).pid is None


def test_a_part_that_keeps_dying_is_named_with_its_last_words(home: Path, port: int) -> None:
    running = Running(home, port, "worker that dies")
    _, complaint = running.process.communicate(timeout=60)
    assert running.process.returncode == 70
    assert "The worker process ended again and again." in complaint
    assert "I can not find my tools" in complaint
    assert Cluster(home).pid is None
    with pytest.raises(OSError, match="refused"):
        running.web_pid()


def test_a_database_that_keeps_dying_is_named(home: Path, port: int) -> None:
    with started(home, port) as running:
        running.until_ready()
        cluster = Cluster(home)
        for _ in range(4):
            assert eventually(lambda: cluster.pid is not None)
            os.kill(cluster.pid or 0, signal.SIGKILL)
            assert eventually(lambda: cluster.pid is None)
        said, complaint = running.process.communicate(timeout=60)
    assert running.process.returncode == 70
    assert said.count("PostgreSQL ended; starting it again") == 3
    assert "PostgreSQL ended again and again. Its last lines, from " in complaint
    assert cluster.pid is None


def test_a_part_that_dies_once_is_started_again(kept: Running) -> None:
    killed = kept.web_pid()
    os.kill(killed, signal.SIGKILL)

    def another_answers() -> bool:
        try:
            return kept.web_pid() != killed
        except OSError:
            return False

    assert eventually(another_answers)


def test_secrets_and_logs_are_the_owners_alone(kept: Running) -> None:
    for folder in ("secrets", "logs"):
        assert (kept.home / folder).stat().st_mode & 0o077 == 0
    assert {path.name for path in (kept.home / "secrets").iterdir()} == {"database.env", "mingus.env"}
