"""nginx serves what it was asked to, seen by Python's own TLS and HTTP."""

import http.client
import socket
import ssl

import pytest

from tests.servers.authority import Authority
from tests.servers.nginx import Manners, Nginx, nginx


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.certificate))


def ask(server: Nginx, context: ssl.SSLContext, path: str = "/") -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPSConnection("localhost", server.port, context=context, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_it_answers_with_its_headers_and_tells_no_version(authority: Authority) -> None:
    policy = "default-src 'self'; object-src 'none'"
    with nginx(authority.issue(), headers={"Content-Security-Policy": policy}) as server:
        answer, body = ask(server, trusting(authority), "/any/path")
        assert (answer.status, body) == (200, "Hello\n")
        assert answer.headers["Content-Security-Policy"] == policy
        assert answer.headers["Server"] == "nginx"
    assert server.process.poll() is not None


def test_http_is_sent_to_https_or_served_when_told_to(authority: Authority) -> None:
    certificate = authority.issue()
    for manners, status in ((Manners(), 301), (Manners(redirects_http=False), 200)):
        with nginx(certificate, manners=manners) as server:
            connection = http.client.HTTPConnection("localhost", server.http_port, timeout=5)
            connection.request("GET", "/goals?page=2")
            answer = connection.getresponse()
            assert answer.status == status
            assert answer.headers["Location"] == (f"{server.url}/goals?page=2" if status == 301 else None)
            connection.close()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")  # of the old ones, which is the point
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_old_protocols_are_spoken_only_when_asked_for(authority: Authority, version: ssl.TLSVersion) -> None:
    certificate = authority.issue()
    with nginx(certificate) as right, nginx(certificate, manners=Manners(protocols="TLSv1.1")) as old:
        assert _speaks(right, authority, version) is (version > ssl.TLSVersion.TLSv1_1)
        assert _speaks(old, authority, version) is (version == ssl.TLSVersion.TLSv1_1)


def test_one_line_more_of_configuration(authority: Authority) -> None:
    teapot = Manners(extra="location = /tea { return 418; }", tells_version=True)
    with nginx(authority.issue(), manners=teapot) as server:
        answer, _ = ask(server, trusting(authority), "/tea")
        assert answer.status == 418
        assert answer.headers["Server"].startswith("nginx/1.")


def test_an_expired_certificate_is_served_for_clients_to_refuse(authority: Authority) -> None:
    with nginx(authority.expired()) as server, pytest.raises(ssl.SSLCertVerificationError, match="expired"):
        ask(server, trusting(authority))


def _speaks(server: Nginx, authority: Authority, version: ssl.TLSVersion) -> bool:
    context = trusting(authority)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = version
    context.minimum_version = version
    try:
        with socket.create_connection(("localhost", server.port), timeout=5) as plain:
            context.wrap_socket(plain, server_hostname="localhost").close()
    except (ssl.SSLError, ConnectionResetError):
        return False
    return True
