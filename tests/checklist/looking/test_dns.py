"""Questions to name servers end in records or in words."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from mingus.checklist.looking import dns
from mingus.checklist.looking.dns import Records
from mingus.checklist.looking.stores import NoAnswer
from tests.servers import dns as servers
from tests.servers.dns import DnsServer, Zone, dns_server
from tests.servers.processes import free_port

ZONE: Zone = {
    "mingus.example": {"A": ["192.0.2.2", "192.0.2.1"], "MX": "10 Mail.mingus.example.", "TXT": ["Case " * 80]},
    "www.mingus.example": {"CNAME": "mingus.example."},
}


@pytest.fixture(scope="module")
def server() -> Iterator[DnsServer]:
    with dns_server(ZONE, keep_seconds=77) as running:
        yield running


def lookup(server: DnsServer, name: str, kind: str, seconds: float = 2.0) -> list[str]:
    return dns.lookup(name, kind, [("127.0.0.1", server.port)], seconds)


class TestLookup:
    @pytest.mark.parametrize(
        ("name", "kind", "values"),
        [
            ("mingus.example", "A", ["192.0.2.1", "192.0.2.2"]),
            ("www.mingus.example", "A", ["192.0.2.1", "192.0.2.2"]),
            ("www.mingus.example", "CNAME", ["mingus.example"]),
            ("mingus.example", "MX", ["10 mail.mingus.example"]),
            ("mingus.example", "TXT", ["Case " * 80]),
            ("mingus.example", "AAAA", []),
            ("nobody.mingus.example", "A", []),
        ],
    )
    def test_records_come_as_sorted_text(self, server: DnsServer, name: str, kind: str, values: list[str]) -> None:
        assert lookup(server, name, kind) == values

    def test_how_long_they_may_be_kept_comes_along(self, server: DnsServer) -> None:
        assert dns.records("www.mingus.example", "A", [("127.0.0.1", server.port)], 2).keep_seconds == 77
        assert dns.records("nobody.mingus.example", "A", [("127.0.0.1", server.port)], 2) == Records([], 0)

    @pytest.mark.parametrize("make", [servers.silent, servers.failing, servers.refusing])
    def test_a_server_that_does_not_answer_is_no_zone_without_records(
        self, make: Callable[[], AbstractContextManager[DnsServer]]
    ) -> None:
        with make() as server, pytest.raises(NoAnswer, match=r"no name server answers for a\.example TXT \("):
            lookup(server, "a.example", "TXT", 0.4)

    def test_a_name_that_leads_to_itself_is_no_answer(self) -> None:
        with servers.looping() as server, pytest.raises(NoAnswer, match=r"loop\.example"):
            lookup(server, "loop.example", "A")

    @pytest.mark.parametrize("name", ["a..b", "x" * 64 + ".example"])
    def test_what_can_be_no_name_is_no_answer(self, server: DnsServer, name: str) -> None:
        with pytest.raises(NoAnswer, match="no name server answers"):
            lookup(server, name, "A")


class TestEachServer:
    def test_every_one_is_heard(self, server: DnsServer) -> None:
        with dns_server({"mingus.example": {"A": "192.0.2.9"}}, keep_seconds=5) as other:
            asked = [("127.0.0.1", server.port), ("127.0.0.1", other.port)]
            found = dns.ask_each("mingus.example", "A", asked, 2)
        assert found == {
            f"127.0.0.1:{server.port}": Records(["192.0.2.1", "192.0.2.2"], 77),
            f"127.0.0.1:{other.port}": Records(["192.0.2.9"], 5),
        }

    def test_one_that_is_silent_is_no_answer(self, server: DnsServer) -> None:
        asked = [("127.0.0.1", server.port), ("127.0.0.1", free_port())]
        with pytest.raises(NoAnswer, match=r"mingus\.example A"):
            dns.ask_each("mingus.example", "A", asked, 0.4)


DELEGATED: Zone = {
    "mingus.example": {"NS": ["ns1.mingus.example.", "ns2.mingus.example."]},
    "ns1.mingus.example": {"A": "192.0.2.51"},
    "ns2.mingus.example": {"A": ["192.0.2.52", "192.0.2.53"]},
    "many.example": {"NS": "many.example.", "A": [f"192.0.2.{number}" for number in range(20)]},
}


class TestAuthoritative:
    def ask(self, name: str) -> list[tuple[str, int]]:
        with dns_server(DELEGATED) as server:
            return dns.authoritative(name, [("127.0.0.1", server.port)], 2)

    def test_the_servers_of_the_zone_above_are_found(self) -> None:
        assert self.ask("a.www.mingus.example.") == [("192.0.2.51", 53), ("192.0.2.52", 53), ("192.0.2.53", 53)]

    def test_a_dozen_is_enough(self) -> None:
        assert len(self.ask("many.example")) == 12

    @pytest.mark.parametrize("name", ["nobody.test", "example"])
    def test_a_name_that_belongs_to_nobody_is_no_answer(self, name: str) -> None:
        with pytest.raises(NoAnswer, match=f"no name server is responsible for {name}"):
            self.ask(name)
