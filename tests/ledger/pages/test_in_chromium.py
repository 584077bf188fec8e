"""What only a browser can show: htmx swaps, toasts, the phone's form."""

import re

import pytest
from playwright.sync_api import Page, expect

from mingus.core.tenancy import Member
from tests.ledger.by_hand import account, add

pytestmark = pytest.mark.browser


def test_a_category_changed_in_the_list_stays_and_can_be_taken_back(
    alices_page: Page, address: str, alice: Member
) -> None:
    account(alice)
    add(alice, description="Busy Bee Cafe", category="Groceries")
    alices_page.goto(f"{address}/transactions?q=bee")
    pill = alices_page.get_by_label(re.compile("Category for Busy Bee Cafe"))
    pill.select_option(label="Dining out")
    expect(alices_page.get_by_text("Busy Bee Cafe: Dining out now.")).to_be_visible()
    expect(pill.locator("option:checked")).to_have_text("Dining out")
    alices_page.get_by_role("button", name="Undo").click()
    expect(alices_page).to_have_url(f"{address}/transactions?q=bee")
    expect(pill.locator("option:checked")).to_have_text("Groceries")


def test_typing_in_the_search_narrows_the_list_and_its_address(alices_page: Page, address: str, alice: Member) -> None:
    account(alice)
    for name in ("Busy Bee Cafe", "Trader Joe's"):
        add(alice, description=name)
    alices_page.goto(f"{address}/transactions")
    expect(alices_page.locator("#rows tbody tr")).to_have_count(2)
    alices_page.get_by_label("Search transactions").press_sequentially("joe")
    expect(alices_page.locator("#rows tbody tr")).to_have_count(1)
    expect(alices_page).to_have_url(re.compile("q=joe"))
    expect(alices_page.get_by_label("Search transactions")).to_be_focused()
    alices_page.get_by_label("Search transactions").fill("zebra")
    expect(alices_page.get_by_role("heading", name="No transactions match")).to_be_visible()


def test_older_and_newer_turn_the_pages_in_place(alices_page: Page, address: str, alice: Member) -> None:
    account(alice)
    for number in range(53):
        add(alice, f"{number + 1}", f"Shop {number:02}")
    alices_page.goto(f"{address}/transactions")
    alices_page.get_by_role("link", name="Older").click()
    expect(alices_page.locator("#rows tbody tr")).to_have_count(3)
    alices_page.get_by_role("link", name="Newer").click()
    expect(alices_page.locator("#rows tbody tr")).to_have_count(50)


def test_on_a_phone_an_expense_is_amount_merchant_enter(alices_page: Page, address: str) -> None:
    alices_page.set_viewport_size({"width": 390, "height": 844})
    alices_page.goto(f"{address}/transactions/new")
    alices_page.keyboard.type("4.50")
    alices_page.get_by_label("Merchant or person").fill("Blue Bottle")
    expect(alices_page.get_by_label("To", exact=False).and_(alices_page.locator("#to_account_id"))).to_be_hidden()
    alices_page.keyboard.press("Enter")
    expect(alices_page.get_by_text("Added: Blue Bottle, −$4.50.")).to_be_visible()
    assert alices_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_choosing_transfer_asks_where_to_instead_of_the_category(
    alices_page: Page, address: str, alice: Member
) -> None:
    account(alice, "Here")
    account(alice, "There")
    alices_page.goto(f"{address}/transactions/new")
    expect(alices_page.locator("#category")).to_be_visible()
    alices_page.get_by_label("Transfer").check()
    expect(alices_page.locator("#to_account_id")).to_be_visible()
    expect(alices_page.locator("#category")).to_be_hidden()


def test_a_part_is_added_in_place_and_the_split_saved(alices_page: Page, address: str, alice: Member) -> None:
    account(alice)
    whole = add(alice, "30", "Everything store")
    alices_page.goto(f"{address}/transactions/{whole}/split")
    alices_page.get_by_label("Part 1", exact=True).fill("12")
    alices_page.get_by_label("Part 2", exact=True).fill("10")
    alices_page.get_by_role("button", name="Add a part").click()
    expect(alices_page.get_by_label("Part 3", exact=True)).to_have_value("8.00")
    expect(alices_page.get_by_text("The parts make $30.00.")).to_be_visible()
    alices_page.get_by_role("button", name="Save split").click()
    expect(alices_page).to_have_url(f"{address}/transactions/{whole}")
    expect(alices_page.get_by_text("Split saved.")).to_be_visible()
