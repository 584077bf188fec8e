"""One subscriber counts once, however many addresses they have."""

import pytest

from mingus.core.networks import network_of, vicinity_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        (None, "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_one_subscriber_is_one_network(address: str | None, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("network", "vicinity"),
    [("203.0.113.7", "203.0.113.x"), ("2001:db8:1:2::/64", "2001:0db8:0001::"), ("unknown", ""), ("", "")],
)
def test_a_vicinity_finds_nobody(network: str, vicinity: str) -> None:
    assert vicinity_of(network) == vicinity
