"""Reading: a place that is kept, an article that leads to a goal, and a size that needs no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from mingus.articles.service import shelf
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.articles import writing

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"## Part {number}\n\n" + "A plain sentence about money. " * 60 for number in range(1, 7)) + "\n"


@pytest.fixture
def plain(browser: Chromium, address: str) -> Iterator[Page]:
    """A visitor's page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


def test_an_article_keeps_its_place_and_leads_to_a_goal(alices: Page, alice: Member) -> None:
    slug = writing.add(title="A long read for tests", body=LONG, goal="emergency_fund")
    alices.goto(f"/library/{slug}")
    with alices.expect_response(lambda answer: answer.url.endswith(f"/{slug}/progress")):
        alices.get_by_role("heading", name="Part 4").scroll_into_view_if_needed()
        alices.get_by_role("heading", name="Part 4").scroll_into_view_if_needed()
        alices.mouse.wheel(0, 300)
    alices.goto(f"/library/{slug}")
    alices.get_by_role("link", name="Go on where you stopped").click()
    expect(alices).to_have_url(f"{alices.url.partition('#')[0]}#s-part-4")
    alices.get_by_role("link", name="Start an emergency fund").click()
    expect(alices.get_by_label("Kind")).to_have_value("emergency_fund")


def test_without_script_the_text_grows_all_the_same(plain: Page, alice: Member) -> None:
    slug = writing.add(body=LONG)
    plain.goto(f"/library/{slug}")
    text = plain.locator(".m-prose")
    before = text.bounding_box()
    plain.locator(".m-size-large").click()
    after = text.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]


def test_folders_with_long_names_stand_beside_or_below_each_other(alices: Page, alice: Member) -> None:
    names = ["Taxes and everything that comes with working for oneself in two states", "Paperwork" * 8, *"ABCDEF"]
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        for name in names:
            shelf.add_folder(db, alice, name)
    alices.set_viewport_size({"width": 390, "height": 844})
    alices.goto("/library/saved")
    folders = alices.get_by_role("navigation", name="Folders")
    wider = folders.evaluate("nav => [...nav.children].filter(each => each.scrollWidth > each.clientWidth).length")
    assert wider == 0, "names that stand over their neighbours"
    assert folders.evaluate("nav => nav.scrollWidth <= nav.clientWidth"), "folders out of sight"
