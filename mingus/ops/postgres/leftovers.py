"""Backends that outlived their postmaster: idle ones leave by themselves, busy ones would keep the next server out."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")


def end(data: Path) -> None:
    """Ends every process that works in the data folder `data`, whose postmaster must be dead.

    By force: nobody is there to hear the answer, and PostgreSQL's log holds all that was committed. Systems without
    /proc wait for the end of the query instead.
    """
    for pid in _working_in(data):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _working_in(data: Path) -> Iterator[int]:
    for link in PROCESSES.glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):  # it has ended, or is not ours to look at
            if link.readlink() == data:
                yield int(link.parent.name)
