"""A tour through the demonstration, as somebody takes it who has just typed `bin/run --demo`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from mingus.core.settings import Settings
from mingus.ops.demo import Credentials, household
from tests.articles import writing
from tests.journeys import steps

pytestmark = pytest.mark.browser

SECTIONS = {
    "Transactions": "Transactions",
    "Accounts": "Accounts",
    "Imports": "Imports",
    "Goals": "Goals",
    "Check-in": "How was your week?",
    "Library": "Library",
    "Assessments": "Assessments",
    "Suggestions": "Suggestions",
}
"""What the navigation calls a section, and what stands above it."""


@pytest.fixture
def demo(configuration: Settings, tmp_path: Path) -> Iterator[Credentials]:
    """The words that the first start prints; nothing of the household is left afterwards."""
    household.remove(tmp_path)
    writing.add(title="What a tour reads")  # the first start also loads the library, which tests do not share
    yield household.ensure(tmp_path)
    household.remove(tmp_path)


def test_every_section_has_something_to_see_and_the_figures_agree(visitor: Page, demo: Credentials) -> None:
    page = visitor
    page.goto("/login")
    steps.log_in(page, steps.Newcomer(demo.email, demo.password))
    expect(page.get_by_text("Net worth").first).to_be_visible()
    open_the_greatest_spending(page)
    for name, heading in SECTIONS.items():
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        assert page.locator("main .m-empty").count() == 0, name


def test_it_can_be_changed_on_a_phone_in_the_dark_and_taken_away(
    visitor: Page, demo: Credentials, tmp_path: Path
) -> None:
    page = visitor
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.goto("/login")
    steps.log_in(page, steps.Newcomer(demo.email, demo.password))
    page.get_by_role("link", name="Activity").click()
    pill = page.locator("#rows tbody select").first
    words = pill.get_attribute("aria-label") or ""
    pill.select_option(label="Shopping")
    expect(page.get_by_text("Shopping now")).to_be_visible()
    page.reload()
    expect(page.get_by_label(words).locator("option:checked")).to_have_text("Shopping")
    page.get_by_role("link", name="Goals", exact=True).click()
    page.locator("main a[href^='/goals/0']").first.click()
    expect(page.get_by_role("button", name="Put aside")).to_be_visible()
    household.remove(tmp_path)
    page.goto("/accounts")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


def open_the_greatest_spending(page: Page) -> None:
    """The rows behind the first line of “Where it went” of last month add up to what it says."""
    page.get_by_role("link", name="The month before").click()
    line = page.locator("#spending .m-legend a").first
    said = amount_of(line.locator(".m-legend-amount"))
    line.click()
    expect(page.get_by_role("heading", name="Transactions", level=1)).to_be_visible()
    shown = [amount_of(cell) for cell in page.locator("#rows tbody .m-cell-amount").all()]
    assert said > 0
    assert abs(-sum(shown) - said) <= Decimal("0.5"), "the line leaves out the cents"


def amount_of(figure: Locator) -> Decimal:
    """`−$1,234.50` as a number."""
    return Decimal(re.sub(r"[^0-9.-]", "", figure.inner_text().replace("−", "-")))
