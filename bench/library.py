"""The library against the least it can cost: its pages beside the very statements they send, through psycopg alone."""

import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import event, text

from bench import floors
from bench.installation import connect
from mingus.articles.keeping import KEPT
from mingus.core import db

ARTICLES = 5_000
COUNTED = 60
PAGES = {
    "list": "/api/articles/?topic=saving",
    "search": "/api/articles/search?q=emergency+fund",
    "reader": "/api/articles/bench-1",
    "list page": "/library?topic=saving",
    "reader page": "/library/bench-1",
}
HEAD = """---
slug: {slug}
title: An emergency fund, article {number}
summary: What an emergency fund is for, how large, and where it lies, in article {number}.
phase: {phase}
level: beginner
topics: [saving]
author: Mingus
published: 2026-01-01
updated: 2026-01-01
sources: []
objectives: [Know what it is for, Put the first dollars aside]
prerequisites: []
related: [bench-1000, bench-2000]
---
"""
WORDS = "Money put aside for the month that goes wrong is an emergency fund. " * 60


def fill() -> int:
    """A shelf of articles as long as the shipped ones; how many."""
    from mingus import articles

    connect(os.environ)
    with db.transaction(db.GLOBAL) as session:
        texts = (
            HEAD.format(slug=f"bench-{n}", number=n, phase=("be", "do", "have")[n % 3]) + f"\n## Part\n\n{WORDS} {n}\n"
            for n in range(1, 101)
        )
        articles.load(session, texts)
        session.execute(text(_COPIES), {"count": ARTICLES // 100 - 1})
    with db.transaction(db.GLOBAL) as session:
        session.execute(text("ANALYZE articles"))  # as on a shelf that has stood for a day
    return ARTICLES


def requests() -> dict[str, dict[str, float]]:
    """Median seconds by the clock of each page of a visitor's, and of the statements that draw it by psycopg alone."""
    from mingus.wsgi import app

    connect(os.environ)
    client = app.test_client()
    found = {}
    with floors.plain_connection() as connection:
        connection.autocommit = True
        connection.prepare_threshold = None  # behind a pooler nobody can prepare
        for name, path in PAGES.items():
            client.get(path)
            app.extensions.pop(KEPT, None)  # what is kept sends nothing, and would be held against nothing
            sent = _sent_by(partial(client.get, path))
            replay = partial(_replay, connection, sent)
            page, floor = _medians([partial(client.get, path), replay])
            found[name] = {"seconds": page, "floor_seconds": floor, "statements": float(len(sent))}
    return found


def _sent_by(ask: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements that a page sends, with their values."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        sent.append((statement, values))

    event.listen(db.engine(), "before_cursor_execute", note)
    assert ask().status_code == 200
    event.remove(db.engine(), "before_cursor_execute", note)
    return sent


def _replay(connection: Any, sent: list[tuple[str, Any]]) -> None:
    for statement, values in sent:
        cursor = connection.execute(statement.encode(), values or None)
        if cursor.description:
            cursor.fetchall()


def _medians(calls: list[Callable[[], Any]]) -> list[float]:
    """Seconds by the clock of each, in turn, so that they share the machine's moods."""
    rounds = [[_timed(call) for call in calls] for _ in range(COUNTED)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _timed(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


_KEPT = (
    "status, number, origin, summary, phase, level, place, topics, objectives, prerequisites, related, goal"
    ", assessment, author, published_on, updated_on, reading_minutes, keywords, body_text, html, outline, sources"
    ", stamp, changed_at, useful_count, not_useful_count, stars_count, stars_sum"
)
_COPIES = (
    f"INSERT INTO articles (id, slug, title, {_KEPT}) SELECT gen_random_uuid(), slug || '-' || n, title || ' ' || n,"
    f" {_KEPT} FROM articles, generate_series(1, :count) n WHERE slug LIKE 'bench-%'"
)
