"""The gallery on a free port, with assets that are up to date."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from mingus.core import assets
from tests.chromium import ROOT
from tests.frontend.gallery import create_app


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    assets.build(ROOT, print)
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object], base_url: str) -> dict[str, object]:
    """Say the gallery's address for each context: pytest-playwright keeps that of whichever test came first."""
    return {**browser_context_args, "base_url": base_url}
