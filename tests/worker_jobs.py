"""Jobs for the tests of the worker: `python -m tests.worker_jobs` is the worker with these beside the real ones."""

import sys
import time
from pathlib import Path

from mingus import worker
from mingus.core.jobs import job


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


if __name__ == "__main__":
    sys.exit(worker.main())
