"""Who may do what is one table, and the guard at the door keeps to it."""

from dataclasses import replace
from typing import get_args

import pytest
from apiflask import APIFlask

from mingus.core import permissions, security, web
from mingus.core.errors import Forbidden
from mingus.core.ids import new_id
from mingus.core.permissions import ROLES, TABLE, Action, may, require
from mingus.core.policy import policies
from mingus.core.security import Principal, signed_in
from mingus.core.settings import Settings

SOMEBODY = Principal(new_id(), new_id(), "s", True, "UTC", "USD", "Ada", "ada@example.com")


def test_every_action_stands_in_the_table_once_with_what_it_means() -> None:
    assert sorted(line.action for line in TABLE) == sorted(get_args(Action))
    assert all(line.meaning.endswith(".") and line.roles for line in TABLE)


def test_whoever_may_less_may_nothing_that_whoever_may_more_may_not() -> None:
    for line in TABLE:
        assert ("viewer" not in line.roles) or ("partner" in line.roles)
        assert "owner" in line.roles


def test_a_viewer_changes_no_money_and_a_partner_runs_no_household() -> None:
    assert {line.action for line in TABLE if "viewer" in line.roles} == {
        "own account", "read money", "see household", "export", "leave",
    }  # fmt: skip
    assert {line.action for line in TABLE if "partner" in line.roles and "viewer" not in line.roles} == {
        "write money", "import",
    }  # fmt: skip


def test_a_role_that_nobody_knows_may_nothing() -> None:
    assert not any(may(role, line.action) for role in ("", "admin", "Owner") for line in TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_a_refusal_says_whom_to_ask(role: str) -> None:
    for line in TABLE:
        if may(role, line.action):
            require(role, line.action)
            continue
        with pytest.raises(Forbidden, match="owner"):
            require(role, line.action)


def test_people_are_told_what_each_role_means() -> None:
    assert set(permissions.ROLE_NAMES) == set(permissions.ROLE_MEANINGS) == set(ROLES)


def done() -> str:
    return "done"


def door(configuration: Settings, role: str) -> APIFlask:
    """An application with one address that says nothing of itself, and one that names its action."""
    app = web.create("mingus", configuration)
    security.install(app, configuration, lambda _request: replace(SOMEBODY, role=role))
    app.add_url_rule("/api/money", "money", signed_in(done), methods=["GET", "POST"])
    app.add_url_rule("/api/guests", "guests", signed_in(action="invite")(done), methods=["GET", "POST"])
    app.add_url_rule("/api/mine", "mine", signed_in(action="own account")(done), methods=["POST"])
    return app


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("owner", [200, 200, 200, 200, 200]),
        ("partner", [200, 200, 403, 403, 200]),
        ("viewer", [200, 403, 403, 403, 200]),
    ],
)
def test_the_guard_asks_the_table(configuration: Settings, role: str, statuses: list[int]) -> None:
    client = door(configuration, role).test_client()
    asked = [
        client.get("/api/money"), client.post("/api/money"), client.get("/api/guests"), client.post("/api/guests"),
        client.post("/api/mine"),
    ]  # fmt: skip
    assert [answer.status_code for answer in asked] == statuses


def test_the_policy_of_a_route_names_its_action(configuration: Settings) -> None:
    said = {(one.rule, one.method): one.action for one in policies(door(configuration, "owner"))}
    assert said["/api/money", "GET"] == "read money"
    assert said["/api/money", "POST"] == "write money"
    assert said["/api/guests", "GET"] == said["/api/guests", "POST"] == "invite"


def test_routes_about_people_say_what_is_done_there(app: APIFlask) -> None:
    """What a bare `@signed_in` means, reading and writing money, is never what happens in identity."""
    bare = {"read money", "write money"}
    about_people = [one for one in policies(app) if one.endpoint.split(".")[0].startswith("identity")]
    assert not [f"{one.method} {one.rule}" for one in about_people if one.action in bare]
