"""A tour through the demonstration, as somebody takes it who has just typed `bin/run --demo`."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from mingus.ops.demo import household
from tests.articles import writing
from tests.demonstration import Demo
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
def tour(visitor: Page, demo: Demo) -> Page:
    """A page in which the words are typed that the first start prints."""
    writing.add(title="What a tour reads")  # the first start also loads the library, which a test's database lacks
    visitor.goto("/login")
    steps.log_in(visitor, steps.Newcomer(demo.credentials.email, demo.credentials.password))
    return visitor


def test_every_section_has_something_to_see_and_the_figures_agree(tour: Page) -> None:
    page = tour
    expect(page.get_by_text("Net worth").first).to_be_visible()
    open_the_greatest_spending(page)
    for name, heading in SECTIONS.items():
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        assert page.locator("main .m-empty").count() == 0, name


def test_it_can_be_changed_on_a_phone_in_the_dark_and_taken_away(tour: Page, demo: Demo) -> None:
    page = tour
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
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
    household.remove(demo.home)
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
