"""What /metrics says: the figures of all web processes, and what the database knows of jobs, workers and connections.

prometheus-client is loaded by the first who asks, so that no start of a web process waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

import mingus
from mingus.core import jobs, metrics
from mingus.core.later import Later
from mingus.core.metrics import figures

if TYPE_CHECKING:
    from prometheus_client.core import CounterMetricFamily, Metric

    from mingus.ops import home as homes
else:
    homes = Later("mingus.ops.home")  # knows the embedded PostgreSQL, which web processes never touch

ANSWER_SECONDS: Final = 2.0
QUEUES: Final = frozenset({*jobs.QUEUES, "periodic"})
Answer = tuple[str, str, str, float | None]
WAITING, FAILED, RUNNING = "todo", "failed", "doing"

_ASKED: Final = text(
    """
    SELECT 'jobs', CAST(status AS text), queue_name, CAST(count(*) AS float8)
      FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY status, queue_name
    UNION ALL
    SELECT 'oldest', '', '', CAST(extract(epoch FROM clock_timestamp() - min(asked.at)) AS float8)
      FROM procrastinate_jobs job JOIN procrastinate_events asked ON asked.job_id = job.id AND asked.type = 'deferred'
     WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= clock_timestamp())
    UNION ALL
    SELECT 'heartbeat', '', '', CAST(extract(epoch FROM clock_timestamp() - max(seen_at)) AS float8)
      FROM worker_heartbeats
    UNION ALL
    SELECT 'connections', '', '', CAST(count(*) AS float8) FROM pg_stat_activity WHERE backend_type = 'client backend'
    UNION ALL
    SELECT 'limit', '', '', CAST(current_setting('max_connections') AS float8)
    """
)

_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="metrics")


@dataclass(frozen=True)
class Facts:
    """What is known without asking: the commit of this build, and where a backup leaves its mark."""

    commit: str
    home: Path


def exposition(engine: Engine, facts: Facts) -> tuple[bytes, str]:
    """Every figure as text, and its content type. Where the database does not answer, its figures are missing."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import choose_encoder
    from prometheus_client.registry import Collector

    class Figures(Collector):
        def collect(self) -> Iterator[Metric]:
            yield from _of_the_build(facts)
            if kept := metrics.current():
                yield from _of_the_web(kept)
            yield from _of_the_database(_ask(engine))

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    encode, content_type = choose_encoder("")
    return encode(registry), content_type


def _of_the_build(facts: Facts) -> Iterator[Metric]:
    from prometheus_client.core import GaugeMetricFamily

    labels = {"version": mingus.__version__, "commit": facts.commit}
    yield _labelled(GaugeMetricFamily("mingus_build_info", "Which build answers.", labels=list(labels)), labels, 1)
    record = homes.backup_record(facts.home)
    if record.is_file():
        age = max(0.0, time.time() - record.stat().st_mtime)
        yield GaugeMetricFamily("mingus_last_backup_age_seconds", "Since the last backup was whole.", value=age)


def _of_the_web(kept: figures.Figures) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    def now(cell: int) -> float:
        return kept.table.total(cell, living_only=True)

    yield from _requests(kept)
    yield GaugeMetricFamily(
        "mingus_http_requests_in_flight", "Requests being worked on, this one too.", value=now(figures.IN_FLIGHT)
    )
    yield GaugeMetricFamily("mingus_web_processes", "Web processes alive.", value=kept.table.living())
    yield GaugeMetricFamily("mingus_db_pool_size", "Connections that the pools may hold.", value=now(figures.POOL_SIZE))
    yield GaugeMetricFamily(
        "mingus_db_pool_checked_out", "Connections of the pools in use.", value=max(0.0, now(figures.CHECKED_OUT))
    )
    yield CounterMetricFamily(
        "mingus_db_pool_timeouts", "Waits for a connection given up.", value=kept.table.total(figures.POOL_TIMEOUTS)
    )
    yield CounterMetricFamily(
        "mingus_db_round_trips", "Statements sent to the database.", value=kept.table.total(figures.ROUND_TRIPS)
    )
    yield from _of_the_fast_copy(kept)


def _of_the_fast_copy(kept: figures.Figures) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily

    looks = CounterMetricFamily("mingus_redis_looks", "Looks into the fast copy.", labels=["found"])
    looks.add_metric(["yes"], kept.table.total(figures.CACHE_HITS))
    looks.add_metric(["no"], kept.table.total(figures.CACHE_MISSES))
    yield looks
    yield CounterMetricFamily(
        "mingus_redis_faults",
        "Times that Redis did not answer, or said no.",
        value=kept.table.total(figures.CACHE_FAULTS),
    )


def _requests(kept: figures.Figures) -> Iterator[Metric]:
    """Requests, errors and durations (RED) by route; routes nobody has asked for yet are left out."""
    from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

    answers = CounterMetricFamily(
        "mingus_http_requests", "Answers by route, method and class of status.", labels=["route", "method", "status"]
    )
    durations = HistogramMetricFamily(
        "mingus_http_request_duration_seconds", "Time until an answer began.", labels=["route", "method"]
    )
    bounds = [*(str(bound) for bound in figures.BUCKETS_SECONDS), "+Inf"]
    for (route, method), begin in kept.routes.items():
        counts = [kept.table.total(begin + place) for place in range(len(figures.CLASSES))]
        if not any(counts):
            continue
        _count(answers, (route, method), counts)
        buckets = [kept.table.total(begin + figures.BUCKETS_AT + place) for place in range(len(bounds))]
        total_seconds = kept.table.total(begin + figures.SUM_AT)
        durations.add_metric([route, method], list(zip(bounds, accumulate(buckets), strict=True)), total_seconds)
    yield answers
    yield durations


def _count(answers: CounterMetricFamily, route: tuple[str, str], counts: Iterable[float]) -> None:
    for kind, number in zip(figures.CLASSES, counts, strict=True):
        if number:
            answers.add_metric([*route, kind], number)


def _of_the_database(rows: list[Answer] | None) -> Iterator[Metric]:
    from prometheus_client.core import GaugeMetricFamily

    yield GaugeMetricFamily("mingus_db_up", "Whether the database answered.", value=0 if rows is None else 1)
    if rows is None:
        return
    waiting = GaugeMetricFamily("mingus_jobs", "Jobs by state and queue.", labels=["state", "queue"])
    states = {WAITING: "waiting", RUNNING: "running", FAILED: "failed"}
    found = {(row[1], row[2]): row[3] or 0 for row in rows if row[0] == "jobs" and row[2] in QUEUES}
    for status, state in states.items():
        for queue in sorted(QUEUES):
            waiting.add_metric([state, queue], found.get((status, queue), 0))
    yield waiting
    said = {row[0]: row[3] for row in rows if row[0] != "jobs" and row[3] is not None}
    yield GaugeMetricFamily("mingus_jobs_oldest_age_seconds", "How long the oldest waits.", value=said.get("oldest", 0))
    for name, word, meaning in (
        ("mingus_worker_heartbeat_age_seconds", "heartbeat", "Since a worker last said that it is there."),
        ("mingus_db_connections", "connections", "Connections to the server, all programs'."),
        ("mingus_db_connections_limit", "limit", "How many the server allows."),
    ):
        if word in said:
            yield GaugeMetricFamily(name, meaning, value=said[word])


def _labelled(family: Any, labels: dict[str, str], value: float) -> Any:
    family.add_metric(list(labels.values()), value)
    return family


def _ask(engine: Engine) -> list[Answer] | None:
    """The rows; None when they are not there within two seconds."""
    try:
        return _asking.submit(_rows, engine).result(timeout=ANSWER_SECONDS)
    except (FutureTimeout, PoolTimeout, DBAPIError):
        return None


def _rows(engine: Engine) -> list[Answer]:
    with engine.connect() as connection:
        return [(row[0], row[1], row[2], row[3]) for row in connection.execute(_ASKED).all()]
