"""What DNS says of our names."""

from collections.abc import Iterator

import pytest

from mingus.checklist.looking.names import addresses, exchanges, mail_domain, name_servers
from mingus.checklist.looking.network import Network
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.servers.dns import Zone, dns_server

ZONE: Zone = {
    "a.test": {"A": ["192.0.2.2", "192.0.2.1"], "AAAA": "2001:db8::1", "NS": ["ns1.a.test.", "ns2.a.test."]},
    "mail.test": {"MX": ["10 One.mail.test.", "20 two.mail.test."]},
    "silent.test": {"MX": "0 ."},
}


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with dns_server(ZONE) as server:
        yield Network(name_servers=(("127.0.0.1", server.port),), seconds=2)


@pytest.fixture
def asking(around: MakeSurroundings, network: Network) -> Surroundings:
    return around(network=network)


def test_addresses_of_both_kinds_are_found(asking: Surroundings) -> None:
    assert addresses(asking, "a.test") == ["192.0.2.1", "192.0.2.2", "2001:db8::1"]
    assert addresses(asking, "mail.test") == []


@pytest.mark.parametrize("name", ["a.test", "www.a.test", "x.y.a.test"])
def test_the_zone_above_names_the_servers(asking: Surroundings, name: str) -> None:
    assert name_servers(asking, name) == ["ns1.a.test", "ns2.a.test"]


@pytest.mark.parametrize("name", ["b.test", "test"])
def test_a_name_without_a_zone_has_none(asking: Surroundings, name: str) -> None:
    assert name_servers(asking, name) == []


@pytest.mark.parametrize(
    ("name", "hosts"),
    [("mail.test", ["one.mail.test", "two.mail.test"]), ("silent.test", [""]), ("a.test", [])],
)
def test_mail_goes_to_its_hosts(asking: Surroundings, name: str, hosts: list[str]) -> None:
    assert exchanges(asking, name) == hosts


@pytest.mark.parametrize(
    ("mail_from", "domain"),
    [
        ("mingus@Post.test", "post.test"),
        ("Mingus <hello@post.test>", "post.test"),
        ("", "mingus.test"),
        ("nonsense", "mingus.test"),
    ],
)
def test_mail_comes_from_the_domain_that_is_set(around: MakeSurroundings, mail_from: str, domain: str) -> None:
    environ = {"PUBLIC_URL": "https://www.mingus.test", "MAIL_FROM": mail_from}
    assert mail_domain(around(environ=environ)) == domain
