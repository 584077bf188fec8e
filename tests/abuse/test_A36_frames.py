"""A36: no page of ours shows in another's frame: every browser is told, and Chromium keeps the frame blank."""

import threading
from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser as Chromium
from werkzeug import Request, Response
from werkzeug.serving import make_server

from mingus.core.policy import policies
from tests.chromium import Quiet, sign_in
from tests.factories import Browser
from tests.factories import browser as visitor

SHOWN = 'document.body ? document.body.innerText.trim() : ""'


@pytest.fixture
def elsewhere(address: str) -> Iterator[str]:
    """A page of another site with one of ours in a frame: what follows its own address."""

    @Request.application
    def page(asked: Request) -> Response:
        return Response(f'<!doctype html><iframe src="{address}{asked.path}"></iframe>', mimetype="text/html")

    server = make_server("127.0.0.1", 0, page, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/login", "/register", "/nothing", "/settings", "/api/openapi.json"])
def test_a_frame_stays_blank(browser: Chromium, address: str, as_alice: Browser, elsewhere: str, path: str) -> None:
    context = browser.new_context()
    sign_in(context, address, as_alice)
    page = context.new_page()
    page.goto(elsewhere + path)
    page.wait_for_load_state("networkidle")
    frames = [frame for frame in page.frames if frame is not page.main_frame]
    assert len(frames) == 1
    assert frames[0].url.startswith("chrome-error:")
    assert "mingus" not in str(frames[0].evaluate(SHOWN)).lower().replace("127.0.0.1", "")
    context.close()


def test_every_page_says_so(app: APIFlask, as_alice: Browser) -> None:
    wrong = []
    for one in policies(app):
        if one.method != "GET" or "<" in one.rule:
            continue
        for client in (as_alice, visitor(app)):
            answer = client.get(one.rule)
            if answer.headers.get("X-Frame-Options") != "DENY" or "frame-ancestors 'none'" not in str(
                answer.headers.get("Content-Security-Policy")
            ):
                wrong.append(one.rule)
    assert wrong == []
