"""A session that ends in the middle of something."""

import pytest
from playwright.sync_api import Page, expect

from mingus.core.tenancy import Member
from tests.journeys import steps
from tests.ledger.by_hand import account, add

pytestmark = pytest.mark.browser


def test_a_deep_link_is_where_one_is_after_signing_in(visitor: Page) -> None:
    newcomer = steps.join(visitor)
    visitor.goto("/transactions?q=bee&direction=out")
    expect(visitor.get_by_role("heading", name="Welcome back")).to_be_visible()
    steps.log_in(visitor, newcomer)
    expect(visitor).to_have_url("/transactions?q=bee&direction=out")


def test_a_session_that_ended_is_said_and_the_page_stays(alices: Page, alice: Member) -> None:
    account(alice)
    add(alice, description="Busy Bee Cafe")
    alices.goto("/transactions")
    alices.context.clear_cookies()
    alices.get_by_label("Search transactions").fill("bee")
    expect(alices.get_by_text("You’ve been signed out.")).to_be_visible()
    expect(alices.locator("#rows").get_by_text("Busy Bee Cafe")).to_be_visible()
    alices.get_by_role("button", name="Sign in", exact=True).click()
    expect(alices.get_by_role("heading", name="Welcome back")).to_be_visible()
