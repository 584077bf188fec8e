"""Noting things by hand on a phone, and the same without any script."""

import re

import pytest
from playwright.sync_api import Page, expect

from mingus.core.tenancy import Member
from tests.journeys import steps
from tests.ledger.by_hand import account, add, balance, books_are_right
from tests.ledger.service.imports import files

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def test_on_a_phone_an_expense_takes_two_taps_and_typing(alices: Page, alice: Member) -> None:
    everyday = account(alice, opening_balance="100")
    alices.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dictionary of two numbers is Playwright’s ViewportSize
    alices.goto("/")
    alices.get_by_role("navigation", name="Sections").get_by_role("link", name="Add").click()
    expect(alices.get_by_label("Amount")).to_be_focused()
    alices.keyboard.type("30")
    alices.get_by_label("Merchant or person").fill("Everything Store")
    alices.get_by_role("button", name="Add transaction").click()
    expect(alices.get_by_text("Added: Everything Store, −$30.00.")).to_be_visible()
    assert balance(alice, everyday) == "70.00"


def test_a_split_a_deletion_and_its_undo_leave_the_books_right(alices: Page, alice: Member) -> None:
    everyday = account(alice, opening_balance="100")
    whole = add(alice, "30", "Everything Store")
    alices.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dictionary of two numbers is Playwright’s ViewportSize
    alices.goto("/transactions")
    alices.get_by_role("link", name="Everything Store").click()
    alices.get_by_role("link", name="Split it").click()
    alices.get_by_label("Part 1", exact=True).fill("20")
    alices.get_by_label("Part 2", exact=True).fill("10")
    expect(alices.get_by_text("The parts make $30.00.")).to_be_visible()
    alices.get_by_role("button", name="Save split").click()
    expect(alices.get_by_text("Split saved.")).to_be_visible()
    alices.get_by_role("button", name="Delete").click()
    dialog = alices.get_by_role("dialog")
    if dialog.is_visible():
        dialog.get_by_role("button", name="Delete").click()
    expect(alices.get_by_text("Transaction deleted.")).to_be_visible()
    assert balance(alice, everyday) == "100.00"
    alices.get_by_role("button", name="Undo").click()
    expect(alices).to_have_url(re.compile(str(whole)))
    assert balance(alice, everyday) == "70.00"
    assert books_are_right(alice)


def test_without_script_a_transaction_is_added_changed_and_filed(plain: Page, alice: Member) -> None:
    everyday = account(alice, opening_balance="100")
    plain.goto("/transactions/new")
    plain.get_by_label("Amount").fill("12.50")
    plain.get_by_label("Merchant or person").fill("QX Zorble")
    plain.get_by_role("button", name="Add transaction").click()
    expect(plain.locator("#rows tbody tr")).to_have_count(1)
    plain.get_by_label(re.compile("Category for QX Zorble")).select_option(label="Shopping")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator(".m-pill-select option:checked")).to_have_text("Shopping")
    plain.get_by_role("link", name="QX Zorble").click()
    plain.get_by_label("Amount").fill("13.50")
    plain.get_by_role("button", name="Save changes").click()
    expect(plain.get_by_text("Saved.")).to_be_visible()
    assert balance(alice, everyday) == "86.50"


def test_without_script_a_fault_comes_back_beside_its_field(plain: Page, alice: Member) -> None:
    account(alice)
    plain.goto("/transactions/new")
    plain.get_by_label("Amount").fill("12.505")
    plain.get_by_label("Merchant or person").fill("Kept as typed")
    plain.get_by_role("button", name="Add transaction").click()
    expect(plain.locator("#amount-error")).to_be_visible()
    expect(plain.get_by_label("Merchant or person")).to_have_value("Kept as typed")


def test_without_script_a_file_is_brought_in_and_taken_back(plain: Page, alice: Member) -> None:
    content = files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE"), files.line("2026-03-02", "-5.00", "KROGER")])
    steps.bring(plain, "march.csv", content)
    plain.get_by_label("Its name").fill("By file")
    plain.get_by_role("button", name="Use this account").click()
    expect(plain.get_by_label("Its name")).to_have_value("By file")
    steps.confirm(plain)
    assert len(files.rows(alice)) == 2
    plain.get_by_role("button", name="Undo import").first.click()
    expect(plain.locator(".m-notice").get_by_text("This import is undone.")).to_be_visible()
    assert files.rows(alice) == []
