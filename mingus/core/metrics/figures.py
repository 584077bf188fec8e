"""Which figures Mingus keeps, and counting them while it answers. `ops` shows them at /metrics.

A request is counted by its route, never by its address, so that the number of figures is fixed when the application is
assembled and no figure tells anything about a person.
"""

import os
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from flask import Flask
from sqlalchemy import Engine, event

from mingus.core.metrics import table
from mingus.core.metrics.table import Table

BUCKETS_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
CLASSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx")
IN_FLIGHT, CHECKED_OUT, POOL_SIZE, POOL_TIMEOUTS, ROUND_TRIPS = range(5)
CACHE_HITS, CACHE_MISSES, CACHE_FAULTS, FIRST_ROUTE = range(5, 9)
BUCKETS_AT: Final = len(CLASSES)
SUM_AT: Final = BUCKETS_AT + len(BUCKETS_SECONDS) + 1
ROUTE_CELLS: Final = SUM_AT + 1
NO_ROUTE: Final = ("(none)", "(any)")  # what no route took: mistyped addresses, wrong methods

Route = tuple[str, str]


@dataclass
class Figures:
    """The table, where each route's numbers begin in it, and how many connections the pool may hold."""

    table: Table
    routes: dict[Route, int]
    pool_size: int

    def count_in(self, rows: Table) -> None:
        """Count in this table from here on."""
        for gauge in (IN_FLIGHT, CHECKED_OUT):
            rows.put(gauge, 0)  # whoever had this row before may have been killed in the middle of something
        rows.put(POOL_SIZE, self.pool_size)
        self.table = rows

    def request_done(self, route: Route, status: int, seconds: float) -> None:
        """Count one answer."""
        begin = self.routes.get(route) or self.routes[NO_ROUTE]
        self.table.add(begin + min(max(status // 100, 1), 5) - 1)
        self.table.add(begin + BUCKETS_AT + bisect_left(BUCKETS_SECONDS, seconds))
        self.table.add(begin + SUM_AT, seconds)


_kept: list[Figures] = []


def install(app: Flask, engine: Engine) -> None:
    """Keep the figures of `app` and of the pool of `engine`, those of this process alone until it joins others.

    Call it last: what was added to the application before is counted, what comes afterwards is not.
    """
    routes = _layout(app)
    rows = table.private(_cells(routes))
    kept = Figures(rows, routes, engine.pool.size() if hasattr(engine.pool, "size") else 0)
    kept.count_in(rows)
    _kept[:] = [kept]
    _watch(engine, kept)
    app.wsgi_app = _InFlight(app.wsgi_app, kept)  # type: ignore[method-assign]  # Flask's own way


def join_sisters() -> None:
    """Keep the figures from here on together with the other children of this process's parent.

    For a process that answers, and in it: one that was forked has a row of its own.
    """
    if _kept:
        routes = _kept[0].routes
        name = sha256(repr(sorted(routes)).encode()).hexdigest()[:16]
        _kept[0].count_in(table.shared(_cells(routes), name, os.getppid()))


def current() -> Figures | None:
    """The figures of this process; None in a command or the worker, which answer no requests."""
    return _kept[0] if _kept else None


def request_done(route: Route, status: int, seconds: float) -> None:
    """Count one answer of the application."""
    if _kept:
        _kept[0].request_done(route, status, seconds)


def pool_timed_out() -> None:
    """Count one who waited for a connection and got none."""
    if _kept:
        _kept[0].table.add(POOL_TIMEOUTS)


def statement_sent() -> None:
    """Count one statement on its way to the database."""
    if _kept:
        _kept[0].table.add(ROUND_TRIPS)


def cache_asked(*, found: bool) -> None:
    """Count one look into Redis."""
    if _kept:
        _kept[0].table.add(CACHE_HITS if found else CACHE_MISSES)


def cache_failed() -> None:
    """Count one time that Redis did not answer, or said no."""
    if _kept:
        _kept[0].table.add(CACHE_FAULTS)


def _layout(app: Flask) -> dict[Route, int]:
    found = {
        (rule.rule, method) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"OPTIONS"}
    }
    ordered: Iterable[Route] = [NO_ROUTE, *sorted(found)]
    return {route: FIRST_ROUTE + number * ROUTE_CELLS for number, route in enumerate(ordered)}


def _cells(routes: dict[Route, int]) -> int:
    return FIRST_ROUTE + len(routes) * ROUTE_CELLS


def _watch(engine: Engine, kept: Figures) -> None:
    event.listen(engine, "checkout", lambda *_: kept.table.add(CHECKED_OUT))
    event.listen(engine, "checkin", lambda *_: kept.table.add(CHECKED_OUT, -1))


class _InFlight:
    """The outermost layer: how many requests are being worked on, files included."""

    def __init__(self, application: Any, kept: Figures) -> None:
        self._application = application
        self._kept = kept

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self._kept.table.add(IN_FLIGHT)
        try:
            return self._application(environ, start_response)
        finally:
            self._kept.table.add(IN_FLIGHT, -1)
