"""The guard's own program: imports nothing but the least, so that it costs little. See `mingus.ops.guard`."""

import contextlib
import os
import signal
import sys
import time

PATIENCE_SECONDS = 30.0
POLL_SECONDS = 0.1


def main() -> None:
    """Reads `pid signal` lines (signal 0: forget it) until the other end is gone; then ends who is left."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    watched: dict[int, int] = {}
    for line in sys.stdin:
        pid, number = map(int, line.split())
        if number:
            watched[pid] = number
        else:
            watched.pop(pid, None)
    for pid in reversed(watched):
        _end(pid, watched[pid])


def _end(pid: int, number: int) -> None:
    """Asks politely, waits, then ends the whole process group by force."""
    with contextlib.suppress(OSError):
        os.kill(pid, number)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _lives(pid) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as about:  # noqa: PTH123 - pathlib would double this process's memory
            return about.read().rsplit(")", 1)[-1].split()[0] != "Z"
    except FileNotFoundError:
        return True  # a system without /proc
    except OSError:
        return False


if __name__ == "__main__":
    main()
