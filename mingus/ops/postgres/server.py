"""One postmaster process: starting it, telling whether it runs, stopping it."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from mingus.core.errors import ConfigurationError, Unavailable
from mingus.ops.postgres import leftovers
from mingus.ops.postgres.as_root import ServiceUser
from mingus.ops.postgres.binaries import Binaries
from mingus.ops.postgres.layout import Layout
from mingus.ops.processes import lives

START_SECONDS = 60.0  # recovery after a crash replays at most max_wal_size
FAST_SECONDS = 30.0
IMMEDIATE_SECONDS = 5.0
POLL_SECONDS = 0.02
WORDS_SHOWN = 1500
STATUS_LINE = 7  # of postmaster.pid, counted from 0
LEFT_BEHIND = "pre-existing shared memory block"  # by backends of a killed server
STILL_LEAVING = (LEFT_BEHIND, "lock file")


def start(layout: Layout, binaries: Binaries, user: ServiceUser, options: list[str]) -> subprocess.Popen[bytes]:
    """The running, ready server, in a process group of its own. Raises ConfigurationError with its last words."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        _clear_foreign_pid_file(layout)
        process = _spawn(layout, binaries, user, options)
        if _became_ready(layout, process, deadline):
            return process
        said = last_words(layout)
        if time.monotonic() > deadline or not any(words in said for words in STILL_LEAVING):
            raise ConfigurationError(f"PostgreSQL {binaries.version} did not start in {layout.data}:\n{said}")
        time.sleep(POLL_SECONDS * 10)
        if LEFT_BEHIND in said and running_pid(layout) is None:
            leftovers.end(layout.data)


def running_pid(layout: Layout) -> int | None:
    """The process id of the server that runs on this cluster; None when none does."""
    pid = _pid_in(layout.pid_file)
    return pid if pid and _is_postmaster(pid, layout.data) else None


def stop(layout: Layout, pid: int) -> None:
    """Ends the server: fast, then at once, then by force. Returns when it is gone; no committed row is lost."""
    escalation = (
        (signal.SIGINT, FAST_SECONDS),
        (signal.SIGQUIT, IMMEDIATE_SECONDS),
        (signal.SIGKILL, IMMEDIATE_SECONDS),
    )
    for number, seconds in escalation:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if _wait(lambda: not lives(pid), time.monotonic() + seconds):
            return
    raise Unavailable(f"PostgreSQL (process {pid}) in {layout.data} does not end.")


def last_words(layout: Layout) -> str:
    """The end of what the server said, in its own log or, before that was open, on its output."""
    logs = [layout.start_output, *sorted(layout.logs.glob("postgresql-*.log"))[-1:]]
    texts = [log.read_text(errors="replace").strip()[-WORDS_SHOWN:] for log in logs if log.exists()]
    return "\n".join(filter(None, texts))


def environment() -> dict[str, str]:
    """What PostgreSQL's programs get of ours: no PG* variable may lead them elsewhere."""
    kept = ("PATH", "TZDIR", "TMPDIR", "SYSTEMROOT")
    return {"LC_ALL": "C", "TZ": "UTC", **{name: os.environ[name] for name in kept if name in os.environ}}


def _spawn(layout: Layout, binaries: Binaries, user: ServiceUser, options: list[str]) -> subprocess.Popen[bytes]:
    command = [str(binaries.program("postgres")), "-D", str(layout.data), *options]
    with layout.start_output.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=layout.root,
            env=environment(),
            process_group=0,  # Ctrl-C in the terminal must reach it only through us, last
            umask=0o077,
            **user.identity,
        )


def _became_ready(layout: Layout, process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Whether the server takes connections; when not, it has ended."""
    if _wait(lambda: _is_ready(layout, process.pid) or process.poll() is not None, deadline):
        return process.poll() is None
    stop(layout, process.pid)
    return False


def _is_ready(layout: Layout, pid: int) -> bool:
    try:
        lines = layout.pid_file.read_text(errors="replace").splitlines()
    except OSError:
        return False
    return len(lines) > STATUS_LINE and lines[0] == str(pid) and lines[STATUS_LINE].strip() == "ready"


def _clear_foreign_pid_file(layout: Layout) -> None:
    """After a crash and a restart of the machine the number in postmaster.pid may be another program's by now."""
    pid = _pid_in(layout.pid_file)
    if pid and not _is_postmaster(pid, layout.data):
        layout.pid_file.unlink(missing_ok=True)


def _pid_in(pid_file: Path) -> int | None:
    try:
        first = pid_file.read_text(errors="replace").split("\n", 1)[0]
    except OSError:
        return None
    return abs(int(first)) if first.strip().lstrip("-").isdigit() else None


def _is_postmaster(pid: int, data: Path) -> bool:
    if not lives(pid):
        return False
    words = Path(f"/proc/{pid}/cmdline")
    try:
        command = words.read_text(errors="replace") if words.exists() else _command_by_ps(pid)
    except OSError:
        return False
    return str(data) in command


def _command_by_ps(pid: int) -> str:
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _wait(happened: Callable[[], bool], deadline: float) -> bool:
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
