"""Children end with a parent that was killed, and only then."""

import os
import signal
import subprocess
import sys

from mingus.ops.guard import Guard
from mingus.ops.processes import lives
from tests.ops.conftest import start_python
from tests.ops.waiting import eventually

WATCHES = """
import signal, subprocess, sys
from mingus.ops.guard import Guard
guard = Guard()
children = [subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) for _ in range(2)]
for child in children:
    guard.watch(child.pid, signal.SIGTERM)
guard.forget(children[1].pid)
print(*[child.pid for child in children], flush=True)
sys.stdin.read()
"""


def test_a_killed_parent_takes_watched_children_along_and_spares_forgotten_ones() -> None:
    with start_python(WATCHES, {}) as parent:
        assert parent.stdout
        watched, forgotten = map(int, parent.stdout.readline().split())
        assert lives(watched)
        parent.kill()
    assert eventually(lambda: not lives(watched))
    assert lives(forgotten)
    os.kill(forgotten, 9)


def test_the_guard_ends_when_there_is_nothing_left_to_watch() -> None:

    guard = Guard()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        guard.watch(child.pid, signal.SIGTERM)
        guard.forget(child.pid)
        assert child.poll() is None
        child.kill()
