"""Every page, as everybody gets it: readable in both themes, on any screen, and nothing from anywhere else."""

from typing import Any

import pytest
from apiflask import APIFlask
from playwright.sync_api import Page

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.chromium import Watched, sign_in
from tests.factories import Browser, browser_of, make_someone
from tests.identity.invited import Post
from tests.identity.second_factors import add_app
from tests.journeys import people
from tests.journeys.furnished import EMPTY, VISITORS, furnish

pytestmark = pytest.mark.browser

DESK, WALL, PHONE, SMALLEST = (1280, 900), (1920, 1080), (390, 844), (320, 640)
CONTRAST = "axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations'] })"


@pytest.fixture
def watched(page: Page, address: str) -> Watched:
    found = Watched(page)
    found.follow(address)
    return found


def test_what_visitors_see(watched: Watched, axe: str) -> None:
    assert faults_of(watched, axe, VISITORS) == []


def test_what_somebody_sees_on_the_first_day(watched: Watched, axe: str, address: str, as_bob: Browser) -> None:
    sign_in(watched.page.context, address, as_bob)
    assert faults_of(watched, axe, EMPTY) == []


def test_what_somebody_sees_after_months(
    watched: Watched, axe: str, address: str, alice: Member, as_alice: Browser
) -> None:
    sign_in(watched.page.context, address, as_alice)
    assert faults_of(watched, axe, furnish(alice, as_alice)) == []


def test_what_a_household_of_several_people_sees(
    watched: Watched, axe: str, *, address: str, configuration: Settings, alice: Member, as_alice: Browser
) -> None:
    sign_in(watched.page.context, address, as_alice)
    assert faults_of(watched, axe, people.furnish(configuration, alice)) == []


def test_what_an_operator_sees(
    watched: Watched, axe: str, *, address: str, app: APIFlask, configuration: Settings, alice: Member
) -> None:
    opal = people.open_a_look(configuration, alice)
    sign_in(watched.page.context, address, browser_of(app, opal))
    people.stay_confirmed(opal)
    assert faults_of(watched, axe, ["/operator", *people.at_the_desk(opal)]) == []
    watched.page.goto("/operator")
    watched.page.get_by_role("button", name="Look", exact=True).click()
    assert faults_of(watched, axe, ["/", "/transactions", "/settings"]) == []


def test_what_stands_between_a_password_and_the_second_factor(
    watched: Watched, axe: str, configuration: Settings
) -> None:
    someone = make_someone(configuration)
    add_app(someone.member)
    watched.page.goto("/login")
    watched.page.get_by_label("E-mail address").fill(someone.email)
    watched.page.get_by_label("Password").fill(someone.password)
    watched.page.get_by_role("button", name="Sign in", exact=True).click()
    watched.page.get_by_role("heading", name="One more step").wait_for()
    assert faults_of(watched, axe, ["/login/second"]) == []


def test_what_an_invitation_shows(
    watched: Watched, axe: str, *, address: str, alice: Member, as_bob: Browser, post: Post
) -> None:
    token = post.invite(alice, f"nell.{alice.household_id.hex}@example.com", "viewer")
    assert faults_of(watched, axe, [f"/invitation/{token}/answer"]) == []
    sign_in(watched.page.context, address, as_bob)
    assert faults_of(watched, axe, [f"/invitation/{token}/answer"]) == []


def faults_of(watched: Watched, axe: str, paths: Any) -> list[tuple[str, Any]]:
    """Each path with what is wrong on it. A page is loaded once; themes and sizes change while it is open."""
    found: list[tuple[str, Any]] = []
    show_at(watched, DESK)
    watched.page.add_init_script(axe)
    for path in paths:
        watched.page.emulate_media(color_scheme="light")
        answer = watched.page.goto(path)
        assert answer is not None
        if answer.status >= 500:
            found.append((path, answer.status))
        found += [(path, fault) for fault in (*audits(watched), *watched.faults, *watched.violations())]
        watched.faults.clear()
    return found


def audits(watched: Watched) -> list[Any]:
    """What axe finds in both themes on a desk and on a phone, and the widths at which the page is too wide.

    It begins and ends at a desk, so that no size is set twice.
    """
    found: list[Any] = list(watched.audit()) + too_wide(watched, DESK)
    for size in (WALL, SMALLEST, PHONE):
        show_at(watched, size)
        found += too_wide(watched, size)
    found += watched.audit()
    watched.page.emulate_media(color_scheme="dark")
    found += hard_to_read(watched, PHONE)
    show_at(watched, DESK)
    return found + hard_to_read(watched, DESK)


def show_at(watched: Watched, size: tuple[int, int]) -> None:
    watched.page.set_viewport_size({"width": size[0], "height": size[1]})


def too_wide(watched: Watched, size: tuple[int, int]) -> list[str]:
    found = [f"{watched.overflow()} px too wide at {size[0]}"] if watched.overflow() > 0 else []
    return [*found, f"a table is cut off at {size[0]}"] if watched.cut_off() > 0 else found


def hard_to_read(watched: Watched, size: tuple[int, int]) -> list[Any]:
    found = watched.page.evaluate(CONTRAST)["violations"]
    return [("dark", size[0], rule["id"], rule["nodes"][0]["target"]) for rule in found]
