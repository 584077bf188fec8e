"""E-mail addresses as people type them and as they compare; where on the network a visitor comes from."""

import unicodedata
from ipaddress import IPv6Address, ip_address
from typing import Final

from mingus.core.errors import Refused

MAX_EMAIL_CHARACTERS: Final = 254  # RFC 5321: a path has 256 octets, two of them the angle brackets
IPV6_HOME_BITS: Final = 64  # one subscriber has a whole /64, so a limit on single addresses would limit nothing


def email_key(email: str) -> str:
    """What may exist only once: NFKC, small letters, the domain in its ASCII form. Raises Refused on a non-address."""
    from email_validator import EmailNotValidError, validate_email  # slow to load, and most requests have no address

    plain = unicodedata.normalize("NFKC", email).strip()
    if len(plain) > MAX_EMAIL_CHARACTERS:
        raise _not_an_address()
    try:
        parsed = validate_email(plain, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise _not_an_address() from None
    return f"{parsed.local_part.lower()}@{parsed.ascii_domain.lower()}"


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


def shortened(network: str) -> str:
    """Enough of a network for its owner to recognise it, and too little to find a home by: '198.51.100.x'."""
    if network.count(".") == 3:
        return f"{network.rpartition('.')[0]}.x"
    return f"{':'.join(network.split(':')[:2])}:x" if ":" in network else network


def _not_an_address() -> Refused:
    message = "This does not look like an e-mail address."
    return Refused(message, fields={"email": message})
