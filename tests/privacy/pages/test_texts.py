"""Terms, privacy and cookies: for everybody, the same for everybody, and no word changes without a new version."""

import hashlib
import re

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.privacy.rules import VERSION
from tests.architecture.sources import MINGUS
from tests.factories import Browser, browser

PAGES = ("/terms", "/privacy", "/cookies")
WORDS = {
    "2026-11-26": "b1dcb826aa08248a",
}
"""The words of each version. They changed? Then mingus/privacy/rules.py needs a new VERSION, and this a new line."""


def fingerprint() -> str:
    folder = MINGUS / "privacy" / "templates" / "privacy"
    words = " ".join((folder / f"{name}.html").read_text() for name in ("terms", "privacy"))
    return hashlib.sha256(re.sub(r"\s+", " ", words).encode()).hexdigest()[:16]


def test_no_word_changes_without_a_new_version() -> None:
    assert WORDS[VERSION] == fingerprint(), "people accept a version: give the changed words a new one"


@pytest.mark.parametrize("path", PAGES)
def test_anybody_may_read_and_keep_a_copy(app: APIFlask, path: str) -> None:
    answer = browser(app).get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text
    assert "noindex" not in answer.text + answer.headers.get("X-Robots-Tag", "")
    assert '<meta name="description" content="Mingus helps' not in answer.text
    again = browser(app).get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", PAGES)
def test_they_are_the_same_for_the_signed_in(app: APIFlask, as_alice: Browser, path: str) -> None:
    assert as_alice.get(path).data == browser(app).get(path).data


def test_whoever_runs_the_installation_is_named_and_nobody_is_invented(app: APIFlask) -> None:
    assert "Run by whoever runs this installation." in browser(app).get("/terms").text
    configuration, authenticate = app.extensions["mingus_security"]
    assert isinstance(configuration, Settings)
    named = configuration.model_copy(update={"operator_name": "Example Coop", "operator_contact": "p@example.com"})
    app.extensions["mingus_security"] = (named, authenticate)
    try:
        page = browser(app).get("/privacy").text
    finally:
        app.extensions["mingus_security"] = (configuration, authenticate)
    assert '<p>Example Coop: <a href="mailto:p@example.com">p@example.com</a>.' in page


@pytest.mark.parametrize("path", ["/", "/login", "/register"])
def test_the_pages_for_strangers_lead_to_them(app: APIFlask, path: str) -> None:
    page = browser(app).get(path).text
    assert all(f'href="{link}"' in page for link in PAGES)
