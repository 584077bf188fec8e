"""A process that has ended is not taken for a living one."""

import os
import subprocess
import sys

from mingus.ops.processes import lives
from tests.ops.waiting import eventually


def test_a_child_lives_until_it_ends() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert lives(child.pid)
    child.kill()
    assert eventually(lambda: not lives(child.pid))
    child.communicate()
    assert lives(os.getppid())
