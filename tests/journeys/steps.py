"""What people do on the pages, in their words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from mingus.core.ids import new_id

PASSWORD = "four unrelated blue words"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has just heard of Mingus."""

    email: str
    password: str = PASSWORD


def join(page: Page) -> Newcomer:
    """Create an account by the form; the sign-in page is open afterwards."""
    newcomer = Newcomer(f"dolores.{new_id().hex[-10:]}@example.com")
    page.goto("/")
    page.get_by_role("link", name="Get started").click()
    page.get_by_label("First name").fill("Dolores")
    page.get_by_label("Last name").fill("Park")
    page.get_by_label("E-mail address").fill(newcomer.email)
    page.get_by_label("Password").fill(newcomer.password)
    page.get_by_label("I accept").check()
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Now sign in")).to_be_visible()
    return newcomer


def log_in(page: Page, newcomer: Newcomer) -> None:
    """Fill and send the sign-in form that is open."""
    page.get_by_label("E-mail address").fill(newcomer.email)
    page.get_by_label("Password").fill(newcomer.password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def bring(page: Page, name: str, content: bytes) -> None:
    """Choose a file on the import page and send it."""
    page.goto("/imports/new")
    page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at it").click()
    expect(page).to_have_url(re.compile("/imports/[0-9a-f-]{36}"))
    page.wait_for_load_state()  # the address changes before the page is awake


def confirm(page: Page) -> None:
    """Press the button that adds the rows; the page that says so is open afterwards."""
    page.locator(".m-confirm button").click()
    expect(page.locator(".m-steps [aria-current]")).to_contain_text("Done")
