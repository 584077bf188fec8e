"""How every answer looks, whatever happens behind it."""

import json
import re
from typing import Any

import pytest
from apiflask import APIBlueprint, APIFlask
from flask import request
from flask.testing import FlaskClient
from pydantic import BaseModel

from mingus.core import errors, security, web
from mingus.core.edge import HEADERS, HSTS
from mingus.core.fields import AmountText, Incoming
from mingus.core.settings import Settings

door = APIBlueprint("door", __name__)


class Draft(Incoming):
    amount: AmountText


class Echo(BaseModel):
    amount: str


@door.post("/api/draft")
@door.input(Draft, location="json", arg_name="draft")
@door.output(Echo)
def draft(draft: Draft) -> Echo:
    return Echo(amount=draft.amount)


@door.get("/fail/<name>")
@door.get("/api/fail/<name>")
def fail(name: str) -> str:
    raise getattr(errors, name)("A sentence for people.") if name != "bug" else RuntimeError("secret detail 4711")


@door.get("/where")
def where() -> dict[str, Any]:
    return {"address": request.remote_addr, "scheme": request.scheme, "host": request.host, "part": web.is_partial()}


def build(configuration: Settings) -> FlaskClient:
    app: APIFlask = web.create("mingus", configuration)
    security.install(app, configuration, lambda _request: None)
    app.jinja_env.globals.update(
        asset=lambda *_: "", asset_url=lambda *_: "", icon=lambda *_: "", theme=lambda: "light"
    )
    app.register_blueprint(door)
    return app.test_client()


@pytest.fixture
def client(configuration: Settings) -> FlaskClient:
    return build(configuration)


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("NotFound", 404, "not_found"),
        ("Refused", 422, "refused"),
        ("BadFile", 422, "bad_file"),
        ("TooLarge", 413, "too_large"),
        ("Unauthorized", 401, "unauthorized"),
        ("Forbidden", 403, "forbidden"),
        ("Conflict", 409, "conflict"),
        ("UnsupportedMedia", 415, "unsupported_media_type"),
        ("Unavailable", 503, "unavailable"),
        ("TooManyRequests", 429, "too_many_requests"),
    ],
)
def test_programs_get_a_problem_they_can_read(client: FlaskClient, name: str, status: int, code: str) -> None:
    answer = client.get(f"/api/fail/{name}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert set(problem) == {"type", "title", "status", "code", "detail", "fields", "request_id"}
    assert (problem["status"], problem["code"], problem["detail"]) == (status, code, "A sentence for people.")
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    assert ("Retry-After" in answer.headers) == (status in {429, 503})


@pytest.mark.parametrize("name", ["NotFound", "Refused", "TooLarge", "Unauthorized", "Forbidden", "Unavailable", "bug"])
def test_people_get_a_page_with_a_heading_and_the_sentence(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/fail/{name}")
    assert answer.mimetype == "text/html"
    assert re.search(r"<h1[^>]*>[A-Z][^<]+</h1>", answer.text)
    assert "A sentence for people." in answer.text or name == "bug"


@pytest.mark.parametrize("path", ["/fail/bug", "/api/fail/bug"])
def test_a_fault_of_ours_tells_no_details(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 500
    assert "4711" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["X-Request-Id"] in answer.text


@pytest.mark.parametrize(("path", "mimetype"), [("/no", "text/html"), ("/api/no", "application/problem+json")])
def test_what_is_not_there_is_a_404_in_its_callers_language(client: FlaskClient, path: str, mimetype: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, mimetype)


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/api/draft")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_numbers_of_json_stay_exact(client: FlaskClient) -> None:
    answer = client.post("/api/draft", data=b'{"amount": 0.1000000000000000055}', content_type="application/json")
    assert answer.get_json() == {"amount": "0.1000000000000000055"}


@pytest.mark.parametrize(
    "body", ['{"amount": NaN}', '{"amount": Infinity}', "{", "", '{"amount": 1e400000}', "[1]", r'{"amount": "\ud800"}']
)
def test_json_that_means_nothing_is_refused(client: FlaskClient, body: str) -> None:
    answer = client.post("/api/draft", data=body.encode(), content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.mimetype == "application/problem+json"


def test_a_deep_nest_of_json_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/draft", data=b"[" * 60_000, content_type="application/json")
    assert answer.status_code == 400


def test_a_fault_names_its_field(client: FlaskClient) -> None:
    answer = client.post("/api/draft", json={"amount": [], "more": 1})
    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"amount", "more"}


def test_more_than_a_form_needs_is_refused_by_its_length(client: FlaskClient) -> None:
    answer = client.post("/api/draft", data=b"x" * (web.MAX_BODY_BYTES + 1), content_type="application/json")
    assert answer.status_code == 413


def test_a_request_id_from_outside_is_kept_only_where_a_proxy_is_trusted(
    client: FlaskClient, configuration: Settings
) -> None:
    given = {"X-Request-Id": "a1b2c3d4-e5f6"}
    behind_one = build(configuration.model_copy(update={"trusted_proxies": 1}))
    assert behind_one.get("/where", headers=given).headers["X-Request-Id"] == "a1b2c3d4-e5f6"
    assert client.get("/where", headers=given).headers["X-Request-Id"] != "a1b2c3d4-e5f6"


@pytest.mark.parametrize("given", ["short", "x" * 65, "a\tb-c-d-e-f-g", "<script>alert"])
def test_any_other_request_id_is_replaced(configuration: Settings, given: str) -> None:
    behind_one = build(configuration.model_copy(update={"trusted_proxies": 1}))
    assert behind_one.get("/where", headers={"X-Request-Id": given}).headers["X-Request-Id"] != given


def test_what_a_proxy_says_counts_only_where_one_is_trusted(client: FlaskClient, configuration: Settings) -> None:
    headers = {
        "X-Forwarded-For": "203.0.113.9, 203.0.113.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    assert client.get("/where", headers=headers).get_json()["address"] == "127.0.0.1"
    behind_one = build(configuration.model_copy(update={"trusted_proxies": 1}))
    seen = behind_one.get("/where", headers=headers).get_json()
    assert (seen["address"], seen["scheme"], seen["host"]) == ("203.0.113.7", "https", "localhost")


def test_htmx_asks_for_parts(client: FlaskClient) -> None:
    assert client.get("/where", headers={"HX-Request": "true"}).get_json()["part"] is True
    assert client.get("/where").get_json()["part"] is False


class TestNamesBesideOurs:
    @pytest.fixture
    def public(self, configuration: Settings) -> FlaskClient:
        return build(configuration.model_copy(update={"public_url": "https://mingus.example", "trusted_proxies": 1}))

    def test_who_comes_by_www_is_sent_to_our_name_with_path_and_query(self, public: FlaskClient) -> None:
        answer = public.get("/where?a=b&c=d", base_url="https://www.mingus.example")
        assert (answer.status_code, answer.location) == (308, "https://mingus.example/where?a=b&c=d")
        assert answer.headers["Strict-Transport-Security"]

    def test_over_http_https_comes_first(self, public: FlaskClient) -> None:
        in_the_open = {"X-Forwarded-Proto": "http"}
        for host in ("mingus.example", "www.mingus.example", "api.mingus.example"):
            answer = public.get("/where?a=b", base_url=f"http://{host}", headers=in_the_open)
            assert (answer.status_code, answer.location) == (308, f"https://{host}/where?a=b")
            assert "Strict-Transport-Security" not in answer.headers

    @pytest.mark.parametrize("host", ["mingus.example", "api.mingus.example", "www.mingus.example"])
    def test_the_api_is_never_sent_on(self, public: FlaskClient, host: str) -> None:
        """A program with a wrong address is refused at once, instead of sending its token in the open for good."""
        answer = public.get("/api/nothing", base_url=f"http://{host}", headers={"X-Forwarded-Proto": "http"})
        assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
        assert "over https only" in answer.get_json()["detail"]

    def test_a_change_is_not_sent_on(self, public: FlaskClient) -> None:
        answer = public.post("/api/draft", base_url="https://www.mingus.example", json={"amount": "1.00"})
        assert answer.status_code == 403
        assert "at mingus.example only" in answer.get_json()["detail"]

    def test_the_api_answers_at_its_own_name(self, public: FlaskClient) -> None:
        answer = public.post("/api/draft", base_url="https://api.mingus.example", json={"amount": "1.00"})
        assert answer.get_json() == {"amount": "1.00"}

    @pytest.mark.parametrize("path", ["/where", "/", "/nothing"])
    def test_nothing_else_does(self, public: FlaskClient, path: str) -> None:
        answer = public.get(path, base_url="https://api.mingus.example", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
        assert "mingus.example" in answer.get_json()["detail"]

    def test_any_other_name_is_still_refused(self, public: FlaskClient) -> None:
        assert public.get("/where", base_url="https://app.mingus.example").status_code == 400


@pytest.mark.parametrize("path", ["/fail/bug", "/api/fail/bug"])
def test_a_fault_of_ours_carries_the_headers_of_every_answer(configuration: Settings, path: str) -> None:
    public = build(configuration.model_copy(update={"public_url": "https://mingus.example"}))
    answer = public.get(path, base_url="https://mingus.example")
    assert answer.status_code == 500
    for name, value in {**HEADERS, "Strict-Transport-Security": HSTS}.items():
        assert answer.headers.getlist(name) == [value]
