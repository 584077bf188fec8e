"""The first steps on a phone: from joining to a first page that asks nothing more; and the same without scripts."""

import pytest
from playwright.sync_api import Page, expect

from mingus.core import clock
from tests.journeys import steps

pytestmark = pytest.mark.browser


def on(page: Page, heading: str) -> None:
    """Save this step; the one with `heading` is open afterwards."""
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def skip(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Skip for now").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_a_newcomer_on_a_phone_tells_what_they_like_and_comes_back_to_the_rest(visitor: Page) -> None:
    page = visitor
    page.set_viewport_size({"width": 390, "height": 844})
    steps.log_in(page, steps.join(page))
    expect(page.get_by_role("heading", name="Welcome. Who are you?")).to_be_visible()
    page.get_by_label("City").fill("Atlanta")
    page.get_by_label("City").press("Enter")  # goes on, whatever other buttons a step has
    expect(page.get_by_role("heading", name="What do you do?")).to_be_visible()
    skip(page, "What comes in, and when?")

    page.get_by_label("Income a month").fill("6,200")
    page.get_by_role("button", name="Save, and add a pay day").click()
    page.get_by_label("Where it comes from").fill("Northlake Health")
    page.get_by_label("What arrives").fill("1900")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Northlake Health")).to_be_visible()
    expect(page.get_by_label("Income a month")).to_have_value("6200.00")
    on(page, "Who lives on it?")

    page.goto("/")
    expect(page.get_by_text("3 of 8 steps are behind you. Next: household.")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Don’t ask me for what I left empty here").check()
    on(page, "What is there, and what is owed?")
    skip(page, "What do you want?")
    skip(page, "When may Mingus write?")
    page.get_by_label("A look back at my week").check()
    on(page, "Bring your money in")
    skip(page, "You’re all set")
    page.get_by_role("link", name="Go to the first page").click()
    expect(page.get_by_role("heading", name="A few minutes, and the picture is yours")).to_be_visible()
    expect(page.locator("#first-steps")).to_have_count(0)


def test_without_script_steps_pay_and_debts_work(plain: Page) -> None:
    page = plain
    page.goto("/onboarding/debts")
    page.get_by_role("button", name="Save, and add a debt").click()
    page.get_by_label("Kind").select_option("card")
    page.get_by_label("Name", exact=True).fill("Blue card")
    page.get_by_label("What you owe today").fill("2412.30")
    page.get_by_label("Interest a year, in percent").fill("abc")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#apr_percent-error")).to_be_visible()
    page.get_by_label("Interest a year, in percent").fill("24.99")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).to_have_url("/onboarding/debts")
    expect(page.get_by_text("Credit card · 24.99% a year")).to_be_visible()
    page.goto("/pay/new")
    page.get_by_label("Where it comes from").fill("Northlake Health")
    page.get_by_label("How often").select_option("semimonthly")
    page.get_by_label("Which days, if twice a month").select_option("first_and_fifteenth")
    page.get_by_label("A pay day you know").fill(str(clock.today("America/New_York")))
    page.get_by_label("What arrives").fill("1900")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("On the 1st and the 15th")).to_be_visible()
