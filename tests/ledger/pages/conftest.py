"""The real application in Chromium, signed in as Alice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.chromium import sign_in
from tests.factories import Browser


@pytest.fixture
def alices_page(page: Page, address: str, as_alice: Browser) -> Iterator[Page]:
    """A page in which Alice is signed in; anything the console calls an error fails the test."""
    sign_in(page.context, address, as_alice)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert said == []
