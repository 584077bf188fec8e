"""Waiting for what another process does."""

import time
from collections.abc import Callable


def eventually(happened: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether it happened within `seconds`."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
