"""The API held to its own description, by requests that schemathesis makes up from it: right ones, wrong ones, chains.

Every route that the description names is taken in by itself. The same seed makes the same requests.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from apiflask import APIFlask
from werkzeug.serving import make_server

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from tests.chromium import Quiet
from tests.conftest import SECRETS

ROOT = Path(__file__).parents[2]
EXAMPLES = 3  # beside those of the coverage phase, which tries every bound of every field
SEED = 4
LONGEST_SECONDS = 600
ARGUMENTS = (
    *("--checks", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--continue-on-failure"),
    *("--generation-deterministic", "--no-color", "--request-timeout", "60"),
    *("--suppress-health-check", "all", "--no-shrink", "--warnings", "off"),
)


@pytest.fixture(scope="module")
def contract(app: APIFlask) -> Iterator[str]:
    """Where the application listens; each request seems to come from a network of its own, which no limit has met."""

    def anywhere(environ: dict[str, object], start_response: object) -> object:
        environ["REMOTE_ADDR"] = f"2001:db8:{new_id().hex[-4:]}:{new_id().hex[-4:]}::1"
        return app(environ, start_response)  # type: ignore[arg-type]  # passed on as they came

    server = make_server("127.0.0.1", 0, anywhere, threaded=True, request_handler=Quiet)  # type: ignore[arg-type]  # WSGI
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


WHOSE = {
    "somebody signed in": (),
    "an operator": ("--include-path-regex", "^/api/operator/"),
    "nobody": ("--mode", "positive"),
}
"""Nobody is turned away before their words are read, so that right ones say all there is to say. What is there for
operators alone is not found by the others, whatever they send.
"""


@pytest.mark.parametrize("who", WHOSE)
def test_every_answer_is_as_described(contract: str, configuration: Settings, tmp_path: Path, who: str) -> None:
    environ = {**os.environ, **SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": configuration.database_url}
    environ |= {"PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.contracts.hooks", "MINGUS_ASKED_BY": who}
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{contract}/api/openapi.json", *ARGUMENTS, *WHOSE[who]],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-100_000:] + done.stderr[-5_000:]
