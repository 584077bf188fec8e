"""Which e-mail addresses are nobody's: reserved for examples and tests, or made to be thrown away."""

from typing import Final

RESERVED_ENDINGS: Final = frozenset({"test", "example", "invalid", "localhost"})  # RFC 2606
THROWN_AWAY: Final = frozenset({"mailinator.com"})


def is_test_address(address: str) -> bool:
    """Whether no real person reads mail at this address: example.*, .test, .invalid, localhost, mailinator.com."""
    labels = address.rpartition("@")[2].lower().rstrip(".").split(".")
    if labels[-1] in RESERVED_ENDINGS:
        return True
    return (len(labels) > 1 and labels[-2] == "example") or ".".join(labels[-2:]) in THROWN_AWAY
