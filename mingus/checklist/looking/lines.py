"""Lines to servers that are cut when their time is up, whatever the other side does."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Address = tuple[str, int]


@contextmanager
def line_to(address: Address, seconds: float) -> Iterator[socket.socket]:
    """A connection inside the block. Raises TimeoutError once `seconds` are over, also while bytes still trickle in.

    A time-out of the socket alone begins anew with every byte, so a slow server could hold us for ever.
    """
    line = socket.create_connection(address, timeout=seconds)
    over = threading.Event()
    with line, line.dup() as handle:  # TLS takes the socket over; the copy still reaches its connection
        timer = threading.Timer(seconds, _cut, [handle, over])
        timer.daemon = True
        timer.start()
        try:
            yield line
        except Exception:
            if not over.is_set():
                raise
        finally:
            timer.cancel()
        if over.is_set():
            raise TimeoutError


def _cut(handle: socket.socket, over: threading.Event) -> None:
    over.set()
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)
