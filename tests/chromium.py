"""Chromium as Debian packages it, the application on a free port, and a page that is watched while it is used."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.factories import Browser

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHROMIUM += ["--disable-sync", "--no-first-run", "--font-render-hinting=none", "--in-process-gpu"]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = (
    "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.effectiveDirective))"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": program(), "args": CHROMIUM}


def program() -> str | None:
    """The one without windows, which shows a page with three quarters of the processor; else the whole."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe, which a page is given to look at itself."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


class Quiet(WSGIRequestHandler):
    """Says nothing about each request, so that a failing test is not buried."""

    def log_request(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def address(app: APIFlask) -> Iterator[str]:
    """Where the application listens."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@dataclass
class Watched:
    """A page, and whatever went wrong in it: script errors, broken policy, requests to strangers."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def follow(self, address: str) -> None:
        """Begin to watch; only `address` may be asked for anything."""
        self.page.add_init_script(WATCH)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda request: self._note_stranger(request.url, address))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def cut_off(self) -> int:
        """How many tables hide part of their columns, where an amount would be, at the side."""
        script = "[...document.querySelectorAll('.m-table-scroll:has(> .m-table-stacked)')]"
        return int(self.page.evaluate(f"{script}.filter(box => box.scrollWidth > box.clientWidth).length"))

    def violations(self) -> list[str]:
        """What the content security policy stopped on this page."""
        return list(self.page.evaluate("window.violations ?? []"))

    def audit(self) -> list[tuple[str, list[Any]]]:
        """The rules of accessibility that this page breaks, and where; give it `axe` first."""
        script = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })"
        found = self.page.evaluate(script, AXE_RULES)
        return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]

    def _note_stranger(self, url: str, address: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and not url.startswith(address):
            self.faults.append(f"stranger: {url}")


def sign_in(context: BrowserContext, address: str, browser: Browser) -> None:
    """Give a context of Chromium the session of a test client."""
    cookie = browser.get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address, "sameSite": "Strict"}])
