"""Categories for programs."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Program, make_member, program_of


@pytest.fixture
def program(app: APIFlask, configuration: Settings) -> Program:
    return program_of(app, make_member(configuration))


def test_categories_are_listed_added_changed_and_merged(program: Program) -> None:
    added = program.post("/api/categories", json={"name": "Braids", "kind": "expense"})
    assert added.status_code == 201
    address = f"/api/categories/{added.get_json()['id']}"
    changed = program.patch(address, json={"name": "Hair", "hidden": True})
    assert (changed.get_json()["name"], changed.get_json()["hidden"]) == ("Hair", True)
    every = program.get("/api/categories").get_json()["items"]
    shopping = next(view for view in every if view["slug"] == "shopping")
    merged = program.post(f"{address}/merge", json={"into_id": shopping["id"]})
    assert merged.get_json()["id"] == shopping["id"]
    assert program.patch(address, json={"name": "Gone"}).status_code == 404


def test_what_does_not_fit_is_refused_by_field(program: Program) -> None:
    for body, field in (({"name": "Pay", "kind": "gift"}, "kind"), ({"name": "groceries", "kind": "expense"}, "name")):
        answer = program.post("/api/categories", json=body)
        assert answer.status_code == 422
        assert field in answer.get_json()["fields"]


def test_bob_cannot_change_alices_categories(program: Program, app: APIFlask, configuration: Settings) -> None:
    mine = program.get("/api/categories").get_json()["items"][0]
    bob = program_of(app, make_member(configuration, first_name="Bob"))
    assert bob.patch(f"/api/categories/{mine['id']}", json={"name": "Mine"}).status_code == 404
    assert mine["id"] not in {view["id"] for view in bob.get("/api/categories").get_json()["items"]}
