"""How a TLS server introduces itself: protocol, cipher, certificate, and whether we may trust it."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from mingus.checklist.looking.lines import Address, line_to
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing

VERSIONS = {
    "TLSv1": ssl.TLSVersion.TLSv1,
    "TLSv1.1": ssl.TLSVersion.TLSv1_1,
    "TLSv1.2": ssl.TLSVersion.TLSv1_2,
    "TLSv1.3": ssl.TLSVersion.TLSv1_3,
}
NOT_OURS = {"NO_PROTOCOLS_AVAILABLE", "NO_CIPHERS_AVAILABLE", "NO_CIPHER_MATCH"}
OLD = frozenset({"TLSv1", "TLSv1.1"})


class Refused(NoAnswer):
    """The server ended the handshake: it does not speak what was offered."""


class Anonymous(NoAnswer):
    """The server spoke, and showed no certificate."""


@dataclass(frozen=True)
class Hello:
    """What we say first: the name we want, one protocol version and some ciphers or any, whether we insist on trust."""

    host: str
    version: str = ""
    verify: bool = True
    ciphers: str = ""


@dataclass(frozen=True)
class Handshake:
    """What the server showed."""

    protocol: str
    cipher: str
    certificate: x509.Certificate

    @property
    def names(self) -> list[str]:
        """Every DNS name the certificate is for."""
        try:
            extension = self.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        except x509.ExtensionNotFound:
            return []
        return extension.value.get_values_for_type(x509.DNSName)

    @property
    def issuer(self) -> str:
        return self.certificate.issuer.rfc4514_string()

    @property
    def is_self_signed(self) -> bool:
        return self.certificate.issuer == self.certificate.subject

    @property
    def key_bits(self) -> int:
        """RSA bits, or for elliptic curves the RSA strength they stand for (256 → 3072); 0 for another kind."""
        key = self.certificate.public_key()
        if isinstance(key, rsa.RSAPublicKey):
            return key.key_size
        return 3072 if isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 256 else 0

    def days_left(self, now: datetime) -> int:
        return (self.certificate.not_valid_after_utc - now.astimezone(UTC)).days


def shake(hello: Hello, address: Address, ca_file: str, seconds: float) -> Handshake:
    """One handshake. Raises Refused when the server does not want what we offered, Anonymous when it shows nothing,
    NoAnswer for all else, in words, and Missing where this machine can't offer it.
    """
    try:
        offer = context(ca_file, hello)
        with (
            line_to(address, seconds) as plain,
            offer.wrap_socket(plain, server_hostname=hello.host) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
            if not shown:
                raise Anonymous(f"{hello.host} shows no certificate")
            certificate = x509.load_der_x509_certificate(shown)
            return Handshake(secured.version() or "", (secured.cipher() or ("",))[0], certificate)
    except ssl.SSLError as error:
        if getattr(error, "reason", "") in NOT_OURS:
            raise _not_on_offer(hello) from None
        kind = NoAnswer if isinstance(error, ssl.SSLCertVerificationError) else Refused
        raise kind(f"{hello.host}: {untrusted(error)}") from None
    except (OSError, ValueError) as error:
        raise NoAnswer(f"{hello.host} does not answer to TLS ({type(error).__name__})") from None


def context(ca_file: str = "", hello: Hello | None = None) -> ssl.SSLContext:
    """Trusts `ca_file`, else the machine's authorities. Old versions are only offered to see them refused."""
    made = ssl.create_default_context(cafile=ca_file or None)
    if hello is not None and not hello.verify:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    if hello is not None and (hello.ciphers or hello.version in OLD):
        _offer(made, hello)
    if hello is not None and hello.version:
        made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        made.maximum_version = VERSIONS[hello.version]
        made.minimum_version = VERSIONS[hello.version]
    return made


def _offer(made: ssl.SSLContext, hello: Hello) -> None:
    try:
        made.set_ciphers(f"{hello.ciphers or 'ALL'}:@SECLEVEL=0")
    except ssl.SSLError:
        raise _not_on_offer(hello) from None


def _not_on_offer(hello: Hello) -> Missing:
    return Missing(f"no tool: OpenSSL on this machine can't offer {hello.version} {hello.ciphers}")


def untrusted(error: ssl.SSLError) -> str:
    """What is wrong with a TLS server, in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    return f"TLS failed: {getattr(error, 'reason', '') or 'the line was cut'}"
