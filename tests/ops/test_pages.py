"""What load balancers, Prometheus, browsers and finders of weaknesses hear."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import sqlalchemy
from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import SecretStr

from mingus.app import assemble
from mingus.core import db, metrics
from mingus.core.settings import Settings
from mingus.ops.pages import reports
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


@pytest.mark.parametrize("path", ["/health/ready", "/health", "/api/health", "/api/health/ready"])
def test_ready_is_200_with_all_parts(app: APIFlask, heartbeats: psycopg.Connection, path: str) -> None:
    heartbeats.execute("INSERT INTO worker_heartbeats VALUES ('worker@here', now(), '0.1.0')")
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    parts = {"database": "ok", "schema": "ok", "worker": "ok", "redis": "not used"}
    assert answer.json == {"status": "ready", "version": "0.1.0", **parts}
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


@pytest.fixture
def cut(configuration: Settings) -> Iterator[None]:
    """A database that is gone, for the time of a test."""
    kept = db._engines["main"]
    db._engines["main"] = sqlalchemy.create_engine("postgresql+psycopg://nobody@127.0.0.1:9/none", pool_size=1)
    yield
    db._engines["main"] = kept


@pytest.mark.usefixtures("cut")
def test_without_its_database_it_lives_and_is_not_ready(app: APIFlask) -> None:
    client = app.test_client()
    assert client.get("/health/live").status_code == 200
    for path in ("/health/ready", "/api/health/ready"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (503, "application/json")
        assert answer.json
        assert answer.json["database"] == "does not answer"
        assert answer.headers["Retry-After"] == "5"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("cut")
def test_people_get_a_page_that_says_so_when_the_database_is_gone(app: APIFlask) -> None:
    client = app.test_client()
    client.set_cookie("session", "x" * 43)
    answer = client.get("/goals")
    assert answer.status_code == 503
    assert "The database does not answer." in answer.text
    assert "Try again</a>" in answer.text
    assert answer.headers["Retry-After"]


def test_version_says_which_build_answers_and_since_when(app: APIFlask) -> None:
    answer = app.test_client().get("/version")
    assert answer.json
    assert set(answer.json) == {"version", "commit", "schema", "started_at"}
    assert re.fullmatch(r"[0-9a-f]{40}|unknown", answer.json["commit"])
    assert re.fullmatch(r"\d{4}", answer.json["schema"])
    assert datetime.fromisoformat(answer.json["started_at"]) <= datetime.now(UTC)
    assert answer.headers["Cache-Control"] == "no-store"


def build(configuration: Settings, **changes: object) -> FlaskClient:
    """A client of an application with other settings; the figures stay those of the application of this run."""
    kept = list(metrics.figures._kept)
    client = assemble(configuration.model_copy(update=changes)).test_client()
    metrics.figures._kept[:] = kept
    return client


def test_version_says_the_commit_it_was_told(app: APIFlask, configuration: Settings) -> None:
    assert build(configuration, git_sha="a" * 40).get("/version").get_json()["commit"] == "a" * 40


def test_figures_are_for_this_machine_where_no_token_is_set(app: APIFlask) -> None:
    client = app.test_client()
    answer = client.get("/metrics")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 404
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto"):
        assert client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 404


def test_figures_are_for_whoever_holds_the_token_where_one_is_set(app: APIFlask, configuration: Settings) -> None:
    client = build(configuration, metrics_token=SecretStr("t" * 32))
    for given in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer é"}, {"Authorization": "Bearer "}):
        assert client.get("/metrics", headers=given).status_code == 401
    right = {"Authorization": f"Bearer {'t' * 32}"}
    assert client.get("/metrics", headers=right, environ_base={"REMOTE_ADDR": "203.0.113.7"}).status_code == 200


def test_nobody_named_nothing_to_read(app: APIFlask) -> None:
    client = app.test_client()
    assert client.get("/.well-known/security.txt").status_code == 404
    assert "has not named an address yet" in client.get("/security").text


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ("security@mingus.example", "mailto:security@mingus.example"),
        ("mailto:security@mingus.example", "mailto:security@mingus.example"),
        ("https://mingus.example/report", "https://mingus.example/report"),
    ],
)
def test_whoever_finds_a_weakness_learns_whom_to_tell(
    app: APIFlask, configuration: Settings, given: str, contact: str
) -> None:
    client = build(configuration, security_contact=given, public_url="https://mingus.example")
    here = {"Host": "mingus.example"}
    answer = client.get("/.well-known/security.txt", headers=here)
    assert answer.content_type == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert said["Contact"] == contact
    assert timedelta(days=30) < datetime.fromisoformat(said["Expires"]) - datetime.now(UTC) < timedelta(days=365)
    assert said["Canonical"] == "https://mingus.example/.well-known/security.txt"
    assert f'href="{contact}"' in client.get(said["Policy"].removeprefix("https://mingus.example"), headers=here).text


REPORT = {"csp-report": {"violated-directive": "script-src-elem", "blocked-uri": "https://evil.example/x?y"}}
NEW_REPORT = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": "inline"}}]


@pytest.fixture
def fresh_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "minute", reports._Minute())


@pytest.mark.usefixtures("fresh_minute")
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/csp-report", REPORT, 204),
        ("application/reports+json", NEW_REPORT, 204),
        ("application/json", [1, None, {"body": 3}, {"csp-report": {"blocked-uri": "http://[", "x": [{}]}}], 204),
        ("application/json", "text", 204),
        ("text/plain", REPORT, 415),
    ],
)
def test_reports_are_taken_without_a_token(app: APIFlask, kind: str, body: object, status: int) -> None:
    assert app.test_client().post("/csp-report", json=body, content_type=kind).status_code == status


@pytest.mark.usefixtures("fresh_minute")
def test_a_report_that_is_none_or_too_large_is_refused(app: APIFlask) -> None:
    client = app.test_client()
    for junk in (b"", b"{", b"\xff", b"[" * 1000):
        assert client.post("/csp-report", data=junk, content_type="application/csp-report").status_code == 400
    large = b" " * (reports.MAX_BYTES + 1)
    assert client.post("/csp-report", data=large, content_type="application/csp-report").status_code == 413


@pytest.mark.usefixtures("fresh_minute")
def test_a_flood_of_reports_does_not_drown_the_log(app: APIFlask) -> None:
    client = app.test_client()
    statuses = [client.post("/csp-report", json=REPORT).status_code for _ in range(reports.PER_MINUTE + 1)]
    assert statuses == [204] * reports.PER_MINUTE + [429]


def test_every_kind_of_answer_carries_the_headers(app: APIFlask, configuration: Settings) -> None:
    """A page, a form, a redirect, an error, the API, a file of the front end, a file that is not there."""
    client = build(configuration, public_url="https://mingus.example")
    here = {"Host": "mingus.example"}
    style = re.search(r'/assets/[^"]+\.css', client.get("/login", headers=here).text)
    assert style
    paths = ("/", "/login", "/goals", "/nothing", "/api/nothing", "/api/health/live", style[0], "/assets/nothing.js")
    for path in (*paths, "/favicon.ico", "/metrics", "/robots.txt"):
        headers = client.get(path, headers=here).headers
        assert headers["Content-Security-Policy"].endswith("report-uri /csp-report; report-to csp"), path
        assert headers["Reporting-Endpoints"] == 'csp="/csp-report"'
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload", path
        for name in ("X-Frame-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy"):
            assert name in headers, (path, name)
        assert "Cross-Origin-Opener-Policy" in headers
        assert "Access-Control-Allow-Origin" not in headers
    assert "immutable" in client.get(style[0], headers=here).headers["Cache-Control"]
    assert client.get(style[0], headers={"Host": "evil.example"}).status_code == 400
