"""The zone of a domain in which everything is right, and name servers that give it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from mingus.checklist.looking.network import Network
from tests.checklist.secured import NAME, Given
from tests.servers.dns import Zone, dns_server

APP = "mingus-abc12.ondigitalocean.app"
ADDRESS = "162.159.140.98"
KEY = (  # RSA, 1024 bits
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC/qzb0STtnkFqEuPMfC5AwYyuQKIAlCrGzKAlF36hATQ8n+aHbO9Vw525y+0G7YbgCSoNGcH"
    "KWdvmBwgBVof20IevOR+VaN7KzgolIVjGMnCx2nugfzhfoYuimC1UVdprG/LVdKkZQhFOoRhti54rsaS137sXXOB5yGFdMq8SQNQIDAQAB"
)
Changes = Mapping[str, Mapping[str, str | Sequence[str]] | None]

RIGHT: Zone = {
    NAME: {
        "A": ADDRESS,
        "MX": ["10 mail.mingus.test."],
        "NS": ["ns1.dns.test.", "ns2.dns.test."],
        "TXT": ["v=spf1 include:_spf.dns.test -all", "site-verification=1"],
    },
    f"www.{NAME}": {"CNAME": f"{APP}."},
    f"api.{NAME}": {"CNAME": f"{APP}."},
    APP: {"A": ADDRESS},
    f"mail.{NAME}": {"A": ADDRESS},
    f"send.{NAME}": {"MX": "10 feedback.ses.test.", "TXT": "v=spf1 ip4:192.0.2.1 ~all"},
    f"resend._domainkey.{NAME}": {"TXT": f"v=DKIM1; p={KEY}"},
    "_spf.dns.test": {"TXT": "v=spf1 ip4:192.0.2.1 -all"},
    f"_dmarc.{NAME}": {"TXT": f"v=DMARC1; p=reject; rua=mailto:dmarc@{NAME}"},
}


def changed(changes: Changes) -> Zone:
    """The right zone with the records of some names changed, or (None) all of them taken away."""
    names = {**RIGHT, **changes}
    return {name: records for name, records in names.items() if records is not None}


@contextmanager
def answering(*zones: Zone, keep_seconds: int = 300) -> Iterator[Given]:
    """Inside the block what `check` needs to ask one name server for each zone."""
    with ExitStack() as running:
        servers = [running.enter_context(dns_server(zone, keep_seconds=keep_seconds)) for zone in zones]
        ports = tuple(("127.0.0.1", server.port) for server in servers)
        yield {"environ": {"PUBLIC_URL": f"https://{NAME}"}, "network": Network(name_servers=ports, seconds=2)}
