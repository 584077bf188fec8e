"""Alerts, their runbooks, and the saved queries, run over lines as Mingus writes them."""

import json
import logging
import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from apiflask import APIFlask
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from mingus.checklist.documents import DocumentError, alerts, queries, read, runbooks, severities
from mingus.core import logs
from mingus.ops.postgres import binaries
from mingus.ops.postgres.roles import Role, Urls
from mingus.ops.postgres.server import environment
from tests.architecture.sources import ROOT
from tests.checklist.documents.conftest import HEAD, Write

SQL_HEAD = "".join(f"-- {line}\n" for line in HEAD.splitlines())
REQUEST = {"event": "request", "level": "info", "method": "GET", "route": "/", "status": 200}


@pytest.fixture
def db(urls: Urls) -> Iterator[psycopg.Connection]:
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        connection.execute("CREATE TEMPORARY TABLE log_lines (line jsonb)")
        yield connection
        connection.rollback()


def log(db: psycopg.Connection, minute: int, **said: Any) -> None:
    """One line of the log, `minute` minutes after noon."""
    line = {"ts": f"2026-11-25T12:{minute:02d}:00.000000Z", **said}
    db.execute("INSERT INTO log_lines VALUES (%s)", [json.dumps(line)])


def ask(db: psycopg.Connection, name: str) -> list[tuple[Any, ...]]:
    (query,) = [query for query in queries(ROOT) if query.name == name]
    db.execute("SET TIME ZONE 'UTC'")
    return db.execute(query.statement).fetchall()


def test_every_query_finds_nothing_in_a_quiet_log(db: psycopg.Connection) -> None:
    for minute in range(10):
        log(db, minute, **REQUEST, duration_ms=12)
    names = [query.name for query in queries(ROOT)]
    assert len(names) >= 5
    assert {name: found for name in names if (found := ask(db, name))} == {}


def test_the_error_rate_is_by_minute_worst_first(db: psycopg.Connection) -> None:
    for status in (200, 200, 200, 503):
        log(db, 1, **{**REQUEST, "status": status})
    for status in (500, 503):
        log(db, 2, **{**REQUEST, "status": status})
    log(db, 3, **REQUEST)
    found = [(at.minute, answers, errors, percent) for at, answers, errors, percent in ask(db, "error-rate")]
    assert found == [(2, 2, 2, 100), (1, 4, 1, 25)]


def test_unexpected_errors_are_counted_by_what_broke(db: psycopg.Connection) -> None:
    for number in range(2):
        log(db, number, event="unexpected error", exception="builtins.TypeError: no\n  there", request_id=f"r{number}")
    ((kind, times, request_id, _),) = ask(db, "unexpected-errors")
    assert (kind, times, request_id) == ("builtins.TypeError: no", 2, "r0")


def test_a_spike_of_refused_sign_ins_is_found_and_a_few_are_not(db: psycopg.Connection) -> None:
    refused = {**REQUEST, "method": "POST", "route": "/login", "status": 401}
    for _ in range(50):
        log(db, 1, **refused)
        log(db, 11, **refused)
        log(db, 12, **{**refused, "route": "/goals"})
    log(db, 2, **{**refused, "route": "/api/auth/login", "status": 429})
    ((since, count, locked),) = ask(db, "sign-in-failures")
    assert (since.minute, count, locked) == (0, 51, 1)


def test_slow_routes_are_named(db: psycopg.Connection) -> None:
    for milliseconds in (20, 1500, 30, 2000):
        log(db, 1, **{**REQUEST, "route": "/imports"}, duration_ms=milliseconds)
    ((route, slow, answers, p95),) = ask(db, "slow-requests")
    assert (route, slow, answers) == ("/imports", 2, 4)
    assert 1500 < p95 <= 2000


def test_failed_and_stalled_jobs_are_named(db: psycopg.Connection) -> None:
    log(db, 1, event="job failed", job="ledger.read_import")
    log(db, 2, event="stalled job", job="ledger.read_import", attempts=1)
    ((job, failed, stalled, last_at),) = ask(db, "job-failures")
    assert (job, failed, stalled, last_at.minute) == ("ledger.read_import", 1, 1, 2)


def test_a_broken_chain_is_named_once(db: psycopg.Connection) -> None:
    for minute in (5, 9):
        log(db, minute, event="audit_chain_broken", household_id="h", line=7)
    ((household, line, first_at),) = ask(db, "audit-chain-broken")
    assert (household, line, first_at.minute) == ("h", 7, 5)


def test_the_application_writes_what_the_queries_read(app: APIFlask) -> None:
    with capture_logs(processors=[merge_contextvars]) as lines:
        app.test_client().get("/login")
    (line,) = [line for line in lines if line["event"] == "request"]
    written = json.loads(logs.LikeOurs().format(logging.LogRecord("ours", logging.INFO, "", 1, "said", None, None)))
    assert datetime.fromisoformat(written["ts"]).tzinfo is not None
    assert (line["method"], line["route"], line["status"]) == ("GET", "/login", 200)
    routes = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert {"/login", "/api/auth/login"} <= routes


def test_the_page_tells_how_to_ask_a_log_as_it_lies_there(urls: Urls, tmp_path: Path) -> None:
    """Gunicorn's own lines are no JSON, and stand between ours."""
    log_file = tmp_path / "web.log"
    line = {"ts": "2026-11-25T12:01:00Z", **REQUEST, "status": 503, "route": '/\\ "quoted", %'}
    log_file.write_text(f"[2026-11-25 12:00:00 +0000] [INFO] Starting gunicorn\n{json.dumps(line)}\n")
    (typed,) = [block.text for block in read(ROOT / "docs/monitoring.md").blocks if block.language == "text"]
    psql = [
        str(binaries.find(os.environ).program("psql")),
        urls.libpq(Role.SUPERUSER),
        "--no-psqlrc",
        "-v",
        "ON_ERROR_STOP=1",
    ]
    asked = subprocess.run(
        [*psql, "--tuples-only", "--no-align"],
        input=typed.replace("/var/lib/mingus/logs/web.log", str(log_file)),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout.splitlines()[-1].endswith("|1|1|100.0")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM log_lines", "begins with SELECT or WITH"),
        ("SELECT 1 FROM log_lines; DROP TABLE people", "is one statement"),
        ("SELECT 1 -- log_lines", "reads log_lines"),
        ("SELECT 'log_lines'", "reads log_lines"),
    ],
)
def test_what_is_no_query_is_refused(write: Write, tmp_path: Path, statement: str, words: str) -> None:
    write("docs/queries/wrong.sql", f"{SQL_HEAD}{statement};\n")
    with pytest.raises(DocumentError, match=words):
        queries(tmp_path)


def test_each_alert_has_one_runbook_and_each_such_runbook_one_alert(root: Path) -> None:
    listed = {alert.name: alert.runbook for alert in alerts(root)}
    answered = {document.head.alert: document.path for document in runbooks(root) if document.head.alert}
    assert listed == answered
    assert {query.document.head.alert for query in queries(root)} <= set(listed)


def test_each_alert_has_a_severity_that_has_a_time(root: Path) -> None:
    assert {alert.severity for alert in alerts(root)} <= {severity.name for severity in severities(root)}
