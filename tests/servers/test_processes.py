"""A server ends with its tests, even when those are killed, and one that does not start says why."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.waiting import eventually
from tests.servers import processes

ROOT = Path(__file__).parents[2]
KILLED = """
from tests.servers.redis import redis_server
with redis_server() as server:
    print(server.port, flush=True)
    input()
"""


def test_nothing_is_left_when_the_tests_are_killed() -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert tests.stdout
    port = int(tests.stdout.readline())
    assert processes.answers(port)
    os.kill(tests.pid, signal.SIGKILL)
    tests.communicate()
    assert eventually(lambda: not processes.answers(port))


def test_one_that_does_not_start_shows_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such directive')"]
    failing = processes.running(command, tmp_path / "log", lambda: False)
    with pytest.raises(AssertionError, match="no such directive"), failing:
        raise AssertionError("the block must not begin")


def test_what_is_not_installed_is_said_with_the_command_that_installs_it() -> None:
    with pytest.raises(pytest.skip.Exception, match="apt install gone-server"):
        processes.program("gone-server", package="gone-server")
