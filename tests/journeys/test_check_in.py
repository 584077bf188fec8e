"""The weekly check-in on a phone: by the keyboard alone, without a script; and what it brings when it is done."""

from datetime import date

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, ViewportSize, expect

from mingus.checkins import week_of
from mingus.core.clock import today
from mingus.core.tenancy import Member
from tests.chromium import sign_in
from tests.factories import Browser
from tests.ledger.by_hand import account, add

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_six_questions_by_keys_alone_and_without_a_script(
    browser: Chromium, address: str, as_alice: Browser, alice: Member
) -> None:
    add(alice, "80", account_id=account(alice), transaction_date=_this_day(alice))
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport=PHONE)
    sign_in(context, address, as_alice)
    page = context.new_page()
    page.goto(f"/check-in/{week_of(_this_day(alice))}")
    page.locator("input[name=mood]").first.focus()
    for steps in (6, 3, 5, 4, 7, 2):  # an arrow key chooses the next number, Tab goes to the next question
        for _ in range(steps):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.type("By keys alone.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your week is written down")).to_be_visible()
    assert _answers(page) == ["7", "4", "6", "5", "8", "3"]
    expect(page.get_by_text("By keys alone.")).to_be_visible()
    expect(page.get_by_text("$80.00 went out")).to_be_visible()
    context.close()


def test_seven_taps_on_a_phone(alices: Page) -> None:
    alices.set_viewport_size(PHONE)
    alices.goto("/check-in")
    for name, score in {
        "mood": 7,
        "stress": 3,
        "sleep": 6,
        "movement": 5,
        "money_control": 8,
        "spending_regret": 2,
    }.items():
        step = alices.locator(f"#{name} .m-scale-step").nth(score - 1)
        box = step.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 20
        assert box["height"] >= 44
        step.click()
    alices.get_by_role("button", name="Save my week").click()
    expect(alices.get_by_role("heading", name="week is written down")).to_be_visible()
    assert _answers(alices) == ["7", "3", "6", "5", "8", "2"]


def _answers(page: Page) -> list[str]:
    return page.locator(".m-facts dd").all_inner_texts()


def _this_day(member: Member) -> date:
    return today(member.time_zone)
