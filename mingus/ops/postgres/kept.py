"""The embedded server as a part that `mingus run` keeps alive: noticed when it ends, started again in its place."""

from pathlib import Path

from mingus.core.errors import ConfigurationError, Unavailable
from mingus.ops.backoff import RESTARTS_PER_MINUTE, BackOff
from mingus.ops.postgres import server
from mingus.ops.postgres.cluster import Cluster


class KeptCluster:
    """A cluster that was started before and is stopped afterwards by whoever made it."""

    title = "PostgreSQL"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._back_off = BackOff()
        self._failed_starts = 0
        self._complaint = ""

    @property
    def log(self) -> Path:
        return self._cluster.layout.logs

    def has_died(self) -> bool:
        """Whether no postmaster runs. One that lost a single backend recovers by itself and is left to it."""
        return self._cluster.pid is None

    def pause_before_restart(self) -> float | None:
        """Notes a death: how many seconds to wait before starting again, or None to give up."""
        # A start may fail only after a minute of trying, so that failed ones would never be many in one minute.
        return None if self._failed_starts > RESTARTS_PER_MINUTE else self._back_off.pause_seconds()

    def start(self) -> None:
        """Returns when it takes connections again, under the same address; or has failed to, as `has_died` then says.

        The data were never in danger: PostgreSQL replays its log.
        """
        try:
            self._cluster.start()
        except (ConfigurationError, Unavailable) as error:
            self._failed_starts += 1
            self._complaint = str(error)
        else:
            self._failed_starts = 0
            self._complaint = ""

    def last_lines(self) -> str:
        """Why the last start failed, else the end of the server's log."""
        return self._complaint or server.last_words(self._cluster.layout)

    def tidy(self) -> None:
        """Removes old logs."""
        self._cluster.tidy()
