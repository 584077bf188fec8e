"""A certificate authority of the tests' own, and certificates as right or as wrong as a check needs them."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey

LASTS = timedelta(days=90)
HOUR = timedelta(hours=1)
LOCAL = ("localhost", "127.0.0.1", "::1")
WEAK_BITS = 1024


@dataclass(frozen=True)
class Certificate:
    """Two PEM files: the certificate (followed by those above it) and its key."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates into `folder`. Its own, to be trusted by clients, is the file `certificate`."""

    def __init__(self, folder: Path, *, name: str = "Mingus test authority", above: "Authority | None" = None) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._count = 0
        now = datetime.now(UTC)
        issuer = above or self
        builder = _builder(self._name, issuer._name, self._key, (now - HOUR, now + 10 * LASTS))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0 if above else 1), critical=True)
        builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
        self._own = builder.sign(issuer._key, hashes.SHA256())
        self.certificate = folder / f"{name.lower().replace(' ', '-')}.pem"
        self.certificate.write_bytes(_pem(self._own))

    def issue(
        self, *names: str, key: Key | None = None, lasts: timedelta = LASTS, age: timedelta = HOUR
    ) -> Certificate:
        """A certificate for `names` (of hosts or IP addresses; this machine's when none), valid since `age` ago."""
        began_at = datetime.now(UTC) - age
        return self._sign(names or LOCAL, key or ec.generate_private_key(ec.SECP256R1()), (began_at, began_at + lasts))

    def expired(self, *names: str) -> Certificate:
        """Right in all but that it ended an hour ago."""
        return self.issue(*names, age=LASTS + HOUR)

    def expiring(self, *names: str, left: timedelta) -> Certificate:
        """Valid now, for as long as `left`."""
        return self.issue(*names, age=LASTS - left)

    def not_yet_valid(self, *names: str) -> Certificate:
        """Right in all but that it begins tomorrow."""
        return self.issue(*names, age=-timedelta(days=1))

    def for_another_name(self) -> Certificate:
        """Right in all but that it is somebody else's."""
        return self.issue("somebody-else.example")

    def weak(self, *names: str) -> Certificate:
        """With a key of 1024 bits. Servers take it only at security level 0."""
        return self.issue(*names, key=rsa.generate_private_key(65537, WEAK_BITS))

    def without_what_is_between(self, *names: str) -> Certificate:
        """Right, but the server does not show the authority that signed it: only a root above that is trusted."""
        whole = self.issue(*names)
        [own, *_] = x509.load_pem_x509_certificates(whole.certificate.read_bytes())
        whole.certificate.write_bytes(_pem(own))
        return whole

    def _sign(self, names: Sequence[str], key: Key, validity: tuple[datetime, datetime]) -> Certificate:
        signed = _server(names, self._name, key, validity).sign(self._key, hashes.SHA256())
        self._count += 1
        return _write(self._folder, f"{self._count}-{_file_name(names[0])}", (signed, self._own), key)


def self_signed(folder: Path, *names: str) -> Certificate:
    """A certificate that vouches for itself; nobody else does."""
    names = names or LOCAL
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    signed = _server(names, subject, key, (now - HOUR, now + LASTS)).sign(key, hashes.SHA256())
    return _write(folder, f"self-signed-{_file_name(names[0])}", (signed,), key)


def _server(
    names: Sequence[str], issuer: x509.Name, key: Key, validity: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    builder = _builder(subject, issuer, key, validity)
    builder = builder.add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    return builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, validity: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(validity[0]).not_valid_after(validity[1])
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _file_name(name: str) -> str:
    return name.replace("*", "any").replace(":", "-")


def _write(folder: Path, name: str, chain: Sequence[x509.Certificate], key: Key) -> Certificate:
    written = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    written.certificate.write_bytes(b"".join(_pem(each) for each in chain))
    private = serialization.PrivateFormat.PKCS8
    written.key.write_bytes(key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()))
    written.key.chmod(0o600)
    return written


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
