"""One server process for the length of a block: started, awaited, and ended even if the tests are killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingus.ops.guard import Guard
from mingus.ops.postgres.as_root import ServiceUser
from tests import in_memory
from tests.ops.waiting import eventually

START_SECONDS = 30.0
STOP_SECONDS = 10.0


def program(name: str, *, package: str, folders: str = "") -> Path:
    """The path of an installed program. Skips the test, saying how to install it, when it is missing."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:{folders}")
    if found is None:
        pytest.skip(f"{name} is missing. Install it with: apt install {package}")
    return Path(found)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A folder of its own with a short path, which other users may pass through."""
    with in_memory.folder(f"mingus-{name}-") as made:
        yield made


@contextmanager
def running(
    command: list[str],
    log: Path,
    is_ready: Callable[[], bool],
    *,
    user: ServiceUser | None = None,
    environ: Mapping[str, str] | None = None,
    ending: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, ready, inside the block. Fails with the end of `log` when it does not become ready."""
    guard = Guard()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=dict(environ) if environ is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=log.parent,
            process_group=0,
            **(user or ServiceUser()).identity,
        )
    guard.watch(process.pid, ending)
    try:
        assert eventually(lambda: process.poll() is not None or is_ready(), START_SECONDS), log.read_text()[-2000:]
        assert process.poll() is None, f"{command[0]} ended by itself:\n{log.read_text()[-2000:]}"
        yield process
    finally:
        _end(process, ending)
        guard.forget(process.pid)


def _end(process: subprocess.Popen[bytes], ending: signal.Signals) -> None:
    process.send_signal(ending)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
