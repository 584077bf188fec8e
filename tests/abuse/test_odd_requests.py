"""Requests that no browser sends: a method that echoes, and one field said twice in two places."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, browser, make_someone


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/login", "/api/user/profile", "/health/live", "/assets/nothing.js"])
def test_trace_is_not_answered(as_alice: Browser, method: str, path: str) -> None:
    answer = as_alice.open(path, method=method, headers={"X-Canary": "canary 4711"})
    assert answer.status_code in {400, 403, 404, 405}
    assert "4711" not in answer.text + str(answer.headers)


def test_a_field_counts_from_one_place_alone(app: APIFlask, configuration: Settings) -> None:
    """A form is read from the body: what stands in the address beside it is nothing, and a second value is none."""
    someone = make_someone(configuration)
    visitor = browser(app)
    said = {"email": someone.email, "password": "not the right one at all"}
    right_in_the_address = {"email": someone.email, "password": someone.password}
    assert visitor.post("/login", query_string=right_in_the_address, data=said).status_code == 401
    twice = {"email": someone.email, "password": ["not the right one at all", someone.password]}
    assert visitor.post("/login", data=twice).status_code == 401
    in_the_address = visitor.post("/login", query_string=right_in_the_address, data={})
    assert in_the_address.status_code == 422


def test_json_takes_nothing_from_the_address(app: APIFlask, configuration: Settings) -> None:
    someone = make_someone(configuration)
    right = {"email": someone.email, "password": someone.password}
    answer = browser(app).post("/api/auth/login", query_string=right, json={})
    assert (answer.status_code, set(answer.get_json()["fields"])) == (422, {"email", "password"})
