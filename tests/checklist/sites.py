"""Sites for checks to ask: our own application, and one that says whatever a test wants."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
import psycopg
import pytest

from mingus.ops.postgres import Role
from mingus.ops.postgres.roles import Urls
from tests.checklist.proofs import HEAD
from tests.servers.http import Answer, HttpServer, Request, http_server

JSON = {"Content-Type": "application/json", "Cache-Control": "no-store"}
PROBLEM = {"Content-Type": "application/problem+json"}
TOKEN = "0f" * 16


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def says(said: object, status: int = 200, **headers: str) -> Answer:
    """An answer in JSON that no cache keeps; header names are written with underscores."""
    return Answer(status, orjson.dumps(said), {**JSON, **_named(headers)})


def page(text: str = "", status: int = 200, **headers: str) -> Answer:
    """An answer in HTML."""
    return Answer(status, text.encode(), {"Content-Type": "text/html; charset=utf-8", **_named(headers)})


def ready(**parts: str) -> Answer:
    """/health/ready of a site that is well but for what is said."""
    found = {"status": "ready", "version": "1", "database": "ok", "schema": "ok", "worker": "ok", **parts}
    return says(found, 200 if found["status"] == "ready" else 503)


WELL: Mapping[str, Answer] = {
    "/health/live": says({"status": "live", "version": "1"}),
    "/health/ready": ready(),
    "/version": says({"version": "1", "commit": HEAD}),
}


@contextmanager
def site(answers: Mapping[str, Answer | list[Answer]]) -> Iterator[HttpServer]:
    """A site that is well and gives these answers besides; of a list one after the other, the last again and again."""
    given: dict[str, Any] = {**WELL, **answers}
    counts: dict[str, int] = {}

    def respond(request: Request) -> Answer:
        found = given.get(request.path, Answer(404, b"{}", PROBLEM))
        if isinstance(found, Answer):
            return found
        counts[request.path] = counts.get(request.path, -1) + 1
        chosen: Answer = found[min(counts[request.path], len(found) - 1)]
        return chosen

    with http_server(respond) as server:
        yield server


@pytest.fixture
def our_site(address: str, urls: Urls) -> Iterator[str]:
    """Where our own application listens, with a worker that has just been seen."""
    with psycopg.connect(urls.libpq(Role.APPLICATION), autocommit=True) as db:
        db.execute("DELETE FROM worker_heartbeats")
        db.execute("INSERT INTO worker_heartbeats VALUES ('worker@here', now(), '1')")
        yield address
        db.execute("DELETE FROM worker_heartbeats")
