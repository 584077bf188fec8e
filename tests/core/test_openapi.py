"""The description that programs are made from."""

from typing import Any

import pytest
from apiflask import APIFlask
from openapi_spec_validator import validate

from tests.factories import Program


@pytest.fixture
def described(app: APIFlask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return found


def test_it_is_valid(described: dict[str, Any]) -> None:
    validate(described)


def test_it_has_the_api_and_nothing_else(app: APIFlask, described: dict[str, Any]) -> None:
    routes = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    probed = {route for route in routes if route.startswith("/api/health")}
    assert all(path.startswith("/api/") for path in described["paths"])
    assert len(described["paths"]) == len(routes - probed - {"/api/openapi.json"})


def test_errors_look_as_described(api_alice: Program, described: dict[str, Any]) -> None:
    missing = api_alice.get("/api/financial/accounts/00000000-0000-0000-0000-000000000000")
    said = described["paths"]["/api/financial/accounts/{account_id}"]["get"]["responses"]
    assert said["404"] == {"$ref": "#/components/responses/404"}
    assert described["components"]["responses"]["404"]["content"][missing.mimetype]["schema"] == {
        "$ref": "#/components/schemas/Problem"
    }
    assert set(described["components"]["schemas"]["Problem"]["properties"]) == set(missing.get_json())


def test_a_file_is_described_as_it_is_sent(described: dict[str, Any]) -> None:
    body = described["paths"]["/api/imports"]["post"]["requestBody"]
    form = body["content"]["multipart/form-data"]["schema"]
    assert body["required"] is True
    assert (form["required"], set(form["properties"])) == (["file"], {"file", "account_id"})


def test_every_write_that_reads_a_body_describes_it(described: dict[str, Any]) -> None:
    """What has no body is an order about a thing that its address names."""
    without = {
        path.rpartition("/")[2]
        for path, said in described["paths"].items()
        for method in {"post", "put", "patch"} & said.keys()
        if "requestBody" not in said[method]
    }
    of_sign_in = {"logout", "logout-all", "options", "recovery-codes", "again"}
    of_households = {"accept", "leave", "decline", "send-again"}
    assert without <= {"restore", "confirm", "undo", "export", "skip"} | of_sign_in | of_households


def test_every_list_is_called_items(described: dict[str, Any]) -> None:
    """Where an answer is a list and at most the place of the next page."""
    answers = [said["get"]["responses"]["200"] for said in described["paths"].values() if "get" in said]
    names = [
        answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for answer in answers
        if "$ref" in answer.get("content", {}).get("application/json", {}).get("schema", {})
    ]
    shapes = [described["components"]["schemas"][name]["properties"] for name in names]
    lists = [
        [key for key, said in shape.items() if said.get("type") == "array"]
        for shape in shapes
        if len([key for key, said in shape.items() if said.get("type") != "array"]) <= 1
    ]
    alone = [found for found in lists if len(found) == 1]
    assert len(alone) >= 20
    assert {*map(tuple, alone)} == {("items",)}


def test_what_is_answered_with_nothing_is_described_so(
    described: dict[str, Any],
) -> None:
    assert "204" in described["paths"]["/api/imports/{import_id}"]["delete"]["responses"]


def test_who_may_is_said_of_every_operation(described: dict[str, Any]) -> None:
    signed_in, anyone = described["paths"]["/api/user/profile"]["get"], described["paths"]["/api/auth/login"]["post"]
    assert (signed_in["security"], anyone["security"]) == ([{"token": []}], [])
    assert {"401", "403", "429"} <= set(signed_in["responses"])
    assert {"400", "401", "413", "415", "422", "429"} <= set(anyone["responses"])


def test_what_needs_a_body_says_so(described: dict[str, Any]) -> None:
    bodies = [
        operation["requestBody"]
        for said in described["paths"].values()
        for operation in said.values()
        if "requestBody" in operation
    ]
    assert len(bodies) > 15
    assert all(body["required"] for body in bodies)
