"""Questions to name servers, each with an end."""

from collections.abc import Sequence

import dns.exception
import dns.message
import dns.nameserver
import dns.query
import dns.resolver

from mingus.checklist.looking.stores import NoAnswer

DNS_PORT = 53
Servers = Sequence[tuple[str, int]]


def lookup(name: str, kind: str, servers: Servers, seconds: float) -> list[str]:
    """The records as text, sorted; CNAMEs are followed. Raises NoAnswer for silence, errors and loops."""
    resolver = _resolver(servers, seconds)
    try:
        found = resolver.resolve(name, kind, search=False, lifetime=seconds)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoAnswer(f"no name server answers for {name} {kind} ({_kind(error)})") from None
    return sorted(_text(record) for record in found)


def ask_each(name: str, kind: str, servers: Servers, seconds: float) -> dict[str, list[str]]:
    """Every server's own records. Raises NoAnswer when one of them does not answer, or the zone names none."""
    asked = list(servers) or _authoritative(name, seconds)
    if not asked:
        raise NoAnswer(f"no name server is responsible for {name}")
    return {f"{address}:{port}": lookup(name, kind, [(address, port)], seconds) for address, port in asked}


def _authoritative(name: str, seconds: float) -> list[tuple[str, int]]:
    labels = name.rstrip(".").split(".")
    for start in range(len(labels) - 1):
        hosts = lookup(".".join(labels[start:]), "NS", (), seconds)
        if hosts:
            return [(address, DNS_PORT) for host in hosts for address in lookup(host, "A", (), seconds)]
    return []


def _resolver(servers: Servers, seconds: float) -> dns.resolver.Resolver:
    try:
        resolver = dns.resolver.Resolver(configure=not servers)
    except dns.exception.DNSException:
        raise NoAnswer("this machine knows no name server") from None
    if servers:
        resolver.nameservers = [dns.nameserver.Do53Nameserver(address, port) for address, port in servers]
    resolver.timeout = min(2.0, seconds)
    resolver.lifetime = seconds
    return resolver


def _text(record: object) -> str:
    """TXT records come in pieces of 255 characters that belong together; names lose their last point."""
    strings = getattr(record, "strings", None)
    if strings is not None:
        return b"".join(strings).decode(errors="replace")
    return str(record).rstrip(".").lower()


def _kind(error: Exception) -> str:
    return type(error).__name__
