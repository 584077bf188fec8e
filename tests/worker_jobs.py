"""Jobs for the tests of the worker: `python -m tests.worker_jobs` is the worker with these beside the real ones."""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from mingus import worker
from mingus.core.jobs import job, periodic


@job("test.note")
def note(path: str, word: str) -> None:
    """Write a word down where the test looks for it."""
    with Path(path).open("a") as file:
        file.write(f"{word}\n")


@job("test.fail")
def fail(path: str, word: str) -> None:
    """Write a word down and break."""
    note(path, word)
    raise ValueError("alice@example.com")


@job("test.wait", queue="bulk")
def wait(path: str, word: str) -> None:
    """Write a word down and wait until the file is gone."""
    note(path, word)
    while Path(path).exists():
        time.sleep(0.02)


@periodic("test.clock", cron="0 0 1 1 *", at_most_every=timedelta(hours=1))
def clock() -> None:
    """Write a word down where the environment says."""
    if path := os.environ.get("CLOCK_FILE"):
        note(path, "tick")


if __name__ == "__main__":
    sys.exit(worker.main())
