"""The network as checks see it: where names lead, which authority to trust, how long to wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingus.checklist.looking import dns, http, tls
from mingus.checklist.looking.dns import Records
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.tls import Handshake

SECONDS = 8.0
WATCH_SECONDS = 60.0


@dataclass(frozen=True)
class Network:
    """Defaults are those of the machine; `leads_to` and `name_servers` point elsewhere, as before a DNS change."""

    ca_file: str = ""
    leads_to: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """`host:port` → the address and port to connect to instead."""
    name_servers: tuple[tuple[str, int], ...] = ()
    seconds: float = SECONDS
    watch_seconds: float = WATCH_SECONDS
    """How long a look that asks again and again takes to do so; 0 asks without a pause."""

    def request(self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One answer, redirects not followed. Raises NoAnswer in words: refused, too slow, not trusted, not HTTP."""
        asked = http.Request(method, url, dict(headers or {}), body)
        return http.ask(asked, self._address(asked.host, asked.port), self.ca_file, self.seconds)

    def get(self, url: str, **headers: str) -> Answer:
        """Like `request`; header names are written with underscores."""
        return self.request("GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def handshake(
        self, host: str, port: int = 443, *, version: str = "", ciphers: str = "", verify: bool = True
    ) -> Handshake:
        """How a TLS server introduces itself, with at most one `version` ("TLSv1.1") and only `ciphers` offered.

        Raises NoAnswer, or `tls.Refused` when it does not want what was offered.
        """
        hello = tls.Hello(host, version, verify, ciphers)
        return tls.shake(hello, self._address(host, port), self.ca_file, self.seconds)

    def lookup(self, name: str, kind: str) -> list[str]:
        """Records of a name, sorted; none for a name without them. Raises NoAnswer when no server answers."""
        return dns.lookup(name, kind, self.name_servers, self.seconds)

    def ask_each(self, name: str, kind: str) -> dict[str, Records]:
        """What every single name server says: the configured ones, else the zone's own and three public resolvers.

        Raises NoAnswer when one of them does not answer, or nobody is responsible.
        """
        servers = self.name_servers or (*dns.authoritative(name, (), self.seconds), *dns.PUBLIC_RESOLVERS)
        return dns.ask_each(name, kind, servers, self.seconds)

    def _address(self, host: str, port: int) -> tuple[str, int]:
        return self.leads_to.get(f"{host}:{port}", (host, port))
