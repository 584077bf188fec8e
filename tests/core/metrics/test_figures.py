"""What is counted of a request: its route, its class of status, how long it took, what it asked of the database."""

from flask import Flask
from sqlalchemy import create_engine

from mingus.core.metrics import BUCKETS_SECONDS, NO_ROUTE, figures
from mingus.ops.postgres.roles import Urls


def build(urls: Urls) -> tuple[figures.Figures, Flask, object]:
    app = Flask("counted")
    app.add_url_rule("/things/<uuid:thing_id>", "thing", lambda **_: "x")
    engine = create_engine(urls.application, pool_size=3, max_overflow=0)
    before = list(figures._kept)
    figures.install(app, engine)
    kept = figures.current()
    figures._kept[:] = before
    assert kept
    return kept, app, engine


def test_a_request_is_counted_by_its_route_and_class(urls: Urls) -> None:
    kept, _, _ = build(urls)
    route = ("/things/<uuid:thing_id>", "GET")
    kept.request_done(route, 204, 0.03)
    kept.request_done(route, 503, 99.0)
    begin = kept.routes[route]
    assert [kept.table.total(begin + place) for place in range(5)] == [0, 1, 0, 0, 1]
    buckets = [kept.table.total(begin + figures.BUCKETS_AT + place) for place in range(len(BUCKETS_SECONDS) + 1)]
    assert buckets == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert kept.table.total(begin + figures.SUM_AT) == 99.03


def test_what_has_no_route_makes_no_new_figure(urls: Urls) -> None:
    kept, _, _ = build(urls)
    size = len(kept.routes)
    for method in ("GET", "PROPFIND", "X" * 1000):
        kept.request_done(("/mistyped/alice@example.com", method), 404, 0.001)
    assert len(kept.routes) == size
    assert kept.table.total(kept.routes[NO_ROUTE] + 3) == 3


def test_the_pool_tells_how_much_of_it_is_used(urls: Urls) -> None:
    kept, _, _ = build(urls)
    _, _, engine = build(urls)
    assert kept.table.total(figures.POOL_SIZE) == 3
    figures_of_it, _, engine = build(urls)
    with engine.connect():  # type: ignore[attr-defined]  # an Engine
        assert figures_of_it.table.total(figures.CHECKED_OUT) == 1
    assert figures_of_it.table.total(figures.CHECKED_OUT) == 0


def test_requests_being_worked_on_are_counted_until_they_are_answered(urls: Urls) -> None:
    kept, app, _ = build(urls)
    seen: list[float] = []
    app.before_request(lambda: seen.append(kept.table.total(figures.IN_FLIGHT)))
    app.test_client().get("/nothing")
    assert seen == [1.0]
    assert kept.table.total(figures.IN_FLIGHT) == 0
