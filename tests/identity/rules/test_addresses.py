import pytest

from mingus.core.errors import Refused
from mingus.identity.rules import email_key, network_of
from mingus.identity.rules.addresses import shortened


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Alice@Example.COM", "alice@example.com"),
        ("  alice@example.com ", "alice@example.com"),
        ("ａｌｉｃｅ@example.com", "alice@example.com"),
        ("alice@bücher.example", "alice@xn--bcher-kva.example"),
        ("alice@xn--bcher-kva.example", "alice@xn--bcher-kva.example"),
        ("alice+bank@example.com", "alice+bank@example.com"),
    ],
)
def test_addresses_that_mean_the_same_are_the_same(typed: str, key: str) -> None:
    assert email_key(typed) == key


@pytest.mark.parametrize(
    "typed",
    ["", "alice", "alice@", "@example.com", "a b@example.com", "a@b@example.com", "alice@example.com\nBcc: x@y.z",
     "a" * 250 + "@example.com", "alice@exa_mple.com", "alice@[127.0.0.1]"],
)  # fmt: skip
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        email_key(typed)
    assert "email" in caught.value.fields


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
    ("network", "shown"),
    [("198.51.100.77", "198.51.100.x"), ("2001:db8:1:2::/64", "2001:db8:x"), ("unknown", "unknown")],
)
def test_a_network_is_shown_so_that_no_home_is_found_by_it(network: str, shown: str) -> None:
    assert shortened(network) == shown
