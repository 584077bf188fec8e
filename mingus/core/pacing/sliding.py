"""A sliding minute: this minute's uses, and of the minute before as much as still lies within sixty seconds.

Two numbers a key instead of a list of moments. Who asks evenly gets exactly the limit; nobody gets more than it, and
one use over, in any minute that begins on the clock's.
"""

from collections.abc import Sequence
from threading import Lock
from time import monotonic
from typing import Final

from mingus.core.pacing.rates import SECONDS, Use

MAX_KEYS: Final = 20_000  # of a minute; a few megabytes, whoever asks from however many addresses


def wait(before: int, current: int, at_most: int, passed: float) -> float:
    """How long until one more fits, in windows; 0 when it does now. `passed` is the share of this window gone by."""
    if before * (1 - passed) + current + 1 <= at_most:
        return 0.0
    if current < at_most and before:
        return max(0.0, 1 - (at_most - current - 1) / before - passed)
    return 1 - passed + max(0.0, 1 - (at_most - 1) / current)


class Counter:
    """Uses counted in this process. Past `max_keys` in a minute, new ones go uncounted rather than fill the memory."""

    def __init__(self, *, seconds: float = SECONDS, max_keys: int = MAX_KEYS) -> None:
        self._seconds, self._max_keys = seconds, max_keys
        self._window = 0
        self._before: dict[tuple[str, str], int] = {}
        self._current: dict[tuple[str, str], int] = {}
        self._lock = Lock()

    def wait_seconds(self, uses: Sequence[Use], moment: float | None = None) -> float:
        """Count these uses; or, when one of them is over its limit, none: then how long to wait."""
        at = (monotonic() if moment is None else moment) / self._seconds
        window = int(at)
        with self._lock:
            if window != self._window:
                self._before = self._current if window == self._window + 1 else {}
                self._current, self._window = {}, window
            longest = max(self._wait(use, at - window) for use in uses)
            if longest == 0:
                for use in uses:
                    self._count(use.key)
            return longest * self._seconds

    def _wait(self, use: Use, passed: float) -> float:
        return wait(self._before.get(use.key, 0), self._current.get(use.key, 0), use.at_most, passed)

    def _count(self, key: tuple[str, str]) -> None:
        used = self._current.get(key)
        if used is not None:
            self._current[key] = used + 1
        elif len(self._current) < self._max_keys:
            self._current[key] = 1
