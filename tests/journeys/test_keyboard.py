"""Everything by keyboard: where one is can be seen, and one gets anywhere."""

import pytest
from playwright.sync_api import Page, expect

from mingus.core.tenancy import Member
from tests.ledger.by_hand import account

pytestmark = pytest.mark.browser

RING = "(() => { const s = getComputedStyle(document.activeElement); return parseFloat(s.outlineWidth) })()"


def test_the_first_tab_skips_to_the_content(alices: Page, alice: Member) -> None:
    alices.goto("/accounts")
    alices.keyboard.press("Tab")
    expect(alices.get_by_role("link", name="Skip to")).to_be_focused()
    alices.keyboard.press("Enter")
    expect(alices.locator("#main")).to_be_focused()


def test_whatever_has_the_focus_is_ringed(alices: Page, alice: Member) -> None:
    account(alice)
    alices.goto("/accounts")
    for _ in range(14):
        alices.keyboard.press("Tab")
        where = alices.evaluate("document.activeElement.outerHTML.slice(0, 90)")
        assert alices.evaluate(RING) >= 2, where


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("import a", "Import a file"),
        ("rules", "Rules"),
        ("categ", "Categories"),
        ("export", "Take everything along"),
        ("new goal", "New goal"),
    ],
)
def test_the_palette_leads_anywhere(alices: Page, alice: Member, typed: str, heading: str) -> None:
    alices.goto("/")
    alices.keyboard.press("Control+k")
    alices.keyboard.type(typed)
    alices.keyboard.press("Enter")
    expect(alices.get_by_role("heading", level=1)).to_contain_text(heading)


def test_a_form_that_comes_back_says_so_first(alices: Page, alice: Member) -> None:
    account(alice)
    alices.goto("/transactions/new")
    alices.get_by_label("Amount").fill("12.505")
    alices.get_by_label("Merchant or person").fill("Corner shop")
    alices.keyboard.press("Enter")
    summary = alices.get_by_role("alert")
    expect(summary).to_be_focused()
    alices.keyboard.press("Tab")
    alices.keyboard.press("Enter")
    expect(alices.get_by_label("Amount")).to_be_focused()
