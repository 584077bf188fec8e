"""Which hosts are ours, and when a browser spoke in the open."""

import pytest

from mingus.core.edge import Edge
from mingus.core.settings import Settings


def edge(configuration: Settings, public_url: str, trusted_proxies: int = 0) -> Edge:
    return Edge.of(configuration.model_copy(update={"public_url": public_url, "trusted_proxies": trusted_proxies}))


@pytest.mark.parametrize(
    ("public_url", "host", "is_ours"),
    [
        ("https://mingus.example", "mingus.example", True),
        ("https://mingus.example", "MINGUS.example", True),
        ("https://mingus.example", "mingus.example:443", True),
        ("https://mingus.example", "mingus.example:80", False),
        ("https://mingus.example", "evil.example", False),
        ("https://mingus.example", "mingus.example.evil.example", False),
        ("https://mingus.example", "notmingus.example", False),
        ("https://mingus.example", "localhost", False),
        ("https://mingus.example", "127.0.0.1:8000", False),
        ("https://mingus.example", "", False),
        ("https://mingus.example", "a b<>", False),
        ("https://mingus.example:8443/", "mingus.example:8443", True),
        ("https://mingus.example:8443/", "mingus.example", False),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://127.0.0.1:8000", "localhost", True),
        ("http://127.0.0.1:8000", "[::1]:8000", True),
        ("http://127.0.0.1:8000", "localhost.evil.example", False),
    ],
)
def test_only_the_public_host_is_ours(configuration: Settings, public_url: str, host: str, is_ours: bool) -> None:  # noqa: FBT001 - a case of the table
    assert edge(configuration, public_url).knows({"HTTP_HOST": host, "PATH_INFO": "/"}) is is_ours


@pytest.mark.parametrize("path", ["/health/ready", "/health/live", "/metrics", "/api/health"])
def test_probes_come_by_an_address_but_not_by_another_name(configuration: Settings, path: str) -> None:
    public = edge(configuration, "https://mingus.example")
    for host in ("10.0.0.7:8000", "[fd00::7]:8000", "localhost:8000", ""):
        assert public.knows({"HTTP_HOST": host, "PATH_INFO": path})
    assert not public.knows({"HTTP_HOST": "evil.example", "PATH_INFO": path})


def test_plain_http_is_believed_of_a_trusted_proxy_alone(configuration: Settings) -> None:
    said = {"HTTP_X_FORWARDED_PROTO": "http"}
    assert edge(configuration, "https://mingus.example", trusted_proxies=1).came_in_the_open(said)
    assert not edge(configuration, "https://mingus.example").came_in_the_open(said)
    assert not edge(configuration, "http://mingus.example", trusted_proxies=1).came_in_the_open(said)
    behind_two = edge(configuration, "https://mingus.example", trusted_proxies=2)
    assert not behind_two.came_in_the_open({"HTTP_X_FORWARDED_PROTO": "https, http"})
    assert behind_two.came_in_the_open({"HTTP_X_FORWARDED_PROTO": "https, http, https"})


def test_only_an_installation_with_tls_asks_browsers_to_insist_on_it(configuration: Settings) -> None:
    assert "Strict-Transport-Security" in edge(configuration, "https://mingus.example").headers()
    assert "Strict-Transport-Security" not in edge(configuration, "http://127.0.0.1:8000").headers()


@pytest.mark.parametrize(
    ("public_url", "host", "place"),
    [
        ("https://mingus.example", "www.mingus.example", "beside"),
        ("https://mingus.example", "WWW.mingus.example:443", "beside"),
        ("https://mingus.example", "api.mingus.example", "api"),
        ("https://mingus.example", "api.mingus.example:443", "api"),
        ("https://mingus.example", "mingus.example", ""),
        ("https://mingus.example", "app.mingus.example", ""),
        ("https://mingus.example", "www.mingus.example:80", ""),
        ("https://mingus.example", "api.evil.example", ""),
        ("https://www.mingus.example", "mingus.example", "beside"),
        ("https://www.mingus.example", "api.mingus.example", "api"),
        ("https://www.mingus.example", "api.www.mingus.example", ""),
        ("https://www.mingus.example", "www.mingus.example", ""),
        ("https://mingus.example:8443", "www.mingus.example:8443", "beside"),
        ("https://mingus.example:8443", "api.mingus.example:8443", "api"),
        ("http://localhost:8000", "www.localhost:8000", ""),
        ("http://127.0.0.1:8000", "api.127.0.0.1:8000", ""),
        ("https://192.0.2.1", "www.192.0.2.1", ""),
    ],
)
def test_the_names_beside_ours_are_known(configuration: Settings, public_url: str, host: str, place: str) -> None:
    public, environ = edge(configuration, public_url), {"HTTP_HOST": host, "PATH_INFO": "/"}
    assert public.is_beside(environ) is (place == "beside")
    assert public.is_for_programs(environ) is (place == "api")


def test_at_the_name_for_programs_the_api_is_ours_and_nothing_else(configuration: Settings) -> None:
    public = edge(configuration, "https://mingus.example")
    assert public.knows({"HTTP_HOST": "api.mingus.example", "PATH_INFO": "/api/goals"})
    for path in ("/", "/login", "/api", "/assets/app.css", "/apiary/"):
        assert not public.knows({"HTTP_HOST": "api.mingus.example", "PATH_INFO": path})


def test_people_are_sent_to_the_name_without_its_usual_port(configuration: Settings) -> None:
    assert edge(configuration, "https://mingus.example:443").host == "mingus.example"
    assert edge(configuration, "https://mingus.example:8443").host == "mingus.example:8443"
