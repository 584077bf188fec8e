"""`python -m tests.ops.stand_in HOME PORT [worker that dies]`: mingus run, with a web and a worker of a few lines."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from mingus.core.errors import MingusError
from mingus.ops.children import Program
from mingus.ops.progress import Progress
from mingus.ops.run import Run, run

WEB = """
import http.server, os, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(os.getpid()).encode())
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""
WORKER = "import time; time.sleep(600)"
WORKER_THAT_DIES = "print('I can not find my tools'); raise SystemExit(3)"


def programs(environ: Mapping[str, str], host: str, port: int) -> list[Program]:
    worker = WORKER_THAT_DIES if len(sys.argv) > 3 else WORKER
    return [
        Program("worker", [sys.executable, "-c", worker], environ),
        Program("web", [sys.executable, "-c", WEB, str(port)], environ),
    ]


def main() -> int:
    wanted = Run(
        home=Path(sys.argv[1]),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        environ={name: value for name, value in os.environ.items() if not name.startswith("DATABASE")},
        durable=False,
        migrate=lambda _url: "",
        programs=programs,
    )
    try:
        run(wanted, Progress())
    except MingusError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
