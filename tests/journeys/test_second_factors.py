"""Second factors in a real browser, with the authenticator that Chromium pretends to have."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from mingus.core.tenancy import Member
from tests.chromium import Watched
from tests.factories import Browser
from tests.identity.second_factors import add_app, code_of
from tests.journeys import steps
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(address: str) -> str:
    """The same server by its name: browsers make no passkeys for an address of numbers."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object], named: str) -> dict[str, object]:
    return {**browser_context_args, "base_url": named}


@pytest.fixture
def person(page: Page, named: str) -> Iterator[Page]:
    """A page, and a device that makes passkeys. Script errors and broken policy fail the test."""
    watched = Watched(page)
    watched.follow(named)
    page.set_default_timeout(15_000)
    cdp: CDPSession = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    assert watched.faults == []
    assert watched.violations() == []


def join_and_enter(page: Page) -> Newcomer:
    newcomer = steps.join(page)
    steps.log_in(page, newcomer)
    expect(page).to_have_url("/onboarding/you")
    return newcomer


def add_passkey(page: Page) -> None:
    page.goto("/settings/factors")
    page.get_by_label("Name of the passkey").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()


def sign_out(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_a_passkey_is_added_and_finishes_a_sign_in(person: Page) -> None:
    newcomer = join_and_enter(person)
    add_passkey(person)
    expect(person.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert person.locator(".m-codes code").count() == 10
    person.get_by_role("link", name="I have kept them").click()
    expect(person.get_by_text("My laptop")).to_be_visible()
    sign_out(person)
    steps.log_in(person, newcomer)
    expect(person.get_by_role("heading", name="One more step")).to_be_visible()
    person.get_by_role("button", name="Use a passkey").click()
    expect(person).to_have_url("/")
    expect(person.get_by_role("heading", level=1)).to_be_visible()


def test_a_passkey_signs_in_without_a_password(person: Page) -> None:
    join_and_enter(person)
    add_passkey(person)
    expect(person.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(person)
    person.goto("/login?next=/goals")
    person.get_by_role("button", name="Sign in with a passkey").click()
    expect(person).to_have_url("/goals")


def test_the_same_device_makes_no_second_passkey(person: Page) -> None:
    join_and_enter(person)
    add_passkey(person)
    expect(person.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    add_passkey(person)
    expect(person.get_by_role("alert")).to_have_text("This device has a passkey for you already.")


def test_a_device_without_passkeys_says_so(person: Page) -> None:
    person.goto("/login")
    person.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    person.get_by_role("button", name="Sign in with a passkey").click()
    expect(person.get_by_role("alert")).to_contain_text("Nothing was chosen")


def test_an_app_is_set_up_and_its_code_signs_in(person: Page) -> None:
    newcomer = join_and_enter(person)
    person.goto("/settings/factors")
    person.get_by_role("button", name="Set up an app").click()
    expect(person.get_by_role("img", name="QR code")).to_be_visible()
    secret = person.locator("[data-secret]").inner_text().replace(" ", "")
    person.get_by_label("Code", exact=True).fill(code_of(secret))
    person.get_by_role("button", name="Finish").click()
    expect(person.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(person)
    steps.log_in(person, newcomer)
    person.get_by_label("Code", exact=True).fill(code_of(secret, 1))
    person.get_by_label("Don’t ask on this browser").check()
    person.get_by_role("button", name="Sign in", exact=True).click()
    expect(person).to_have_url("/")
    sign_out(person)
    steps.log_in(person, newcomer)
    expect(person).to_have_url("/")
    person.goto("/settings/export")
    expect(person.get_by_role("heading", name="Confirm that it’s you")).to_be_visible()


def test_without_scripts_codes_still_work_and_passkeys_explain(
    new_context: Any, named: str, alice: Member, as_alice: Browser
) -> None:
    add_app(alice)
    context = new_context(java_script_enabled=False)
    cookie = as_alice.get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": named}])
    page = context.new_page()
    page.goto("/settings/factors")
    expect(page.get_by_text(re.compile("Passkeys need JavaScript"))).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    expect(page.get_by_role("button", name="Set up an app")).to_be_visible()
