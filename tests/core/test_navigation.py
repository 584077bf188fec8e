import re

import pytest

from mingus.core.navigation import leading_to, nearest
from tests.factories import Browser

ADDRESSES = ("/", "/transactions", "/transactions/new", "/goals")


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", "/"),
        ("/goals", "/goals"),
        ("/goals/1/edit", "/goals"),
        ("/transactions/7", "/transactions"),
        ("/transactions/new", "/transactions/new"),
        ("/goalsetting", None),
        ("/settings", None),
    ],
)
def test_a_page_lies_under_the_longest_address_of_its_path(path: str, here: str | None) -> None:
    assert nearest(path, ADDRESSES) == here


def test_a_phone_reaches_every_section_without_a_script(as_alice: Browser) -> None:
    page = as_alice.get("/goals").text
    bar = page.partition('aria-label="Sections"')[2].partition("</nav>")[0]
    more = page.partition('<nav aria-label="More sections"')[2].partition("</nav>")[0]
    sidebar = page.partition('aria-label="Main"')[2].partition("</nav>")[0]
    assert set(re.findall(r'<a[^>]* href="([^"]+)"', sidebar)) <= set(re.findall(r'<a[^>]* href="([^"]+)"', bar + more))
    assert 'action="/logout"' in more


@pytest.mark.parametrize(
    ("path", "section"), [("/money-health", "/advice"), ("/rules", "/settings"), ("/categories", "/settings")]
)
def test_a_page_without_a_line_of_its_own_marks_the_section_it_belongs_to(
    as_alice: Browser, path: str, section: str
) -> None:
    sidebar = as_alice.get(path).text.partition('aria-label="Main"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)" aria-current="true"', sidebar) == [section]


def test_a_door_leads_on_to_the_page_and_home_needs_no_word() -> None:
    assert leading_to("/login", "/library?q=a+b&level=x") == "/login?next=/library%3Fq%3Da%2Bb%26level%3Dx"
    assert leading_to("/register", "/") == "/register"
