"""Keeps the children of `mingus run` alive until it is told to stop, and leaves none behind."""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Protocol

from mingus.core.errors import MingusError
from mingus.ops.children import Child
from mingus.ops.progress import Progress

TICK_SECONDS = 0.2
READY_SECONDS = 90.0
CHORE_SECONDS = 60.0


class ChildFailed(MingusError):
    """A part of Mingus keeps ending by itself. The message names it and shows its last words."""

    code = "child_failed"


class Stop(threading.Event):
    """Set when SIGINT, SIGTERM or SIGHUP arrived; a second one interrupts at once."""

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Inside the block the signals set this event instead of ending the process."""
        ours = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._arrived) for number in ours}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _arrived(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - Python calls it so
        if self.is_set():
            raise KeyboardInterrupt
        self.set()


class Part(Protocol):
    """What can die and be started again: a child, or the embedded database."""

    @property
    def title(self) -> str:
        """How messages call it."""

    @property
    def log(self) -> Path:
        """Where it says what is wrong."""

    def has_died(self) -> bool: ...
    def pause_before_restart(self) -> float | None: ...
    def start(self) -> None: ...
    def last_lines(self) -> str: ...


class Supervisor:
    """Starts children in order, watches them, and stops them in the opposite order.

    `ground` is what they stand on, running before and after them: it is only kept alive.
    """

    def __init__(
        self,
        children: Sequence[Child],
        stop: Stop,
        progress: Progress,
        *,
        ground: Sequence[Part] = (),
        chore: Callable[[], None] = lambda: None,
    ) -> None:
        self._children = children
        self._ground = ground
        self._chore = chore  # done once a minute
        self._chore_due_at = 0.0
        self._stop = stop
        self._progress = progress

    @contextmanager
    def running(self) -> Iterator[None]:
        """The children run inside the block; none of them does after it, however it ends."""
        try:
            for child in self._children:
                child.start()
            yield
        finally:
            for child in reversed(self._children):
                child.stop()

    def wait_until(self, is_ready: Callable[[], str]) -> bool:
        """Waits until `is_ready` answers '' (otherwise: what is missing). False when told to stop meanwhile.

        Raises ChildFailed when a child ends for good, or when it takes too long.
        """
        deadline = time.monotonic() + READY_SECONDS
        while missing := is_ready():
            if time.monotonic() > deadline:
                raise ChildFailed(
                    f"Mingus did not become ready in {READY_SECONDS:.0f} seconds: {missing}\n{self._words()}"
                )
            self._tend()
            if self._stop.wait(TICK_SECONDS):
                return False
        return True

    def serve(self) -> None:
        """Returns when told to stop. Raises ChildFailed when a child can't be kept alive."""
        while not self._stop.wait(TICK_SECONDS):
            self._tend()

    def _tend(self) -> None:
        if time.monotonic() > self._chore_due_at:
            self._chore_due_at = time.monotonic() + CHORE_SECONDS
            self._chore()
        for child in self._children:
            child.trim_log()
        for part in (*self._ground, *self._children):  # a child whose database is gone would only die once more
            self._keep_alive(part)

    def _keep_alive(self, part: Part) -> None:
        """Returns when it runs, or when told to stop."""
        while part.has_died():
            pause_seconds = part.pause_before_restart()
            if pause_seconds is None:
                raise ChildFailed(
                    f"{part.title} ended again and again. Its last lines, from {part.log}:\n{part.last_lines()}"
                )
            self._progress.warn(f"{part.title} ended; starting it again in {pause_seconds:g} s.")
            if self._stop.wait(pause_seconds):
                return
            part.start()

    def _words(self) -> str:
        return "\n".join(f"{child.log}:\n{child.last_lines()}" for child in self._children)
