"""What a load balancer hears from a real database."""

from collections.abc import Iterator

import psycopg
import pytest
from apiflask import APIFlask

from mingus.ops.postgres import Role
from mingus.ops.postgres.roles import Urls


@pytest.fixture
def heartbeats(urls: Urls) -> Iterator[psycopg.Connection]:
    """The workers' signs of life, none at first."""
    with psycopg.connect(urls.libpq(Role.APPLICATION), autocommit=True) as db:
        db.execute("DELETE FROM worker_heartbeats")
        yield db
        db.execute("DELETE FROM worker_heartbeats")


def test_live_needs_nothing_but_the_process(app: APIFlask) -> None:
    answer = app.test_client().get("/health/live")
    assert (answer.status_code, answer.json and answer.json["status"]) == (200, "live")


def test_ready_names_a_missing_worker(app: APIFlask, heartbeats: psycopg.Connection) -> None:
    answer = app.test_client().get("/health/ready")
    assert answer.status_code == 503
    assert answer.json
    assert (answer.json["status"], answer.json["database"], answer.json["schema"]) == ("not ready", "ok", "ok")
    assert answer.json["worker"] == "has never been seen; it starts with mingus run"


@pytest.mark.parametrize("path", ["/health/ready", "/health"])
def test_ready_is_200_with_all_parts(app: APIFlask, heartbeats: psycopg.Connection, path: str) -> None:
    heartbeats.execute("INSERT INTO worker_heartbeats VALUES ('worker@here', now(), '0.1.0')")
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert answer.json == {"status": "ready", "version": "0.1.0", "database": "ok", "schema": "ok", "worker": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_newer_database_is_served_and_said(app: APIFlask, urls: Urls, heartbeats: psycopg.Connection) -> None:
    heartbeats.execute("INSERT INTO worker_heartbeats VALUES ('worker@here', now(), '0.1.0')")
    with psycopg.connect(urls.libpq(Role.SUPERUSER), autocommit=True) as db:
        [at] = db.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        try:
            answer = app.test_client().get("/health/ready")
        finally:
            db.execute("UPDATE alembic_version SET version_num = %s", [at])
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["status"] == "ready"
    assert answer.json["schema"].startswith("the database is newer than this Mingus (at 9999")
