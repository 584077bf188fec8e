"""A child process of the supervisor: started with a bounded log, stopped with patience, restarted with back-off."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingus.ops.backoff import BackOff
from mingus.ops.guard import Guard

STOP_SECONDS = 28.0  # gunicorn gives running requests 25 s
LOG_BYTES = 5 * 1024 * 1024
LAST_LINES = 15
LAST_BYTES = 8192


@dataclass(frozen=True)
class Program:
    """What to run: a name people read in messages, the command, and its whole environment."""

    name: str
    command: list[str]
    environ: Mapping[str, str]


class Child:
    """One running program. Its output goes to LOGS/<name>.log, at most two files of LOG_BYTES."""

    def __init__(self, program: Program, logs: Path, guard: Guard) -> None:
        self.program = program
        self.log = logs / f"{program.name}.log"
        self._guard = guard
        self._process: subprocess.Popen[bytes] | None = None
        self._back_off = BackOff()

    @property
    def title(self) -> str:
        """How messages call it."""
        return f"The {self.program.name} process"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.program.command,
                env=dict(self.program.environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.log.parent,
                process_group=0,  # Ctrl-C must reach the supervisor alone, which ends us in order
            )
        self._guard.watch(self._process.pid, signal.SIGTERM)

    def has_died(self) -> bool:
        """Whether it ended without having been asked to."""
        return self._process is not None and self._process.poll() is not None

    def pause_before_restart(self) -> float | None:
        """Notes a death: how many seconds to wait before starting again, or None when it has died too often."""
        self._clean_up()
        return self._back_off.pause_seconds()

    def stop(self) -> None:
        """Asks it to end, waits, and ends its whole group by force if it does not."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self._clean_up()

    def last_lines(self) -> str:
        """The end of its log, to be shown to whoever has to mend it."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LAST_BYTES))
            return "\n".join(file.read().decode(errors="replace").splitlines()[-LAST_LINES:])

    def trim_log(self) -> None:
        """Keeps the log bounded. The child goes on appending to the same file, so it is copied and emptied."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
            os.truncate(self.log, 0)

    def _clean_up(self) -> None:
        """Nobody of its group is left: a web worker whose master died would keep the port."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._guard.forget(self._process.pid)
        self._process = None
