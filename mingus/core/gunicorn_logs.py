"""gunicorn's own lines in the form of ours: given to gunicorn by `--logger-class`, also in its master process."""

from typing import Any

from gunicorn.glogging import Logger

from mingus.core.logs import LikeOurs


class JsonLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Writes starting, stopping, time-outs and refused requests of gunicorn as JSON."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn at its start and whenever its configuration is read again."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(LikeOurs())
