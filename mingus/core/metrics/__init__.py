"""Figures about how Mingus runs, kept by every web process and summed when somebody asks."""

from mingus.core.metrics.figures import (
    BUCKETS_SECONDS,
    CLASSES,
    NO_ROUTE,
    Figures,
    cache_asked,
    cache_failed,
    current,
    install,
    join_sisters,
    pool_timed_out,
    request_done,
    statement_sent,
)

__all__ = [
    "BUCKETS_SECONDS",
    "CLASSES",
    "NO_ROUTE",
    "Figures",
    "cache_asked",
    "cache_failed",
    "current",
    "install",
    "join_sisters",
    "pool_timed_out",
    "request_done",
    "statement_sent",
]
