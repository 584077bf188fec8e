"""What several checks of one run need, worked out once."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """Makes a thing once, also when two checks ask at the same moment; an error is raised again for each of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locks: dict[str, Lock] = {}
        self._made: dict[str, Any] = {}

    def recall(self, name: str, make: Callable[[], Made]) -> Made:
        with self._lock:
            lock = self._locks.setdefault(name, Lock())
        with lock:
            if name not in self._made:
                self._made[name] = self._try(make)
        made, error = self._made[name]
        if error is not None:
            raise error
        found: Made = made
        return found

    @staticmethod
    def _try(make: Callable[[], Made]) -> tuple[Made | None, Exception | None]:
        try:
            return make(), None
        except Exception as error:
            return None, error
