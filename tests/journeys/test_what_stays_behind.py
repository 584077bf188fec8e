"""What a browser still has of somebody who has signed out: nothing."""

import pytest
from playwright.sync_api import Page, expect

from mingus.core.tenancy import Member
from tests.ledger.by_hand import account, add

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  databases: (await indexedDB.databases()).map(each => each.name),
  readable: document.cookie,
})"""


def test_after_signing_out_the_browser_holds_nothing(alices: Page, alice: Member) -> None:
    """Neither in its stores nor behind its back button, whatever was looked at before."""
    account(alice)
    add(alice, description="Busy Bee Cafe")
    alices.goto("/transactions")
    expect(alices.locator("#rows").get_by_text("Busy Bee Cafe")).to_be_visible()
    alices.goto("/settings")
    alices.get_by_role("button", name="Sign out", exact=True).click()
    expect(alices).not_to_have_url("/settings")
    assert alices.evaluate(KEPT) == {"stored": [], "databases": [], "readable": ""}
    for _step in range(2):
        alices.go_back()
        expect(alices.get_by_role("heading", name="Welcome back")).to_be_visible()
        assert "Busy Bee" not in alices.content()
    assert not [cookie for cookie in alices.context.cookies() if "session" in cookie["name"]]
