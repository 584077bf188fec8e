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

BUCKETS_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
CLASSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx")
IN_FLIGHT, CHECKED_OUT, POOL_SIZE, POOL_TIMEOUTS, ROUND_TRIPS = range(5)
CACHE_HITS, CACHE_MISSES, CACHE_FAULTS, FIRST_ROUTE = range(5, 9)
BUCKETS_AT: Final = len(CLASSES)
SUM_AT: Final = BUCKETS_AT + len(BUCKETS_SECONDS) + 1
ROUTE_CELLS: Final = SUM_AT + 1
NO_ROUTE: Final = ("(none)", "(any)")  # what no route took: mistyped addresses, wrong methods

Route = tuple[str, str]


@dataclass(frozen=True)
class Figures:
    """The table, and where each route's numbers begin in it."""

    table: table.Table
    routes: dict[Route, int]

    def request_done(self, route: Route, status: int, seconds: float) -> None:
        """Count one answer."""
        begin = self.routes.get(route) or self.routes[NO_ROUTE]
        self.table.add(begin + min(max(status // 100, 1), 5) - 1)
        self.table.add(begin + BUCKETS_AT + bisect_left(BUCKETS_SECONDS, seconds))
        self.table.add(begin + SUM_AT, seconds)


_kept: list[Figures] = []


def install(app: Flask, engine: Engine, *, is_shared: bool) -> None:
    """Keep the figures of `app` and of the pool of `engine`, together with its sister processes if `is_shared`.

    Call it last: what was added to the application before is counted, what comes afterwards is not.
    """
    routes = _layout(app)
    cells = FIRST_ROUTE + len(routes) * ROUTE_CELLS
    name = sha256(repr(sorted(routes)).encode()).hexdigest()[:16]
    rows = table.shared(cells, name, os.getppid()) if is_shared else table.private(cells)
    for gauge in (IN_FLIGHT, CHECKED_OUT):
        rows.put(gauge, 0)  # whoever had this row before may have been killed in the middle of something
    rows.put(POOL_SIZE, engine.pool.size() if hasattr(engine.pool, "size") else 0)
    _kept[:] = [Figures(rows, routes)]
    _watch(engine, rows)
    app.wsgi_app = _InFlight(app.wsgi_app, rows)  # type: ignore[method-assign]  # Flask's own way


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


def _watch(engine: Engine, rows: table.Table) -> None:
    event.listen(engine, "checkout", lambda *_: rows.add(CHECKED_OUT))
    event.listen(engine, "checkin", lambda *_: rows.add(CHECKED_OUT, -1))


class _InFlight:
    """The outermost layer: how many requests are being worked on, files included."""

    def __init__(self, application: Any, rows: table.Table) -> None:
        self._application = application
        self._rows = rows

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self._rows.add(IN_FLIGHT)
        try:
            return self._application(environ, start_response)
        finally:
            self._rows.add(IN_FLIGHT, -1)
