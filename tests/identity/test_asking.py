"""Who asks, and what their browser has kept."""

from uuid import UUID

import pytest
from apiflask import APIFlask

from mingus.core.errors import Unauthorized
from mingus.identity import asking
from mingus.identity.rules.sites import Site

SOMEBODY = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def test_nobody_signed_in_is_nobody(app: APIFlask) -> None:
    with app.test_request_context("/"), pytest.raises(Unauthorized):
        asking.who()


def test_passkeys_are_bound_to_this_installation(app: APIFlask) -> None:
    with app.test_request_context("/", base_url="http://localhost:8123"):
        assert asking.site() == Site("localhost", "http://localhost:8123")


def test_a_cookie_longer_than_ours_is_none(app: APIFlask) -> None:
    with app.test_request_context("/", headers={"Cookie": "pending=" + "x" * 101}):
        assert asking.cookie("pending") == ""
    with app.test_request_context("/", headers={"Cookie": "pending=short"}):
        assert asking.cookie("pending") == "short"


def test_a_browser_is_remembered_for_each_person_apart(app: APIFlask) -> None:
    with app.test_request_context("/", headers={"Cookie": "remembered-099a8057=kept"}):
        assert asking.remembered_by(SOMEBODY) == "kept"
        assert asking.remembered_by(UUID(int=1)) == ""
