"""The job Mingus is for: bring a file, see where it goes, set a goal, and take it all back."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from mingus.core import clock
from tests.journeys import steps
from tests.ledger.service.imports import files

pytestmark = pytest.mark.browser


def statement() -> bytes:
    """Money in, spending that files itself, and one row nobody can know; all of this month or the last days."""
    today = clock.today("America/New_York").isoformat()
    lines = [
        files.line(today, "2874.16", "NORTHSIDE PAYROLL DIR DEP"),
        files.line(today, "-84.10", "KROGER #412 ATLANTA GA"),
        files.line(today, "-2.75", "MARTA FARE"),
        files.line(today, "-2.75", "MARTA FARE"),
        files.line(today, "-61.00", "QX ZORBLE 0071"),
    ]
    return files.csv(lines)


def test_from_the_first_visit_to_an_undone_import(visitor: Page) -> None:
    page = visitor
    newcomer = steps.join(page)
    steps.log_in(page, newcomer)
    page.get_by_role("button", name="I’ll do this later").click()
    expect(page.get_by_role("heading", name="A few minutes, and the picture is yours")).to_be_visible()

    steps.bring(page, "checking.csv", statement())
    expect(page.get_by_role("heading", name="What becomes of the 5 rows")).to_be_visible()
    with page.expect_request_finished(lambda request: request.redirected_from is not None):
        page.get_by_label("Its name").fill("Everyday")
        page.get_by_label("Its name").press("Tab")
    steps.confirm(page)
    expect(page.get_by_text("5 transactions added.")).to_be_visible()

    page.get_by_role("link", name="Show them").click()
    expect(page.get_by_label("Account").get_by_role("option", name="Everyday")).to_have_count(1)
    expect(page.locator("#rows tbody tr")).to_have_count(5)
    pill = page.get_by_label(re.compile("Category for .*Zorble", re.IGNORECASE))
    expect(pill.locator("option:checked")).to_have_text("Uncategorized")
    pill.select_option(label="Shopping")
    expect(page.get_by_text(re.compile("Shopping now"))).to_be_visible()

    page.goto("/")
    for figure in ("$2,874", "$151", "+$2,724", "Shopping", "Groceries"):
        expect(page.locator("main").get_by_text(figure, exact=True).first).to_be_visible()

    set_a_goal(page)
    undo_everything(page)
    leave(page)


def set_a_goal(page: Page) -> None:
    """A trip in ten months; the first hundred is put aside."""
    page.goto("/goals/new")
    page.get_by_label("Kind").select_option(label="Vacation")
    page.get_by_label("Name", exact=True).fill("Lisbon")
    page.get_by_label("Target").fill("2400")
    due = clock.today("America/New_York") + timedelta(days=300)
    page.get_by_label("Ready by").fill(due.isoformat())
    page.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_role("heading", name="Lisbon")).to_be_visible()
    page.get_by_label("Amount").first.fill("600")
    page.get_by_role("button", name="Put aside").click()
    expect(page.locator("main").get_by_text("25%").first).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Lisbon")).to_be_visible()


def undo_everything(page: Page) -> None:
    """The whole import goes; the list is as empty as on the first day."""
    page.goto("/imports")
    page.get_by_role("link", name=re.compile("checking.csv")).click()
    page.get_by_role("button", name="Undo import").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Undo import").click()
    expect(page.locator(".m-notice").get_by_text("This import is undone.")).to_be_visible()
    page.goto("/transactions")
    expect(page.get_by_role("heading", name="No transactions yet")).to_be_visible()


def leave(page: Page) -> None:
    """Signed out, nothing is shown any more."""
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    page.goto("/accounts")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
