"""The guard at the door, tried with a door of its own: no page, no person."""

import pytest
from apiflask import APIFlask
from flask import Response
from flask.testing import FlaskClient

from mingus.core import security, web
from mingus.core.security import Principal, safe_next
from mingus.core.settings import Settings

WRITES = ["POST", "PUT", "PATCH", "DELETE"]


def build(configuration: Settings, who: Principal | None = None) -> APIFlask:
    app = web.create("mingus", configuration)
    security.install(app, configuration, lambda _request: who)
    app.jinja_env.globals.update(
        asset=lambda *_: "", asset_url=lambda *_: "", icon=lambda *_: "", theme=lambda: "light"
    )
    for path in ("/thing", "/api/thing"):
        app.add_url_rule(path, path, lambda: "done", methods=["GET", *WRITES])
    app.add_url_rule("/token", "token", security.csrf_token)

    @app.get("/cookie")
    def cookie() -> Response:
        response = Response("set")
        security.set_cookie(response, "session", "value")
        return response

    @app.get("/theme")
    def theme() -> Response:
        response = Response("set")
        security.set_cookie(response, "theme", "dark", for_scripts=True)
        return response

    return app


@pytest.fixture
def client(configuration: Settings) -> FlaskClient:
    return build(configuration).test_client()


def test_reading_needs_no_token(client: FlaskClient) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open("/thing", method=method).status_code == 200


@pytest.mark.parametrize("method", WRITES)
def test_writing_needs_the_token_of_this_visitor(client: FlaskClient, configuration: Settings, method: str) -> None:
    token = client.get("/token").text
    others = build(configuration).test_client().get("/token").text
    assert client.open("/thing", method=method).status_code == 400
    assert client.open("/thing", method=method, headers={"X-CSRF-Token": others}).status_code == 403
    assert client.open("/thing", method=method, headers={"X-CSRF-Token": token}).status_code == 200


def test_a_form_may_carry_the_token(client: FlaskClient) -> None:
    token = client.get("/token").text
    assert client.post("/thing", data={"csrf_token": token}).status_code == 200


def test_a_form_cannot_pretend_to_be_another_method(client: FlaskClient) -> None:
    answer = client.get("/thing?_method=DELETE", headers={"X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code == 200
    assert client.post("/thing", data={"_method": "GET"}).status_code == 400


@pytest.mark.parametrize("token", ["x", "A" * 88, "A" * 86, "====", "é" * 30, "A" * 60_000, "\udcff", "-_" * 44])
def test_what_is_no_token_is_refused(client: FlaskClient, token: str) -> None:
    client.get("/token")
    answer = client.post("/thing", data={"csrf_token": token.encode("utf-8", "surrogateescape")})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_other_sites_cannot_write_even_with_the_token(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    token = client.get("/token").text
    assert client.post("/thing", headers={"X-CSRF-Token": token, **headers}).status_code == status


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("application/json", 200), ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415)],
)
def test_the_api_takes_json_alone(client: FlaskClient, content_type: str, status: int) -> None:
    assert client.post("/api/thing", data=b"{}", content_type=content_type).status_code == status


def test_a_program_with_a_token_needs_no_csrf_token(client: FlaskClient) -> None:
    client.set_cookie("session", "a-session")
    assert client.post("/api/thing", headers={"Authorization": "Bearer x"}).status_code == 200
    assert client.post("/api/thing").status_code == 400


def test_a_token_belongs_to_the_session(client: FlaskClient) -> None:
    client.set_cookie("session", "before")
    token = client.get("/token").text
    assert client.post("/thing", headers={"X-CSRF-Token": token}).status_code == 200
    client.set_cookie("session", "after")
    assert client.post("/thing", headers={"X-CSRF-Token": token}).status_code == 403


def test_every_answer_is_closed_to_frames_sniffers_and_caches(client: FlaskClient) -> None:
    for path in ("/thing", "/nothing", "/api/nothing"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "private, no-store"


def test_over_tls_cookies_belong_to_this_host_alone(configuration: Settings) -> None:
    secure = configuration.model_copy(update={"public_url": "https://mingus.example"})
    answer = build(secure).test_client().get("/cookie", base_url="https://mingus.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=value")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]


def test_a_cookie_of_looks_is_bound_to_this_host_too(configuration: Settings) -> None:
    """Scripts read it, so it is not HttpOnly; and it comes along from a link elsewhere, since it opens nothing."""
    secure = configuration.model_copy(update={"public_url": "https://mingus.example"})
    cookie = build(secure).test_client().get("/theme", base_url="https://mingus.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-theme=dark")
    assert {"Secure", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "HttpOnly" not in cookie


def test_without_tls_nothing_promises_tls(client: FlaskClient) -> None:
    answer = client.get("/cookie")
    assert answer.headers["Set-Cookie"].startswith("session=value")
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("target", ["/goals", "/goals?from=1&to=2", "/", "/a//b", "/goals#top"])
def test_the_way_back_is_a_path_of_ours(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "goals", "//x", "///x", "/\\x", "\\x", "https://x", "https:x", "/\tx", "/a\nb", "/a\\b", " /x",
        "/\x00", "javascript:alert(1)", "/\x7fx", "/a b",
    ],
)  # fmt: skip
def test_any_other_way_back_is_home(target: str | None) -> None:
    assert safe_next(target) == "/"
