"""What the entrance for looking at says of an application: how one signs in to it, and nothing secret."""

import pytest
from apiflask import APIFlask

from mingus import rehearsal


def test_it_says_which_passwords_are_taken_and_how_they_are_hashed(app: APIFlask) -> None:
    sign_in = rehearsal.facts(app)["sign_in"]
    assert sign_in["takes"] == ["15 small letters", "64 characters"]
    assert sign_in["hash"] == "$argon2id$v=19$m=19456,t=2,p=1"
    assert sign_in["common"] > 3000
    assert (sign_in["idle_seconds"], sign_in["absolute_seconds"]) == (1800, 43_200)


@pytest.mark.parametrize(("name", "length"), [("14 characters", 14), ("15 small letters", 15), ("64 characters", 64)])
def test_the_passwords_it_tries_are_as_long_as_it_says(name: str, length: int) -> None:
    assert len(rehearsal.PASSWORDS[name]) == length


def test_every_route_is_there_with_its_policy(app: APIFlask) -> None:
    found = rehearsal.facts(app)
    rules = {policy["rule"] for policy in found["policies"]}
    assert {"/login", "/api/auth/login", "/settings"} <= rules <= {route["rule"] for route in found["routes"]}
