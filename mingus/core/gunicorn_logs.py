"""gunicorn's own lines in the form of ours: given to gunicorn by `--logger-class`, also in its master process."""

import re
from typing import Any, Final

import structlog
from gunicorn.glogging import Logger

from mingus.core.logs import LikeOurs

# Behind its first words gunicorn quotes what it could not read, which may be anything.
_REFUSED: Final = re.compile(r"Invalid request from ip=\S*: ?[\"']?([A-Za-z ]{0,40})")


class JsonLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Writes starting, stopping, time-outs and refused requests of gunicorn as JSON."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn at its start and whenever its configuration is read again."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(LikeOurs())

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """A refused request without what it said, and without the facts of the request before it on this thread."""
        if refused := _REFUSED.match(str(msg)):
            structlog.contextvars.clear_contextvars()
            msg = f"Invalid request: {refused[1].strip() or 'unreadable'}"
        super().warning(msg, *args, **kwargs)
