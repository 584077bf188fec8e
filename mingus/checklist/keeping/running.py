"""Runs a command, passes its output through, and remembers how it ended, how long it took and what it said."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import IO, Any, BinaryIO, Final

from mingus.checklist.keeping.counting import TestCounts
from mingus.core.errors import UsageError

KEPT_BYTES: Final = 256 * 1024
GRACE_SECONDS: Final = 10  # between asking a command to stop and making it
DRAIN_SECONDS: Final = 5  # a program it left behind may hold its output open for ever
TIMED_OUT, INTERRUPTED, TERMINATED = "timed out", "interrupted", "terminated"
_LEAVES_WITH: Final = {TIMED_OUT: 124, INTERRUPTED: 130, TERMINATED: 143}


class Output:
    """What a command said: all of it hashed and counted, the last part kept."""

    def __init__(self) -> None:
        self.length_bytes = 0
        self.tests = TestCounts()
        self._digest = hashlib.sha256()
        self._last = b""
        self._lock = threading.Lock()

    def take(self, piece: bytes) -> None:
        """Remember the next piece, from either of the command's streams."""
        with self._lock:
            self.length_bytes += len(piece)
            self._digest.update(piece)
            self.tests.feed(piece)
            self._last = (self._last + piece)[-KEPT_BYTES:]

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    @property
    def kept(self) -> bytes:
        """The last part; its first line says how much was left out before it."""
        left_out = self.length_bytes - len(self._last)
        return (f"… {left_out:,} bytes before this are left out\n".encode() if left_out else b"") + self._last


@dataclass(frozen=True)
class Ran:
    """How a command went. `exit_code` is None when it did not come to its end; `stopped` says why."""

    exit_code: int | None
    stopped: str
    duration_ms: int
    output: Output

    @property
    def leaves_with(self) -> int:
        """The exit code for whoever started us: the command's own, as a shell would say it."""
        if self.exit_code is None:
            return _LEAVES_WITH[self.stopped]
        return 128 - self.exit_code if self.exit_code < 0 else self.exit_code

    @property
    def figures(self) -> dict[str, int | str | bool]:
        """What was measured, for the record."""
        said: dict[str, int | str | bool] = {
            "duration_ms": self.duration_ms,
            "output_bytes": self.output.length_bytes,
            "output_sha256": self.output.sha256,
            **self.output.tests.figures,
        }
        return {**said, "stopped": self.stopped} if self.stopped else said


def run(command: Sequence[str], *, at_most_seconds: float | None = None) -> Ran:
    """Runs `command` to its end, its time-out, or a signal. Raises UsageError when it can't be started."""
    began_at = time.monotonic()
    output = Output()
    stop = _Stop()
    with stop.listening():
        try:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        except OSError as error:
            raise UsageError(f"{command[0]} can't be started: {error.strerror}. Nothing was recorded.") from None
        with process:
            stop.watch(process, at_most_seconds)
            exit_code = _heard_out(process, output)
    output.tests.end()
    duration_ms = round((time.monotonic() - began_at) * 1000)
    return Ran(None if stop.why else exit_code, stop.why, duration_ms, output)


@dataclass
class _Stop:
    """Ends the command with everything it started: politely, and after a while for good.

    It listens before there is a command, so that a signal in between is not lost.
    """

    why: str = ""
    _process: subprocess.Popen[bytes] | None = None
    _timers: list[threading.Timer] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        before = {name: signal.signal(name, self._asked) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for timer in self._timers:
                timer.cancel()
            for name, handler in before.items():
                signal.signal(name, handler)

    def watch(self, process: subprocess.Popen[bytes], at_most_seconds: float | None) -> None:
        self._process = process
        if self.why:
            self._send(signal.SIGTERM)
            self._later(GRACE_SECONDS, self._send, signal.SIGKILL)
        elif at_most_seconds is not None:
            self._later(at_most_seconds, self._stop, TIMED_OUT, signal.SIGTERM)

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if self.why:
            self._send(signal.SIGKILL)
        else:
            self._stop(INTERRUPTED if number == signal.SIGINT else TERMINATED, signal.Signals(number))

    def _stop(self, why: str, how: signal.Signals) -> None:
        if self._process is None or self._process.returncode is None:
            self.why = self.why or why
            self._send(how)
            self._later(GRACE_SECONDS, self._send, signal.SIGKILL)

    def _send(self, how: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)

    def _later(self, seconds: float, act: Any, *arguments: Any) -> None:
        timer = threading.Timer(seconds, act, arguments)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()


def _heard_out(process: subprocess.Popen[bytes], output: Output) -> int:
    """The exit code, once both streams are read; what still holds them open then is not waited for long."""
    readers = [_reader(process.stdout, sys.stdout.buffer, output), _reader(process.stderr, sys.stderr.buffer, output)]
    exit_code = process.wait()
    for reader in readers:
        reader.join(DRAIN_SECONDS)
    return exit_code


def _reader(source: IO[bytes] | None, through: BinaryIO, output: Output) -> threading.Thread:
    assert source is not None, "both streams are pipes"
    thread = threading.Thread(target=_pass_through, args=(source, through, output), daemon=True)
    thread.start()
    return thread


def _pass_through(source: IO[bytes], through: BinaryIO, output: Output) -> None:
    listened_to = True
    with suppress(OSError, ValueError):  # closed under us, because what holds it open outlived the command
        while piece := os.read(source.fileno(), 65536):
            output.take(piece)
            if listened_to:
                listened_to = _said(through, piece)


def _said(through: BinaryIO, piece: bytes) -> bool:
    """Whether anybody still reads our own output, as `| head` does not for long."""
    try:
        through.write(piece)
        through.flush()
    except OSError:
        return False
    return True
