"""Temporary: screenshots of all pages."""
import re, os, pathlib, json
import pytest
from tests.chromium import sign_in, Watched
from tests.factories import browser_of, make_someone
from tests.identity.invited import Post
from tests.identity.second_factors import add_app
from tests.journeys import people
from tests.journeys.furnished import EMPTY, VISITORS, furnish
pytestmark = pytest.mark.browser
OUT = pathlib.Path("/tmp/look2-shots")

def shoot(page, who, paths):
    folder = OUT / who
    folder.mkdir(parents=True, exist_ok=True)
    for n, path in enumerate(paths):
        name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path.strip("/")).replace("/", "_").replace("?", "@") or "home"
        name = f"{n:03d}-{name[:60]}"
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        page.goto(path)
        page.evaluate("document.fonts.ready")
        for width, height in ((1280, 800), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                page.screenshot(path=str(folder / f"{name}.{width}.{theme}.png"), full_page=True, animations="disabled")

def test_visitors(page, address):
    shoot(page, "visitor", VISITORS)

def test_empty(page, address, as_bob):
    sign_in(page.context, address, as_bob)
    shoot(page, "new", EMPTY)

def test_full(page, address, alice, as_alice):
    sign_in(page.context, address, as_alice)
    shoot(page, "full", furnish(alice, as_alice))

def test_several(page, address, configuration, alice, as_alice):
    sign_in(page.context, address, as_alice)
    shoot(page, "several", people.furnish(configuration, alice))

def test_operator(page, address, app, configuration, alice):
    opal = people.open_a_look(configuration, alice)
    sign_in(page.context, address, browser_of(app, opal))
    people.stay_confirmed(opal)
    shoot(page, "operator", ["/operator", *people.at_the_desk(opal)])
    page.goto("/operator")
    page.get_by_role("button", name="Look", exact=True).click()
    shoot(page, "looking", ["/", "/transactions", "/settings"])

def test_second(page, address, configuration):
    someone = make_someone(configuration)
    add_app(someone.member)
    page.goto("/login")
    page.get_by_label("E-mail address").fill(someone.email)
    page.get_by_label("Password").fill(someone.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="One more step").wait_for()
    shoot(page, "second", ["/login/second"])

def test_invitation(page, address, alice, as_bob):
    token = Post().invite(alice, f"nell.{alice.household_id.hex}@example.com", "viewer")
    shoot(page, "invited", [f"/invitation/{token}/answer"])
    sign_in(page.context, address, as_bob)
    shoot(page, "invitedbob", [f"/invitation/{token}/answer"])
