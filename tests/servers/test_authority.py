"""Certificates are taken or refused by Python's own TLS, for the reason they are made for."""

import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from tests.servers.authority import Authority, Certificate, self_signed


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def shake_hands(authority: Authority, certificate: Certificate, name: str) -> None:
    """Both ends of TLS in memory; raises what the client says."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.set_ciphers("DEFAULT:@SECLEVEL=0")
    serving.load_cert_chain(certificate.certificate, certificate.key)
    asking = ssl.create_default_context(cafile=str(authority.certificate))
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = asking.wrap_bio(to_client, to_server, server_hostname=name)
    server = serving.wrap_bio(to_server, to_client, server_side=True)
    for step in (client, server, client, server):
        try:
            step.do_handshake()
        except ssl.SSLWantReadError:
            continue


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_a_right_one_is_taken_by_name_and_by_address(authority: Authority, name: str) -> None:
    shake_hands(authority, authority.issue(), name)


def test_a_wildcard_covers_one_level(authority: Authority) -> None:
    shake_hands(authority, authority.issue("*.mingus.example"), "app.mingus.example")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Authority.expired, "certificate has expired"),
        (Authority.not_yet_valid, "certificate is not yet valid"),
        (Authority.for_another_name, "Hostname mismatch"),
        (Authority.weak, "key too weak"),
        (lambda authority: self_signed(authority.certificate.parent), "self-signed certificate"),
    ],
)
def test_a_wrong_one_is_refused_for_its_reason(
    authority: Authority, make: Callable[[Authority], Certificate], reason: str
) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=reason):
        shake_hands(authority, make(authority), "localhost")


def test_another_authority_is_not_trusted(authority: Authority, tmp_path: Path) -> None:
    stranger = Authority(tmp_path, name="Stranger")
    with pytest.raises(ssl.SSLCertVerificationError, match="self-signed certificate in certificate chain"):
        shake_hands(authority, stranger.issue(), "localhost")


def test_one_that_ends_soon_is_valid_until_then(authority: Authority) -> None:
    soon = authority.expiring(left=timedelta(days=5))
    shake_hands(authority, soon, "localhost")
    certificate = x509.load_pem_x509_certificate(soon.certificate.read_bytes())
    own = x509.load_pem_x509_certificate(authority.issue().certificate.read_bytes())
    left = own.not_valid_before_utc - certificate.not_valid_after_utc
    assert timedelta(days=-6) < left < timedelta(days=-5)
