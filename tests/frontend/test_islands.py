"""What the scripts add, as a person meets it: keyboard, dialogs, toasts, files, being offline."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "service_workers": "block", "reduced_motion": "reduce"}


@pytest.fixture
def gallery(page: Page) -> Page:
    page.goto("/")
    return page


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/offline")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_palette_narrows_chooses_and_goes(gallery: Page) -> None:
    gallery.keyboard.press("Control+k")
    field = gallery.get_by_role("combobox", name="Search or jump to")
    expect(field).to_be_focused()
    field.fill("goal")
    expect(gallery.get_by_role("listbox", name="Pages and actions").get_by_role("option")).to_have_text(
        ["Goals", "New goal"]
    )
    gallery.keyboard.press("ArrowDown")
    expect(gallery.get_by_role("listbox", name="Pages and actions").get_by_role("option", selected=True)).to_have_text(
        "New goal"
    )
    gallery.keyboard.press("Enter")
    expect(gallery).to_have_url(re.compile("/goals/new$"))


def test_the_palette_says_when_nothing_matches_and_closes_on_escape(gallery: Page) -> None:
    gallery.get_by_role("button", name="Search or jump to").click()
    gallery.get_by_role("combobox", name="Search or jump to").fill("zzzz")
    expect(gallery.get_by_text("Nothing by that name")).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(gallery.get_by_role("dialog")).to_have_count(0)


def test_slash_goes_to_the_filter(gallery: Page) -> None:
    gallery.locator("h1").click()
    gallery.keyboard.press("/")
    expect(gallery.get_by_role("searchbox", name="Filter transactions")).to_be_focused()


def test_arrow_keys_read_the_chart_aloud(gallery: Page) -> None:
    chart = gallery.get_by_role("application")
    chart.focus()
    gallery.keyboard.press("Home")
    expect(chart.locator("[aria-live]")).to_have_text("Nov 23, 2025: $11,990")
    gallery.keyboard.press("ArrowRight")
    expect(chart.locator(".m-chart-tip")).to_contain_text("Nov 30, 2025")
    gallery.keyboard.press("Escape")
    expect(chart.locator(".m-chart-tip")).to_be_hidden()


def test_errors_take_the_focus_and_lead_to_their_fields(gallery: Page) -> None:
    expect(gallery.get_by_role("alert")).to_be_focused()
    gallery.get_by_role("link", name="Target: more than zero").click()
    target = gallery.get_by_label("Target")
    expect(target).to_be_focused()
    expect(target).to_have_accessible_description("Error: It has to be more than zero.")
    expect(target).to_have_attribute("aria-invalid", "true")


def test_a_question_comes_before_what_cannot_be_taken_back(gallery: Page) -> None:
    gallery.get_by_role("button", name="Delete goal").click()
    dialog = gallery.get_by_role("dialog", name="Delete this goal?")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_be_hidden()
    expect(gallery.get_by_role("heading", name="Good evening")).to_be_visible()
    gallery.get_by_role("button", name="Delete goal").click()
    dialog.get_by_role("button", name="Delete goal").click()
    expect(gallery.locator("body")).to_have_text("posted with a-token")


def test_a_toast_can_undo_through_a_plain_form(gallery: Page) -> None:
    toast = gallery.get_by_role("status").filter(has_text="Goal saved.")
    toast.get_by_role("button", name="Undo").click()
    expect(gallery.locator("body")).to_have_text("posted with a-token")


def test_htmx_sends_the_token_and_an_answer_can_bring_a_toast(gallery: Page) -> None:
    gallery.get_by_role("button", name="Say something").click()
    expect(gallery.locator("#failing")).to_have_text("Done with a-token.")
    expect(gallery.locator("#m-toasts")).to_contain_text("Moved to Groceries")


def test_a_failing_server_leaves_the_page_as_it_was_and_offers_to_retry(gallery: Page) -> None:
    gallery.get_by_role("button", name="Fail on the server").click()
    expect(gallery.locator("#m-toasts")).to_contain_text("Please try again soon.")
    expect(gallery.locator("#failing")).to_have_text("Kept as it was.")
    with gallery.expect_request("**/fails"):
        gallery.get_by_role("button", name="Retry").click()


def test_no_line_is_said_in_words(gallery: Page) -> None:
    gallery.context.set_offline(True)
    gallery.get_by_role("button", name="Fail on the server").click()
    expect(gallery.locator("#m-toasts")).to_contain_text("Mingus can’t be reached.")


def test_work_that_goes_on_is_polled_until_it_is_done(gallery: Page) -> None:
    expect(gallery.locator("#import-progress")).to_contain_text("1,000 of 1,000 rows")
    expect(gallery.locator("#import-progress")).not_to_have_attribute("hx-get", re.compile(".*"))


def test_a_chosen_file_is_named_with_its_size(gallery: Page) -> None:
    gallery.get_by_label("Bank file").set_input_files(
        {"name": "november.csv", "mimeType": "text/csv", "buffer": b"x" * 1500}
    )
    expect(gallery.locator("[data-chosen]")).to_have_text("november.csv, 1.5 kB")


def test_a_dropped_file_is_taken(gallery: Page) -> None:
    gallery.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["1,2"], "dropped.ofx"));
          const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
          document.querySelector("[data-upload]").dispatchEvent(drop);
        }"""
    )
    expect(gallery.locator("[data-chosen]")).to_have_text("dropped.ofx, 3 bytes")


def test_without_the_line_the_offline_page_comes_in_its_own_dress(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto("/goals")
    expect(page.get_by_role("heading", name="You’re offline")).to_be_visible()
    assert "Bricolage" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('700 28px \"Bricolage Grotesque\"'))")
    context.close()


def test_old_builds_leave_the_cache(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    page.goto("/offline")
    page.evaluate("caches.open('mingus-of-yesterday').then(() => true)")
    page.evaluate("navigator.serviceWorker.getRegistration().then(r => r && r.unregister())")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        """async () => {
          while ((await caches.keys()).length > 1) await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    assert page.evaluate("caches.keys()") != ["mingus-of-yesterday"]
    context.close()
