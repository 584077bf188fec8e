"""Only those who work in the data folder are ended."""

import subprocess
import sys
from pathlib import Path

from mingus.ops.postgres import leftovers
from mingus.ops.processes import lives
from tests.ops.waiting import eventually


def test_others_are_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    inside, outside = (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, cwd=cwd) for cwd in (data, tmp_path)
    )
    leftovers.end(data)
    assert eventually(lambda: not lives(inside.pid))
    assert lives(outside.pid)
    for process in (inside, outside):
        process.kill()
        process.communicate()
