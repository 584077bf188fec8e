"""Several processes count in one table, and what one of them leaves behind is never lost or counted twice."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from mingus.core.metrics import table

ROOT = Path(__file__).parents[3]
COUNT = """
import sys
from pathlib import Path
from mingus.core.metrics import table
rows = table.shared(3, "layout", int(sys.argv[1]), Path(sys.argv[2]))
rows.add(0, 5)
rows.put(1, 7)
print(rows.total(0), rows.total(1, living_only=True), rows.living(), flush=True)
sys.stdin.readline()
"""


def process(root: Path) -> subprocess.Popen[str]:
    """A process that counted 5, has a gauge of 7, says what it sees, and lives until told to end."""
    command = [sys.executable, "-c", COUNT, str(os.getpid()), str(root)]
    made = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert made.stdout
    made.said = made.stdout.readline().strip()  # type: ignore[attr-defined]  # kept beside what says it
    return made


def end(running: subprocess.Popen[str]) -> None:
    running.communicate("\n", timeout=20)


def test_counters_of_the_ended_count_on_and_their_gauges_do_not(tmp_path: Path) -> None:
    first = process(tmp_path)
    second = process(tmp_path)
    assert first.said == "5.0 7.0 1"  # type: ignore[attr-defined]  # see above
    assert second.said == "10.0 14.0 2"  # type: ignore[attr-defined]  # see above
    first.kill()
    first.communicate()
    third = process(tmp_path)
    assert third.said == "15.0 14.0 2"  # type: ignore[attr-defined]  # see above
    end(second)
    end(third)
    assert len(list(tmp_path.glob("*/slot-*"))) == 2  # the third took the row of the first


def test_no_count_is_lost_between_threads() -> None:
    rows = table.private(2)

    def count() -> None:
        for _ in range(20_000):
            rows.add(1)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (rows.total(0), rows.total(1)) == (0.0, 80_000.0)


def test_what_a_family_that_ended_left_is_swept_away(tmp_path: Path) -> None:
    old = tmp_path / f"mingus-figures-{os.getuid()}-999999999"
    old.mkdir()
    (old / "slot-0").touch()
    table.shared(3, "layout", os.getpid(), tmp_path)
    assert not old.exists()


def test_a_folder_that_others_may_open_is_not_used(tmp_path: Path) -> None:
    (tmp_path / f"mingus-figures-{os.getuid()}-{os.getpid()}").mkdir(mode=0o755)
    with pytest.raises(PermissionError):
        table.shared(3, "layout", os.getpid(), tmp_path)


def test_more_processes_than_rows_serve_without_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_SLOTS", 1)
    first = table.shared(1, "layout", os.getpid(), tmp_path)
    second = table.shared(1, "layout", os.getpid(), tmp_path)
    second.add(0)
    assert first.total(0) == 0
    assert second.total(0) == 1
