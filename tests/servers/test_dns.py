"""The DNS server answers from its zone, and the misbehaving ones are seen for what they are."""

import time
from collections.abc import Iterator

import dns.exception
import dns.resolver
import pytest

from tests.servers import dns as servers
from tests.servers.dns import DnsServer, Zone, dns_server

KEY = "v=DKIM1; k=rsa; p=" + "A" * 700

ZONE: Zone = {
    "mingus.example": {
        "A": ["192.0.2.1", "192.0.2.2"],
        "AAAA": "2001:db8::1",
        "MX": ["10 mail.mingus.example.", "20 mail2.mingus.example."],
        "NS": ["ns1.mingus.example.", "ns2.mingus.example."],
        "TXT": ["v=spf1 -all", 'she said "no"'],
        "CAA": '0 issue "letsencrypt.org"',
    },
    "www.mingus.example": {"CNAME": "mingus.example."},
    "key._domainkey.mingus.example": {"TXT": KEY},
}


@pytest.fixture(scope="module")
def server() -> Iterator[DnsServer]:
    with dns_server(ZONE) as running:
        yield running


def ask(server: DnsServer, name: str, kind: str, seconds: float = 2.0) -> set[str]:
    return {record.to_text() for record in server.resolver(seconds=seconds).resolve(name, kind)}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("A", {"192.0.2.1", "192.0.2.2"}),
        ("AAAA", {"2001:db8::1"}),
        ("MX", {"10 mail.mingus.example.", "20 mail2.mingus.example."}),
        ("NS", {"ns1.mingus.example.", "ns2.mingus.example."}),
        ("TXT", {'"v=spf1 -all"', '"she said \\"no\\""'}),
        ("CAA", {'0 issue "letsencrypt.org"'}),
    ],
)
def test_every_kind_is_answered(server: DnsServer, kind: str, expected: set[str]) -> None:
    assert ask(server, "mingus.example", kind) == expected
    assert f"mingus.example {kind}" in server.questions


def test_an_alias_is_followed(server: DnsServer) -> None:
    answer = server.resolver().resolve("www.mingus.example", "A")
    assert answer.canonical_name.to_text() == "mingus.example."
    assert len(answer) == 2


def test_what_is_too_long_for_udp_comes_over_tcp(server: DnsServer) -> None:
    [record] = server.resolver().resolve("key._domainkey.mingus.example", "TXT")
    assert b"".join(record.strings).decode() == KEY
    assert server.questions.count("key._domainkey.mingus.example TXT") == 2


def test_a_name_or_kind_that_is_not_there_is_said_to_be_missing(server: DnsServer) -> None:
    with pytest.raises(dns.resolver.NXDOMAIN):
        ask(server, "other.example", "A")
    with pytest.raises(dns.resolver.NoAnswer):
        ask(server, "www.mingus.example", "SRV")


def test_one_never_answers() -> None:
    began_at = time.monotonic()
    with servers.silent() as server, pytest.raises(dns.exception.Timeout):
        ask(server, "mingus.example", "A", seconds=0.3)
    assert server.questions[0] == "mingus.example A"
    assert time.monotonic() - began_at < 5


@pytest.mark.parametrize(("make", "code"), [(servers.failing, "SERVFAIL"), (servers.refusing, "REFUSED")])
def test_one_fails_and_one_refuses(make: type, code: str) -> None:
    with make() as server, pytest.raises(dns.resolver.NoNameservers, match=code):
        ask(server, "mingus.example", "A")


def test_one_leads_in_circles() -> None:
    with servers.looping() as server, pytest.raises(dns.exception.DNSException, match=r"(?i)chain"):
        ask(server, "loop.example", "A")
