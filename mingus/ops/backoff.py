"""How long to wait before a part that ended is started again, and when to give it up."""

import time
from collections import deque

RESTARTS_PER_MINUTE = 3
MINUTE_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5


class BackOff:
    """The recent deaths of one part."""

    def __init__(self) -> None:
        self._deaths: deque[float] = deque(maxlen=RESTARTS_PER_MINUTE + 1)

    def pause_seconds(self) -> float | None:
        """Notes a death: how many seconds to wait before starting again, or None when it has died too often."""
        now = time.monotonic()
        self._deaths.append(now)
        recent = sum(1 for died_at in self._deaths if now - died_at < MINUTE_SECONDS)
        if recent > RESTARTS_PER_MINUTE:
            return None
        return float(FIRST_PAUSE_SECONDS * 2 ** (recent - 1))
