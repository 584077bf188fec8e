"""Our own application at an address, for checks that ask a running site."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from apiflask import APIFlask
from werkzeug.serving import WSGIRequestHandler, make_server


class Silent(WSGIRequestHandler):
    """Says nothing, so that a failing test is not buried; and calls itself nothing."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - its name in werkzeug
        """Nothing."""


@contextmanager
def serving(app: APIFlask) -> Iterator[str]:
    """The address at which `app` answers inside the block."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
