"""What somebody's role may not do is not offered to them: no form, button or link on any page leads to a refusal."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from mingus.core import permissions
from mingus.core.clock import now
from mingus.core.policy import action_of
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, browser_of, make_someone, share
from tests.identity.operators import confirmed
from tests.journeys.furnished import EMPTY, furnish

SENT_BY_HTMX = {f"hx-{method}": method.upper() for method in ("get", "post", "put", "patch", "delete")}
Offer = tuple[str, str]


class Offers(HTMLParser):
    """Every address that a page offers to ask for, with the method."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.found: set[Offer] = set()
        self.path, self.form = path, ("GET", path)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = (said.get("method", "get").upper(), said.get("action") or self.path)
            self.found.add(self.form)
        if tag == "a" and "href" in said:
            self.found.add(("GET", said["href"]))
        if "formaction" in said:
            self.found.add((self.form[0], said["formaction"]))
        self.found |= {(method, said[name]) for name, method in SENT_BY_HTMX.items() if name in said}


@pytest.mark.parametrize("role", ["viewer", "partner"])
def test_nothing_is_offered_that_would_be_refused(
    app: APIFlask, configuration: Settings, alice: Member, as_alice: Browser, role: str
) -> None:
    paths = furnish(alice, as_alice)
    assert offered_in_vain(app, as_a(app, configuration, alice, role), role, paths) == []


def test_the_owners_pages_offer_what_is_looked_for(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    """So that a page of a viewer, which offers none of it, says something."""
    furnish(alice, as_alice)
    vain = offered_in_vain(app, as_alice, "viewer", ("/", "/transactions", "/rules", "/goals", "/accounts", "/imports"))
    assert {method for _, (method, _) in vain} == {"GET", "POST", "PATCH"}


def test_nothing_is_offered_to_viewers_of_an_empty_household(
    app: APIFlask, configuration: Settings, bob: Member
) -> None:
    assert offered_in_vain(app, as_a(app, configuration, bob, "viewer"), "viewer", EMPTY) == []


def as_a(app: APIFlask, configuration: Settings, owner: Member, role: str) -> Browser:
    """A browser of somebody who has this role in the owner's household, and confirmed that it is them."""
    member = share(owner, make_someone(configuration, first_name="Vera"), role)
    browser = browser_of(app, member)
    confirmed(member, now())
    return browser


def offered_in_vain(app: APIFlask, browser: Browser, role: str, paths: object) -> list[tuple[str, Offer]]:
    """Each page with what it offers and the role may not do."""
    found, seen = [], 0
    for path in paths:  # type: ignore[attr-defined]  # a list or a tuple of addresses
        answer = browser.get(path)
        if answer.status_code == 403:
            continue  # no page links here, which is what this test sees to
        seen += 1
        offers = Offers(path)
        offers.feed(answer.text)
        found += [(path, offer) for offer in sorted(offers.found) if is_refused(app, role, *offer)]
    assert seen > 4
    return found


def is_refused(app: APIFlask, role: str, method: str, address: str) -> bool:
    """Whether the table of roles says no to whoever follows this."""
    split = urlsplit(address)
    if split.scheme or not split.path.startswith("/"):
        return False
    try:
        endpoint, _ = app.url_map.bind("localhost").match(split.path, method)
    except (RequestRedirect, HTTPException):
        return False
    action = action_of(app.view_functions[endpoint], method)
    return action is not None and not permissions.may(role, action)
