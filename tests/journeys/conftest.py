"""A person in front of the real application: Chromium, a server on a free port, nothing in between."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from tests.chromium import Watched, sign_in
from tests.factories import Browser
from tests.identity.invited import Post


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object], address: str) -> dict[str, object]:
    """No worker that answers from its cache, no motion to wait for."""
    quiet = {"service_workers": "block", "reduced_motion": "reduce", "locale": "en-US"}
    return {**browser_context_args, **quiet, "base_url": address}


@pytest.fixture
def visitor(page: Page, address: str) -> Iterator[Page]:
    """A page in which nobody is signed in. Script errors and requests to strangers fail the test."""
    watched = Watched(page)
    watched.follow(address)
    page.set_default_timeout(15_000)
    yield page
    assert watched.faults == []
    assert watched.violations() == []


@pytest.fixture
def alices(visitor: Page, address: str, as_alice: Browser) -> Page:
    """A page in which Alice is signed in."""
    sign_in(visitor.context, address, as_alice)
    return visitor


@pytest.fixture
def plain(browser: Chromium, address: str, as_alice: Browser) -> Iterator[Page]:
    """Alice's page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 390, "height": 844})
    sign_in(context, address, as_alice)
    yield context.new_page()
    context.close()


@pytest.fixture
def post() -> Post:
    """What was mailed to those who are invited."""
    return Post()
