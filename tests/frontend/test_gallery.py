"""Every component in Chromium: readable for all, within the strict policy, never wider than the screen."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import AXE_RULES, WATCH

pytestmark = pytest.mark.browser

PAGES = ("/", "/edges", "/plain", "/error", "/offline")


@dataclass
class Watched:
    page: Page
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.page.evaluate("document.fonts.ready.then(() => true)")


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "service_workers": "block", "reduced_motion": "reduce"}


@pytest.fixture
def watched(page: Page) -> Watched:
    result = Watched(page)
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: result.errors.append(str(error)))
    return result


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_read_each_page_in_both_themes(
    watched: Watched, axe: str, path: str, width: int, scheme: str
) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
    watched.open(path)
    watched.page.evaluate(axe)
    found = watched.page.evaluate("rules => axe.run(document, { runOnly: rules })", AXE_RULES)
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found["violations"]] == []
    _assert_sound(watched)


@pytest.mark.parametrize("width", [320, 768, 1024, 1920])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(watched: Watched, path: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.open(path)
    _assert_sound(watched)


def test_the_audits_notice_what_they_are_for(watched: Watched, axe: str) -> None:
    """The controls: a nameless button is for axe, an inline style for the policy, a wide box overflows."""
    watched.open("/")
    watched.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><i style=\"color:red\"></i>')"
    )
    watched.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<svg width=\"5000\"></svg>')"
    )
    watched.page.evaluate(axe)
    found = watched.page.evaluate("rules => axe.run(document, { runOnly: rules })", AXE_RULES)
    assert "button-name" in {rule["id"] for rule in found["violations"]}
    assert watched.page.evaluate("violations") != []
    assert watched.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_server_draws_the_theme_that_was_chosen(watched: Watched) -> None:
    watched.open("/")
    watched.page.get_by_role("button", name="Change theme").click()
    watched.page.get_by_role("button", name="Change theme").click()
    expect(watched.page.get_by_text("Dark theme")).to_be_visible()
    answer = watched.page.request.get("/")
    assert 'data-theme="dark"' in answer.text()
    watched.page.reload()
    assert watched.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 17, 14)"


def test_a_style_or_script_that_was_tampered_with_is_not_used(watched: Watched) -> None:
    watched.page.route(
        "**/app-*.css", lambda route: route.fulfill(body="body { display: none }", content_type="text/css")
    )
    watched.page.route(
        "**/main-*.js", lambda route: route.fulfill(body="document.title = 'bad'", content_type="text/javascript")
    )
    watched.page.goto("/offline")
    expect(watched.page.locator("body")).to_be_visible()
    assert watched.page.title() == "You’re offline · Mingus"
    assert watched.page.evaluate("document.styleSheets.length") == 0


def test_the_current_section_is_marked(watched: Watched) -> None:
    watched.open("/goals/new")
    expect(watched.page.get_by_role("navigation", name="Main").locator("[aria-current]")).to_have_text("Goals")


def _assert_sound(watched: Watched) -> None:
    assert watched.errors == []
    assert watched.page.evaluate("violations") == []
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
