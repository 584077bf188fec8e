"""Questions to name servers, each with an end."""

from collections.abc import Sequence
from dataclasses import dataclass

import dns.exception
import dns.nameserver
import dns.resolver

from mingus.checklist.looking.stores import NoAnswer

DNS_PORT = 53
PUBLIC_RESOLVERS = (("1.1.1.1", DNS_PORT), ("8.8.8.8", DNS_PORT), ("9.9.9.9", DNS_PORT))
TRY_SECONDS = 2.0
MAX_SERVERS = 12
Servers = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Records:
    """What one server said: records as text, sorted, and how long they may be kept; 0 when there are none."""

    values: list[str]
    keep_seconds: int = 0


def lookup(name: str, kind: str, servers: Servers, seconds: float) -> list[str]:
    """The records as text, sorted; CNAMEs are followed. Raises NoAnswer for silence, errors and loops."""
    return records(name, kind, servers, seconds).values


def records(name: str, kind: str, servers: Servers, seconds: float) -> Records:
    """The same, with how long they may be kept."""
    resolver = _resolver(servers, seconds)
    try:
        found = resolver.resolve(name, kind, search=False, lifetime=seconds)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return Records([])
    except dns.exception.DNSException as error:
        raise NoAnswer(f"no name server answers for {name} {kind} ({type(error).__name__})") from None
    return Records(sorted(_text(record) for record in found), found.rrset.ttl if found.rrset is not None else 0)


def ask_each(name: str, kind: str, servers: Servers, seconds: float) -> dict[str, Records]:
    """What every single server says. Raises NoAnswer when one of them does not answer."""
    return {f"{address}:{port}": records(name, kind, [(address, port)], seconds) for address, port in servers}


def authoritative(name: str, servers: Servers, seconds: float) -> list[tuple[str, int]]:
    """Whose word counts for a name: its zone's own servers, a dozen at most; `servers` are asked for them.

    Raises NoAnswer when none is responsible.
    """
    labels = name.rstrip(".").split(".")
    for start in range(len(labels) - 1):
        hosts = lookup(".".join(labels[start:]), "NS", servers, seconds)
        if hosts:
            found = [address for host in hosts for address in lookup(host, "A", servers, seconds)]
            return [(address, DNS_PORT) for address in found[:MAX_SERVERS]]
    raise NoAnswer(f"no name server is responsible for {name}")


def _resolver(servers: Servers, seconds: float) -> dns.resolver.Resolver:
    try:
        resolver = dns.resolver.Resolver(configure=not servers)
    except dns.exception.DNSException:
        raise NoAnswer("this machine knows no name server") from None
    if servers:
        resolver.nameservers = [dns.nameserver.Do53Nameserver(address, port) for address, port in servers]
    resolver.timeout = min(TRY_SECONDS, seconds)
    resolver.lifetime = seconds
    return resolver


def _text(record: object) -> str:
    """TXT records come in pieces of 255 characters that belong together; names lose their last point."""
    strings = getattr(record, "strings", None)
    if strings is not None:
        return b"".join(strings).decode(errors="replace")
    return str(record).rstrip(".").lower()
