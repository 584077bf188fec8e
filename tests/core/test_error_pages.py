"""Every error has a page for people and a problem for programs, with all headers and the request's id on both."""

import json

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.exceptions import default_exceptions

from mingus.core import error_pages, errors, security, web
from mingus.core.edge import HEADERS, HSTS
from mingus.core.settings import Settings

STATUSES = sorted(error_pages.HEADINGS)
PUBLIC = "https://mingus.example"


def build(configuration: Settings, **changes: object) -> FlaskClient:
    changed = configuration.model_copy(update=changes)
    app: APIFlask = web.create("mingus", changed)
    security.install(app, changed, lambda _request: None)
    app.jinja_env.globals.update(
        asset=lambda *_: "", asset_url=lambda *_: "", icon=lambda *_: "", theme=lambda: "light"
    )

    @app.get("/api/fail/<int:status>")
    @app.get("/fail/<int:status>")
    def fail(status: int) -> str:
        raise default_exceptions[status]

    @app.get("/wait/<int:seconds>")
    def wait(seconds: int) -> str:
        raise errors.TooManyRequests("Too often.", retry_after_seconds=seconds)

    @app.get("/break")
    def broken() -> str:
        raise RuntimeError(f"canary in {__file__}")

    return app.test_client()


@pytest.fixture
def client(configuration: Settings) -> FlaskClient:
    return build(configuration)


@pytest.mark.parametrize("status", STATUSES)
def test_people_get_a_page(client: FlaskClient, status: int) -> None:
    answer = client.get(f"/fail/{status}")
    assert (answer.status_code, answer.content_type) == (status, "text/html; charset=utf-8")
    assert f'<h1 class="text-2xl font-bold">{error_pages.HEADINGS[status]}</h1>' in answer.text
    assert answer.headers["X-Request-Id"] in answer.text
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("path", "accept"), [("/api/fail/{}", "*/*"), ("/fail/{}", "application/json")])
def test_programs_get_a_problem(client: FlaskClient, status: int, path: str, accept: str) -> None:
    answer = client.get(path.format(status), headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert json.loads(answer.data)["request_id"] == answer.headers["X-Request-Id"]
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "Accept" in answer.vary


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/html, */*", ""])
def test_browsers_never_get_a_problem(client: FlaskClient, accept: str) -> None:
    assert client.get("/fail/404", headers={"Accept": accept}).mimetype == "text/html"


@pytest.mark.parametrize("status", [429, 503])
def test_what_passes_says_when_to_come_again(client: FlaskClient, status: int) -> None:
    assert int(client.get(f"/fail/{status}").headers["Retry-After"]) > 0
    assert int(client.get(f"/api/fail/{status}").headers["Retry-After"]) > 0


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 second."), (90, "90 seconds."), (899, "15 minutes.")])
def test_people_read_how_long_to_wait_and_can_try_again(client: FlaskClient, seconds: int, words: str) -> None:
    page = client.get(f"/wait/{seconds}").text
    assert f"about {words}" in page
    assert f'href="/wait/{seconds}">Try again</a>' in page


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_of_ours_shows_no_place_and_no_words_of_it(client: FlaskClient, accept: str) -> None:
    answer = client.get("/break", headers={"Accept": accept})
    assert answer.status_code == 500
    assert not [word for word in ("canary", "Traceback", ".py", "RuntimeError", "Werkzeug") if word in answer.text]


@pytest.mark.parametrize("host", ["evil.example", "a b<>", "localhost.evil.example", "127.0.0.1.evil.example"])
def test_another_host_is_refused_in_a_sentence(client: FlaskClient, host: str) -> None:
    page = client.get("/fail/404", headers={"Host": host})
    assert page.status_code == 400
    assert "Mingus does not answer at this address." in page.text
    assert host not in page.text
    assert client.get("/api/x", headers={"Host": host}).get_json()["code"] == "wrong_host"
    assert HEADERS.items() <= dict(page.headers).items()


def test_what_is_too_large_is_refused_unread_with_all_headers(client: FlaskClient) -> None:
    answer = client.post("/fail/404", data=b"x" * (web.MAX_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert "more than the 1 MB" in answer.text
    assert HEADERS.items() <= dict(answer.headers).items()


def test_plain_http_is_sent_to_https_and_never_told_hsts(configuration: Settings) -> None:
    client = build(configuration, public_url=PUBLIC, trusted_proxies=1)
    plain = {"Host": "mingus.example", "X-Forwarded-Proto": "http", "X-Forwarded-For": "203.0.113.7"}
    answer = client.get("/fail/404?q=a%20b", headers=plain)
    assert (answer.status_code, answer.location) == (308, f"{PUBLIC}/fail/404?q=a%20b")
    assert "Strict-Transport-Security" not in answer.headers
    assert client.post("/fail/404", headers=plain).status_code == 403
    safe = client.get("/fail/404", headers={**plain, "X-Forwarded-Proto": "https"})
    assert (safe.status_code, safe.headers["Strict-Transport-Security"]) == (404, HSTS)
    assert "max-age=63072000; includeSubDomains; preload" in HSTS


def test_every_status_of_the_list_has_a_handler_of_its_own(app: APIFlask) -> None:
    handled = set(app.error_handler_spec[None])
    assert set(STATUSES) == {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}
    assert handled >= set(STATUSES)
