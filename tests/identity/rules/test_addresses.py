import pytest

from mingus.core.errors import Refused
from mingus.identity.rules import email_key


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
