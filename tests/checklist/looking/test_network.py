"""Names lead where they are told to, and only there."""

from pathlib import Path

import pytest

from mingus.checklist.looking.dns import Records
from mingus.checklist.looking.network import Network
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tls import Refused
from tests.servers.authority import Authority
from tests.servers.dns import dns_server
from tests.servers.http import Answer, http_server


def test_a_name_leads_where_it_is_told_to_with_the_authority_given(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with http_server(lambda asked: Answer(body=asked.method.encode()), certificate=authority.issue("a.test")) as server:
        network = Network(str(authority.certificate), {"a.test:443": ("127.0.0.1", server.port)}, seconds=5)
        assert network.get("https://a.test/", X_Two_Words="1").text == "GET"
        assert network.request("PUT", "https://a.test/", headers={"X-Three": "3"}, body=b"b").text == "PUT"
        assert network.handshake("a.test").names == ["a.test"]
        assert network.handshake("a.test", version="TLSv1.2").protocol == "TLSv1.2"
        with pytest.raises(Refused):
            network.handshake("a.test", version="TLSv1.2", ciphers="kRSA")
        with pytest.raises(NoAnswer):
            Network(leads_to=network.leads_to).handshake("a.test")
        assert Network(leads_to=network.leads_to).handshake("a.test", verify=False).names == ["a.test"]
    assert server.requests[0].headers["X-Two-Words"] == "1"
    assert server.requests[1].headers["X-Three"] == "3"
    assert server.requests[1].body == b"b"


def test_a_name_that_leads_nowhere_else_is_asked_itself() -> None:
    with http_server(lambda _: Answer(204)) as server:
        assert Network(seconds=5).get(f"http://127.0.0.1:{server.port}/").status == 204


def test_the_name_servers_given_are_the_only_ones_asked() -> None:
    with dns_server({"a.test": {"A": "192.0.2.1"}}) as one, dns_server({"a.test": {"A": "192.0.2.2"}}) as two:
        servers = (("127.0.0.1", one.port), ("127.0.0.1", two.port))
        network = Network(name_servers=servers, seconds=2)
        assert network.lookup("a.test", "A") == ["192.0.2.1"]
        assert network.ask_each("a.test", "A") == {
            f"127.0.0.1:{one.port}": Records(["192.0.2.1"], 300),
            f"127.0.0.1:{two.port}": Records(["192.0.2.2"], 300),
        }
