"""A link in a mail, clicked in another site by somebody who is signed in: session and form survive."""

import pytest
from playwright.sync_api import Page, Request, expect
from sqlalchemy import update

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from tests.chromium import sign_in
from tests.factories import Browser
from tests.identity.service.test_links import issue

pytestmark = pytest.mark.browser


MAIL_PROGRAM = "http://mail.example/"


@pytest.fixture
def reader(page: Page) -> Page:
    """A page of the browser in which mail is read too."""
    page.set_default_timeout(15_000)
    return page


def click_in_mail(page: Page, link: str) -> None:
    """As in a mail program that runs in the browser, which is another site."""
    body = f'<a href="{link}">Confirm</a>'
    page.route(f"{MAIL_PROGRAM}**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(MAIL_PROGRAM)
    page.get_by_role("link").click()


def test_an_address_is_confirmed_by_somebody_signed_in(
    reader: Page, alice: Member, as_alice: Browser, address: str
) -> None:
    sign_in(reader.context, address, as_alice)
    with db.transaction(alice.household_id) as session:
        session.execute(update(Person).where(Person.id == alice.person_id).values(email_verified_at=None))
    reader.goto("/settings")
    expect(reader.get_by_text("Please confirm your e-mail address.")).to_be_visible()
    seen: list[bool] = []

    def note(request: Request) -> None:
        if request.is_navigation_request() and "/verify-email/" in request.url:
            seen.append("session=" in request.all_headers().get("cookie", ""))

    reader.on("requestfinished", note)
    click_in_mail(reader, f"{address}/verify-email/{issue(alice, Purpose.VERIFY_EMAIL)}")
    reader.get_by_role("button", name="Confirm address").click()
    expect(reader.get_by_text("Your e-mail address is confirmed.")).to_be_visible()
    expect(reader).to_have_url(f"{address}/")
    assert seen == [False, True, True]  # the landing page, the page with the button, the button


def test_a_forgotten_password_is_replaced(reader: Page, alice: Member, address: str) -> None:
    click_in_mail(reader, f"{address}/reset-password/{issue(alice)}")
    reader.get_by_label("New password").fill("five other words nobody has")
    reader.get_by_role("button", name="Save password").click()
    expect(reader.get_by_text("Your password is changed. Sign in with it now.")).to_be_visible()
