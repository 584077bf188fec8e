"""A DNS server inside the test's process, over UDP and TCP, that answers from a zone in a dict, or misbehaves.

`dns_server({"mingus.example": {"A": "192.0.2.1", "MX": ["10 mail.mingus.example."]}})`; give its `resolver()` to what
asks.
"""

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

Zone = Mapping[str, Mapping[str, str | Sequence[str]]]
Respond = Callable[[dns.message.Message], dns.message.Message | None]

TIME_TO_LIVE_SECONDS = 300
PLAIN_BYTES = 512  # what a client takes over UDP unless it says more
TXT_PIECE = 255
LONGEST_CHAIN = 16
ATTEMPTS = 20

LOOP: Zone = {"loop.example": {"CNAME": "pool.example."}, "pool.example": {"CNAME": "loop.example."}}


@dataclass(frozen=True)
class DnsServer:
    """One running server, and the questions it got, as "name TYPE"."""

    port: int
    questions: list[str] = field(default_factory=list)

    def resolver(self, *, seconds: float = 2.0) -> dns.resolver.Resolver:
        """One that asks this server alone and gives up after `seconds`."""
        made = dns.resolver.Resolver(configure=False)
        made.nameservers = ["127.0.0.1"]
        made.port = self.port
        made.timeout = made.lifetime = seconds
        return made


@contextmanager
def dns_server(
    zone: Zone, *, respond: Respond | None = None, keep_seconds: int = TIME_TO_LIVE_SECONDS
) -> Iterator[DnsServer]:
    """A server inside the block. `respond` replaces the zone: None is no answer at all."""
    questions: list[str] = []
    answer = respond or _Zone(zone, keep_seconds).answer

    def reply(wire: bytes) -> dns.message.Message | None:
        query = dns.message.from_wire(wire)
        questions.extend(f"{each.name.to_text(True)} {dns.rdatatype.to_text(each.rdtype)}" for each in query.question)
        return answer(query)

    udp, tcp = _bind(_udp(reply), _tcp(reply))
    threads = [threading.Thread(target=each.serve_forever, args=(0.05,), daemon=True) for each in (udp, tcp)]
    for thread in threads:
        thread.start()
    try:
        yield DnsServer(int(udp.server_address[1]), questions)
    finally:
        for server, thread in zip((udp, tcp), threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def silent() -> contextlib.AbstractContextManager[DnsServer]:
    """Never answers."""
    return dns_server({}, respond=lambda _query: None)


def failing() -> contextlib.AbstractContextManager[DnsServer]:
    """SERVFAIL, whatever is asked."""
    return dns_server({}, respond=lambda query: _with_code(query, dns.rcode.SERVFAIL))


def refusing() -> contextlib.AbstractContextManager[DnsServer]:
    """REFUSED, whatever is asked."""
    return dns_server({}, respond=lambda query: _with_code(query, dns.rcode.REFUSED))


def looping() -> contextlib.AbstractContextManager[DnsServer]:
    """loop.example is pool.example, which is loop.example."""
    return dns_server(LOOP)


class _Zone:
    def __init__(self, zone: Zone, keep_seconds: int) -> None:
        self._keep_seconds = keep_seconds
        self._records = {
            dns.name.from_text(name): {kind.upper(): _values(kind, given) for kind, given in kinds.items()}
            for name, kinds in zone.items()
        }

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        """The records asked for, behind the CNAMEs that lead to them, as a resolver gives them."""
        answer = dns.message.make_response(query, recursion_available=True)
        asked = query.question[0]
        name, wanted = asked.name, dns.rdatatype.to_text(asked.rdtype)
        for _ in range(LONGEST_CHAIN):
            found = self._records.get(name)
            if found is None:
                answer.set_rcode(dns.rcode.NXDOMAIN)
                return answer
            kind = wanted if wanted in found else "CNAME"
            if kind not in found:
                return answer
            answer.answer.append(dns.rrset.from_text_list(name, self._keep_seconds, "IN", kind, found[kind]))
            if kind == wanted:
                return answer
            name = dns.name.from_text(found[kind][0])
        return answer


def _values(kind: str, given: str | Sequence[str]) -> list[str]:
    values = [given] if isinstance(given, str) else list(given)
    return [_quoted(value) for value in values] if kind.upper() == "TXT" else values


def _quoted(text: str) -> str:
    """As many strings of 255 bytes as it takes; one that is quoted already is left as it is."""
    if text.startswith('"'):
        return text
    pieces = [text[start : start + TXT_PIECE] for start in range(0, len(text), TXT_PIECE)] or [""]
    return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)


def _with_code(query: dns.message.Message, code: dns.rcode.Rcode) -> dns.message.Message:
    answer = dns.message.make_response(query)
    answer.set_rcode(code)
    return answer


def _udp(reply: Callable[[bytes], dns.message.Message | None]) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, sock = self.request
            answer = reply(wire)
            if answer is None:
                return
            room = max(PLAIN_BYTES, dns.message.from_wire(wire).payload)
            whole = answer.to_wire()
            if len(whole) > room:  # the client asks again over TCP
                answer.answer.clear()
                answer.flags |= dns.flags.TC
                whole = answer.to_wire()
            sock.sendto(whole, self.client_address)

    return Handler


def _tcp(reply: Callable[[bytes], dns.message.Message | None]) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            length = self.request.recv(2, socket.MSG_WAITALL)
            if len(length) < 2:
                return
            answer = reply(self.request.recv(struct.unpack("!H", length)[0], socket.MSG_WAITALL))
            if answer is not None:
                whole = answer.to_wire()
                self.request.sendall(struct.pack("!H", len(whole)) + whole)

    return Handler


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


class _Udp(socketserver.ThreadingUDPServer):
    daemon_threads = True


def _bind(udp: type[socketserver.BaseRequestHandler], tcp: type[socketserver.BaseRequestHandler]) -> tuple[_Udp, _Tcp]:
    """Both on one port, which may be taken for one of the two."""
    for _ in range(ATTEMPTS):
        first = _Udp(("127.0.0.1", 0), udp)
        try:
            return first, _Tcp(("127.0.0.1", int(first.server_address[1])), tcp)
        except OSError:
            first.server_close()
    raise AssertionError("no port was free for both UDP and TCP")
