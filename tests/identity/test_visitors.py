"""Where a request comes from, as limits and the list of devices know it."""

import pytest
from apiflask import APIFlask

from mingus.identity.visitors import visitor

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("address", "neighbour", "are_one"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one customer has a whole /64
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_one_network_is_one_visitor(app: APIFlask, address: str, neighbour: str, *, are_one: bool) -> None:
    networks = []
    for remote in (address, neighbour):
        with app.test_request_context("/", environ_base={"REMOTE_ADDR": remote}):
            networks.append(visitor().network)
    assert (networks[0] == networks[1]) is are_one


@pytest.mark.parametrize(
    ("headers", "browser"), [({"User-Agent": FIREFOX}, "Firefox on Linux"), ({}, "Unknown browser")]
)
def test_a_browser_has_a_name_its_owner_knows(app: APIFlask, headers: dict[str, str], browser: str) -> None:
    with app.test_request_context("/", headers=headers):
        assert visitor().browser == browser


def test_a_header_moves_nobody_to_another_network(app: APIFlask) -> None:
    claimed = {"X-Forwarded-For": "198.51.100.1", "Forwarded": "for=198.51.100.1"}
    with app.test_request_context("/", headers=claimed, environ_base={"REMOTE_ADDR": "203.0.113.9"}):
        assert "203.0.113.9" in visitor().network


def test_without_an_address_there_is_still_an_answer(app: APIFlask) -> None:
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": ""}):
        assert isinstance(visitor().network, str)
