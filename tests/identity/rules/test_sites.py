"""What passkeys are bound to follows from PUBLIC_URL alone, except for the port of one's own machine."""

import pytest

from mingus.identity.rules.sites import Site, site_of


@pytest.mark.parametrize(
    ("public_url", "host", "site"),
    [
        ("https://mingus.example.com", "evil.example", Site("mingus.example.com", "https://mingus.example.com")),
        ("https://Money.Example.com:8443/", "x", Site("money.example.com", "https://money.example.com:8443")),
        ("http://127.0.0.1:8000", "localhost:51234", Site("localhost", "http://localhost:51234")),
        ("http://localhost:8000", "127.0.0.1:8000", Site("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", "[::1]:8000", Site("localhost", "http://localhost:8000")),
        ("http://localhost", "localhost", Site("localhost", "http://localhost")),
    ],
)
def test_the_site(public_url: str, host: str, site: Site) -> None:
    assert site_of(public_url, host) == site
