"""Which part of a network address stands for one subscriber. Limits count by it."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

IPV6_HOME_BITS: Final = 64  # one subscriber has a whole /64, so a limit on single addresses would limit nothing


@lru_cache(maxsize=4096)
def network_of(address: str | None) -> str:
    """The part of a network address that belongs to one subscriber: an IPv4 address, or the first half of IPv6."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return f"{IPv6Address(int(parsed) >> IPV6_HOME_BITS << IPV6_HOME_BITS)}/{IPV6_HOME_BITS}"
    return str(parsed)


def vicinity_of(network: str) -> str:
    """A network in so few figures that its owner knows it again and nobody finds them by it: 203.0.113.x."""
    try:
        parsed = ip_address(network.partition("/")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv4Address):
        return f"{str(parsed).rpartition('.')[0]}.x"
    return f"{':'.join(parsed.exploded.split(':')[:3])}::"
