"""A visitor takes the check-up, sees the result, registers in the same browser, and makes it theirs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.assessments.takers import answers
from tests.journeys.steps import join, log_in

pytestmark = pytest.mark.browser


def test_a_visitor_takes_the_check_up_and_keeps_it(visitor: Page) -> None:
    page = visitor
    page.goto("/")
    page.get_by_role("link", name="Take the four-minute check-up").click()
    page.get_by_role("button", name="Begin").click()
    take(page)
    expect(page).to_have_url(re.compile("/assessments/results/"))
    score = page.locator(".m-stage-figure").inner_text()
    address = page.url
    newcomer = join(page)
    log_in(page, newcomer)
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("button", name="Yes, keep it").click()
    expect(page).to_have_url(address)
    expect(page.locator(".m-stage-figure")).to_have_text(score)
    expect(page.get_by_role("link", name="Save as PDF")).to_be_visible()
    expect(page.get_by_text("results from before you signed in")).to_have_count(0)


def take(page: Page) -> None:
    """One touch a question, and Continue where several may be chosen."""
    for key, answer in answers("readiness", 3).items():
        expect(page.locator(f'input[name="question"][value="{key}"]')).to_be_attached()
        if isinstance(answer, tuple):
            for one in answer:
                page.locator(f'input[value="{one}"]').check()
            page.locator(".m-form-actions button").click()
        else:
            page.locator(f'button[name="answer"][value="{answer}"]').click()
