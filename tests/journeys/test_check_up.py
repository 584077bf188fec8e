"""A visitor takes the check-up and makes the result theirs; the library opens, a goal follows, the week is closed."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mingus.assessments.rules.scoring import score
from mingus.assessments.service import definitions
from tests.articles import writing
from tests.assessments.takers import answers
from tests.journeys.steps import join, log_in

pytestmark = pytest.mark.browser

OPENS = 60


def test_from_a_visitors_check_up_to_a_week_that_is_closed(visitor: Page) -> None:
    page = visitor
    slug = writing.add(title="A safe month ahead", phase="do", level="intermediate", goal="emergency_fund")
    page.goto(f"/library/{slug}")
    expect(page.get_by_role("heading", name="Not open yet")).to_be_visible()
    result = take_the_check_up(page)
    newcomer = join(page)
    log_in(page, newcomer)
    claim(page, result)
    page.goto(f"/library/{slug}")
    page.get_by_role("link", name="Start an emergency fund").click()
    set_the_goal(page)
    page.goto("/check-in")
    for name in ("mood", "stress", "sleep"):
        page.locator(f"#{name} .m-scale-step").nth(5).click()
    page.get_by_role("button", name="Save my week").click()
    expect(page.get_by_role("heading", name="week is written down")).to_be_visible()


def take_the_check_up(page: Page) -> tuple[str, str]:
    """One touch a question, and Continue where several may be chosen; the result's address and score."""
    page.goto("/")
    page.get_by_role("link", name="Take the four-minute check-up").click()
    page.get_by_role("button", name="Begin").click()
    for key, answer in good_answers().items():
        expect(page.locator(f'input[name="question"][value="{key}"]')).to_be_attached()
        if isinstance(answer, tuple):
            for one in answer:
                page.locator(f'input[value="{one}"]').check()
            page.locator(".m-form-actions button").click()
        else:
            page.locator(f'button[name="answer"][value="{answer}"]').click()
    expect(page).to_have_url(re.compile("/assessments/results/"))
    return page.url, page.locator(".m-stage-figure").inner_text()


def good_answers() -> dict[str, Any]:
    """Answers by which the second level of “do” opens."""
    readiness = definitions.current("readiness")
    tried = (answers("readiness", seed) for seed in range(1, 500))
    return next(found for found in tried if dict(score(readiness, found).sub_scores)["do"] >= OPENS)


def claim(page: Page, result: tuple[str, str]) -> None:
    """Say yes to keeping what was answered before; the same result is there, now as one's own."""
    address, figure = result
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("button", name="Yes, keep it").click()
    expect(page).to_have_url(address)
    expect(page.locator(".m-stage-figure")).to_have_text(figure)
    expect(page.get_by_role("link", name="Save as PDF")).to_be_visible()
    expect(page.get_by_text("results from before you signed in")).to_have_count(0)


def set_the_goal(page: Page) -> None:
    """Set the goal that the article's link has begun."""
    expect(page.get_by_label("Kind")).to_have_value("emergency_fund")
    page.get_by_label("Name", exact=True).fill("Four months of rent")
    page.get_by_label("Target").fill("6000")
    page.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_role("heading", name="Four months of rent")).to_be_visible()
