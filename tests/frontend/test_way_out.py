"""The way out is on every page of the signed-in."""

import re

import pytest
from apiflask import APIFlask

from mingus.core.policy import policies
from tests.factories import Browser

WAY_OUT = re.compile(r'<form[^>]*method="post" action="/logout">.*?<button[^>]*>.*?</form>', re.DOTALL)
OTHERS = ("/api/", "/health", "/assets", "/metrics", "/verify", "/reset", "/change-email", "/undo", "/invitation")


def pages(app: APIFlask) -> list[str]:
    """The addresses of pages for the signed-in that need no id."""
    mine = [one for one in policies(app) if one.who == "signed in" and one.method == "GET" and "<" not in one.rule]
    return sorted({one.rule for one in mine if not one.rule.startswith(OTHERS)})


def test_every_page_of_the_signed_in_has_the_way_out(app: APIFlask, as_alice: Browser) -> None:
    found, without = 0, []
    for path in pages(app):
        answer = as_alice.get(path)
        if answer.status_code != 200 or not answer.text.startswith("<!doctype"):
            continue  # a part of a page, a file, or a way on to one
        found += 1
        without += [] if WAY_OUT.search(answer.text) else [path]
    assert found > 10
    assert without == []


@pytest.mark.parametrize("path", ["/login", "/register", "/"])
def test_visitors_are_offered_none(app: APIFlask, path: str) -> None:
    assert not WAY_OUT.search(app.test_client().get(path).text)
