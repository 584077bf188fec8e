"""gunicorn's threads for whole requests alone: who sends slowly waits at a selector, which costs nobody a thread.

gunicorn gives a connection a thread with its first byte, and keeps it there until the last. A few dozen visitors who
send a byte a second would be all that is served. Here a thread begins once the head has come, and with it a body as
large as strangers may send; larger ones belong to people who are signed in.

Nor does the end of a connection cost one: the rest of a body that nobody wanted, or whoever stays on the line after the
last answer, is waited for at the selector too. gunicorn would do the one in a thread, five seconds, and the other where
every connection is accepted, two.

What gunicorn refuses by itself, before the application sees it, gets the headers of every other answer.
"""

import re
import time
from typing import Any, Final

from gunicorn import util
from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.workers.gthread import _DEFER, ThreadWorker

from mingus.core import metrics

MAX_HEAD_BYTES: Final = 32 * 1024
MAX_AWAITED_BYTES: Final = 64 * 1024  # of a body: what `core.security` takes of strangers
LONGEST_SECONDS: Final = 10.0
REST_SECONDS: Final = 0.05  # for what is left of a body: it has come by now, or nobody waits for it
GOODBYE_SECONDS: Final = 2.0
SHUT_WR: Final = 1  # socket.SHUT_WR; the module that has it opens connections, and this one opens none
PIECE_BYTES: Final = 64 * 1024
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"^content-length:[ \t]*([0-9]{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNKED: Final = re.compile(rb"^transfer-encoding:.*chunked", re.IGNORECASE | re.MULTILINE)
_WAITS: Final = re.compile(rb"^expect:[ \t]*100-continue[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEXADECIMAL: Final = re.compile(rb"[0-9a-fA-F]{1,8}")
GO_ON: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Given to gunicorn by `--worker-class`."""

    def load_wsgi(self) -> None:
        """Called in the process that will answer, which with --preload was forked from one that has loaded all."""
        super().load_wsgi()
        metrics.join_sisters()

    def handle(self, conn: Any) -> Any:
        """Called in a thread whenever something has come: serves what is whole, gives the thread back otherwise."""
        is_leaving = hasattr(conn, "leaves_at")
        return (not is_leaving and self._serve(conn)) or _take_leave(conn)

    def _serve(self, conn: Any) -> Any:
        try:
            state = _gather(conn)
        except OSError:
            return False
        except LimitRequestHeaders as refused:
            self.handle_error(None, conn.sock, conn.client, refused)
            return False
        return super().handle(conn) if state == "whole" else _DEFER if state == "waiting" else False

    def _keepalive_after(self, conn: Any, keepalive: Any) -> bool:
        """Whether another request may follow, which it may not where a body has not come to its end."""
        return bool(keepalive and conn.parser.finish_body(deadline=time.monotonic() + REST_SECONDS))

    def handle_error(self, req: Any, client: Any, _addr: Any, exc: BaseException) -> None:
        """Refuses in our own words, and names nobody's address in the logs."""
        edge = getattr(self.wsgi, "extensions", {}).get("mingus_edge")
        super().handle_error(req, _Dressed(client, edge.headers() if edge else {}), ("-", -1), exc)


class _Dressed:
    """A socket that sends, in place of gunicorn's page, one that has our headers and repeats nothing."""

    def __init__(self, sock: Any, headers: dict[str, str]) -> None:
        self._sock = sock
        self._headers = headers

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, answer: bytes) -> None:
        status = answer.partition(b"\r\n")[0].decode("latin-1")
        body = f"{status.partition(' ')[2]}\n"
        said = {"Connection": "close", "Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        lines = [status, *(f"{name}: {value}" for name, value in {**said, **self._headers}.items())]
        self._sock.sendall("\r\n".join([*lines, "Cache-Control: private, no-store", "", body]).encode("latin-1"))


def _gather(conn: Any) -> str:
    """Takes what has come without waiting: 'whole', 'waiting' for more, or 'ended'. Raises LimitRequestHeaders."""
    came, began_at = getattr(conn, "came", (b"", time.monotonic()))
    if conn.initialized:
        came = conn.parser.unreader.take_buffered() + came
    conn.sock.setblocking(False)
    while not _is_whole(came):
        try:
            piece = conn.sock.recv(PIECE_BYTES)
        except BlockingIOError:
            conn.came = (_told_to_go_on(conn, came), began_at)
            return "waiting" if time.monotonic() - began_at < LONGEST_SECONDS else "ended"
        if not piece:
            return "ended"
        came += piece
    conn.came = (b"", time.monotonic())
    conn.data_ready = True
    conn.sock.setblocking(True)
    conn.init()
    conn.parser.unreader.unread(came)
    return "whole"


def _take_leave(conn: Any) -> Any:
    """Nothing more will be said. The socket stays a little for what the other side still sends: else it would be told
    of a broken connection, and might never read the last answer.
    """
    conn.close = lambda **_how: util.close(conn.sock)
    try:
        conn.sock.setblocking(False)
        if not hasattr(conn, "leaves_at"):
            conn.leaves_at = time.monotonic() + GOODBYE_SECONDS
            conn.sock.shutdown(SHUT_WR)
        is_there = bool(conn.sock.recv(PIECE_BYTES))
    except BlockingIOError:
        is_there = True
    except OSError:
        is_there = False
    return _DEFER if is_there and time.monotonic() < conn.leaves_at else False


def _is_whole(came: bytes) -> bool:
    head, end, body = came.partition(_END)
    if len(head) > MAX_HEAD_BYTES:
        raise LimitRequestHeaders("more than a head holds")
    if not end:
        return b"\n\n" in came  # which the parser refuses
    lengths = [int(found) for found in _LENGTH.findall(head)]
    if _CHUNKED.search(head):
        return bool(lengths) or len(body) > MAX_AWAITED_BYTES or _has_all_chunks(body)  # both, the parser refuses
    awaited = min(lengths, default=0)  # so it does several
    return awaited > MAX_AWAITED_BYTES or len(body) >= awaited


def _has_all_chunks(body: bytes) -> bool:
    """Whether the last has come, or one that the parser will refuse."""
    at = 0
    while (line_end := body.find(b"\r\n", at)) >= 0:
        digits = body[at:line_end].partition(b";")[0].strip()
        if not _HEXADECIMAL.fullmatch(digits):
            return True
        if not int(digits, 16):
            return _END in body[line_end:]
        at = line_end + 2 + int(digits, 16) + 2
    return False


def _told_to_go_on(conn: Any, came: bytes) -> bytes:
    """Some programs send their body only after a word from us. Saying it twice is allowed, and gunicorn says it too."""
    if came.endswith(_END) and _WAITS.search(came) and not getattr(conn, "went_on", False):
        conn.went_on = True
        conn.sock.sendall(GO_ON)
    return came
