"""How a server introduces itself is seen as it is; what it refuses is told apart from what we can't offer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from mingus.checklist.looking import tls
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tls import Anonymous, Handshake, Hello, Refused
from mingus.checklist.missing import Missing
from tests.servers import http as servers
from tests.servers.authority import WEAK_BITS, Authority, Certificate, Key, self_signed
from tests.servers.nginx import Manners, nginx
from tests.servers.processes import free_port


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def shake(authority: Authority, port: int, hello: Hello | None = None, seconds: float = 5.0) -> Handshake:
    return tls.shake(hello or Hello("localhost"), ("127.0.0.1", port), str(authority.certificate), seconds)


def showing(certificate: Certificate) -> Handshake:
    [own, *_] = x509.load_pem_x509_certificates(certificate.certificate.read_bytes())
    return Handshake("TLSv1.3", "", own)


class TestHandshake:
    def test_a_right_server_shows_protocol_cipher_and_names(self, authority: Authority) -> None:
        with nginx(authority.issue("localhost", "www.mingus.example")) as server:
            found = shake(authority, server.port)
            second = shake(authority, server.port, Hello("localhost", "TLSv1.2"))
            for old in ("TLSv1", "TLSv1.1"):
                with pytest.raises(Refused, match="localhost: TLS failed"):
                    shake(authority, server.port, Hello("localhost", old))
        assert (found.protocol, second.protocol) == ("TLSv1.3", "TLSv1.2")
        assert found.cipher.startswith("TLS_")
        assert found.names == ["localhost", "www.mingus.example"]
        assert found.issuer == "CN=Mingus test authority"
        assert found.is_self_signed is False

    @pytest.mark.parametrize("version", ["TLSv1", "TLSv1.1"])
    def test_an_old_version_that_is_spoken_is_seen(self, authority: Authority, version: str) -> None:
        with nginx(authority.issue(), manners=Manners(protocols="TLSv1 TLSv1.1")) as server:
            assert shake(authority, server.port, Hello("localhost", version)).protocol == version

    def test_only_the_ciphers_given_are_offered(self, authority: Authority) -> None:
        certificate = authority.issue(key=rsa.generate_private_key(65537, 2048))
        with nginx(certificate, manners=Manners(ciphers="AES128-SHA", protocols="TLSv1.2")) as server:
            assert shake(authority, server.port, Hello("localhost", "TLSv1.2", ciphers="kRSA")).cipher == "AES128-SHA"
            with pytest.raises(Refused):
                shake(authority, server.port, Hello("localhost", "TLSv1.2", ciphers="ECDHE+AESGCM"))

    def test_a_server_that_shows_no_certificate_is_anonymous(self, authority: Authority) -> None:
        with (
            nginx(authority.issue(), manners=Manners(ciphers="HIGH:aNULL")) as server,
            pytest.raises(Anonymous, match="localhost shows no certificate"),
        ):
            shake(authority, server.port, Hello("localhost", "TLSv1.2", verify=False, ciphers="aNULL"))

    def test_what_this_machine_can_not_offer_is_no_answer_of_the_server(self, authority: Authority) -> None:
        with (
            nginx(authority.issue()) as server,
            pytest.raises(Missing, match=r"no tool: OpenSSL on this machine can't offer TLSv1\.1 AES128-GCM-SHA256"),
        ):
            shake(authority, server.port, Hello("localhost", "TLSv1.1", ciphers="AES128-GCM-SHA256"))

    def test_ciphers_that_this_machine_does_not_have_are_no_answer_of_the_server(self, authority: Authority) -> None:
        with pytest.raises(Missing, match=r"can't offer TLSv1\.2 NONSENSE"):
            shake(authority, free_port(), Hello("localhost", "TLSv1.2", ciphers="NONSENSE"))

    def test_without_trust_a_wrong_certificate_is_shown(self, authority: Authority) -> None:
        with servers.http_server(lambda _: servers.Answer(), certificate=authority.expired("other.example")) as server:
            assert shake(authority, server.port, Hello("localhost", verify=False)).names == ["other.example"]

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (Authority.expired, "certificate has expired"),
            (Authority.not_yet_valid, "certificate is not yet valid"),
            (Authority.for_another_name, "Hostname mismatch"),
            (Authority.weak, "EE certificate key too weak"),
            (lambda authority: self_signed(authority.certificate.parent), "self-signed certificate"),
            (
                lambda above: Authority(
                    above.certificate.parent, name="Between", above=above
                ).without_what_is_between(),
                "unable to get local issuer certificate",
            ),
        ],
    )
    def test_what_is_not_to_be_trusted_is_refused_for_its_reason(
        self, authority: Authority, make: Callable[[Authority], Certificate], words: str
    ) -> None:
        with (
            servers.http_server(lambda _: servers.Answer(), certificate=make(authority)) as server,
            pytest.raises(NoAnswer, match=f"localhost: its certificate is not to be trusted: {words}") as raised,
        ):
            shake(authority, server.port)
        assert not isinstance(raised.value, Refused)

    @pytest.mark.parametrize("server", [servers.hanging, servers.slow_drip])
    def test_one_that_never_finishes_is_left(self, authority: Authority, server: Callable[[], object]) -> None:
        with server() as running, pytest.raises(NoAnswer, match="localhost"):  # type: ignore[attr-defined]  # both are
            shake(authority, running.port, seconds=0.4)

    @pytest.mark.parametrize("server", [servers.closing, servers.babbling])
    def test_what_is_no_tls_fails_in_words(self, authority: Authority, server: Callable[[], object]) -> None:
        with server() as running, pytest.raises(NoAnswer, match="localhost"):  # type: ignore[attr-defined]  # both are
            shake(authority, running.port)

    def test_nobody_there(self, authority: Authority) -> None:
        with pytest.raises(NoAnswer, match=r"does not answer to TLS \(ConnectionRefusedError\)"):
            shake(authority, free_port())


class TestCertificate:
    @pytest.mark.parametrize(
        ("key", "bits"),
        [
            (lambda: rsa.generate_private_key(65537, WEAK_BITS), 1024),
            (lambda: rsa.generate_private_key(65537, 2048), 2048),
            (lambda: ec.generate_private_key(ec.SECP256R1()), 3072),
            (lambda: ec.generate_private_key(ec.SECP384R1()), 3072),
            (lambda: ec.generate_private_key(ec.SECP224R1()), 0),
            (ed25519.Ed25519PrivateKey.generate, 0),
        ],
    )
    def test_its_key_is_measured(self, authority: Authority, key: Callable[[], Key], bits: int) -> None:
        assert showing(authority.issue(key=key())).key_bits == bits

    def test_its_last_day_is_counted(self, authority: Authority) -> None:
        found = showing(authority.issue(lasts=timedelta(days=10, minutes=5), age=timedelta(0)))
        assert found.days_left(datetime.now(UTC)) == 10
        assert found.days_left(datetime.now(UTC) + timedelta(days=11)) == -1

    def test_one_that_vouches_for_itself_is_known(self, authority: Authority) -> None:
        assert showing(self_signed(authority.certificate.parent)).is_self_signed

    def test_one_without_names_has_none(self, authority: Authority) -> None:
        [own] = x509.load_pem_x509_certificates(authority.certificate.read_bytes())
        assert Handshake("", "", own).names == []
