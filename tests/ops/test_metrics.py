"""What Prometheus reads, parsed as Prometheus would, against a real database with jobs in it."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from apiflask import APIFlask
from prometheus_client.parser import text_string_to_metric_families

from mingus.core import db
from mingus.ops import home, metrics
from mingus.ops.metrics import Facts

JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, attempts)"
    " VALUES ('{}', 'x', 0, '{{}}', '{}', 0)"
)


def read(engine: sqlalchemy.Engine, facts: Facts) -> dict[str, list[Any]]:
    text, content_type = metrics.exposition(engine, facts)
    assert content_type.startswith("text/plain; version=")
    return {family.name: family.samples for family in text_string_to_metric_families(text.decode())}


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return Facts("abc", tmp_path)


def value(samples: list[Any], **labels: str) -> float:
    (found,) = [sample.value for sample in samples if labels.items() <= sample.labels.items()]
    return float(found)


def test_requests_are_told_by_route_method_and_class(app: APIFlask, facts: Facts) -> None:
    client = app.test_client()
    before = read(db.engine(), facts).get("mingus_http_requests", [])
    client.get("/robots.txt")
    client.get("/no/such/alice@example.com")
    after = read(db.engine(), facts)
    robots = {"route": "/robots.txt", "method": "GET", "status": "2xx"}
    known = [sample.value for sample in before if robots.items() <= sample.labels.items()]
    assert value(after["mingus_http_requests"], **robots) == sum(known) + 1
    assert value(after["mingus_http_requests"], route="(none)", status="4xx") >= 1
    assert "alice" not in str(after)
    durations = after["mingus_http_request_duration_seconds"]
    of_robots = [sample for sample in durations if sample.labels["route"] == "/robots.txt"]
    counted = [sample for sample in of_robots if sample.name.endswith("_count")]
    endless = [sample for sample in durations if sample.labels.get("le") == "+Inf"]
    assert counted[0].value == value(endless, route="/robots.txt")


def test_jobs_workers_and_connections_are_told(app: APIFlask, facts: Facts) -> None:
    with db.engine().connect() as connection:
        before = read(db.engine(), facts)["mingus_jobs"]
        for queue, status in (("bulk", "todo"), ("bulk", "failed"), ("somebody's own", "todo")):
            connection.execute(sqlalchemy.text(JOB.format(queue.replace("'", "''"), status)))
        after = read(db.engine(), facts)
        connection.execute(sqlalchemy.text("DELETE FROM procrastinate_jobs WHERE task_name = 'x'"))
    for state in ("waiting", "failed"):
        was = value(before, state=state, queue="bulk")
        assert value(after["mingus_jobs"], state=state, queue="bulk") == was + 1
    assert "somebody" not in str(after)
    assert after["mingus_jobs_oldest_age_seconds"][0].value >= 0
    assert after["mingus_db_up"][0].value == 1
    assert 0 < after["mingus_db_connections"][0].value < after["mingus_db_connections_limit"][0].value
    assert after["mingus_db_pool_size"][0].value >= 1


def test_a_database_that_is_gone_leaves_the_rest(app: APIFlask, facts: Facts) -> None:
    gone = sqlalchemy.create_engine("postgresql+psycopg://nobody@127.0.0.1:9/none")
    found = read(gone, facts)
    assert found["mingus_db_up"][0].value == 0
    assert "mingus_jobs" not in found
    assert found["mingus_build_info"][0].labels == {"version": "0.1.0", "commit": "abc"}


def test_the_age_of_the_last_backup_is_told_once_there_is_one(app: APIFlask, facts: Facts) -> None:
    assert "mingus_last_backup_age_seconds" not in read(db.engine(), facts)
    home.backup_record(facts.home).touch()
    assert 0 <= read(db.engine(), facts)["mingus_last_backup_age_seconds"][0].value < 60
