"""Pages of categories, as a person uses them."""

import re

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import Browser, browser_of, make_member


@pytest.fixture
def as_owner(app: APIFlask, configuration: Settings) -> Browser:
    return browser_of(app, make_member(configuration))


def test_a_new_person_finds_the_default_categories(as_owner: Browser) -> None:
    page = as_owner.get("/categories").get_data(as_text=True)
    assert "Dining out" in page
    assert "Paycheck" in page


def test_adding_renaming_hiding_and_merging(as_owner: Browser) -> None:
    added = as_owner.post("/categories", data={"name": "Braids", "kind": "expense"})
    assert (added.status_code, added.location) == (303, "/categories")
    address = _address(as_owner, "Braids")
    as_owner.post(address, data={"name": "Braids & barber"})
    as_owner.post(f"{address}/hide")
    page = as_owner.get("/categories").get_data(as_text=True)
    assert "Braids &amp; barber" in page
    assert ">Hidden<" in page
    as_owner.post(f"{address}/show")
    into = _address(as_owner, "Shopping").rsplit("/", 1)[1]
    merged = as_owner.post(f"{address}/merge", data={"into_id": into})
    assert merged.status_code == 303
    assert "Braids" not in re.sub(r"“.*?”", "", as_owner.get("/categories").get_data(as_text=True))
    assert as_owner.get(address).status_code == 404


def test_a_name_that_is_taken_comes_back_with_the_reason(as_owner: Browser) -> None:
    page = as_owner.post("/categories", data={"name": "groceries", "kind": "income"})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert 'value="groceries"' in text
    assert "You already have this one." in text


def test_what_is_not_filled_in_comes_back_with_the_reason(as_owner: Browser) -> None:
    assert as_owner.post("/categories", data={"name": "", "kind": "expense"}).status_code == 422
    address = _address(as_owner, "Groceries")
    assert as_owner.post(address, data={"name": "Dining out"}).status_code == 422
    assert as_owner.post(f"{address}/merge", data={"into_id": ""}).status_code == 422


def test_bob_finds_none_of_alices_categories(as_owner: Browser, app: APIFlask, configuration: Settings) -> None:
    address = _address(as_owner, "Groceries")
    bob = browser_of(app, make_member(configuration, first_name="Bob"))
    assert bob.get(address).status_code == 404
    assert bob.post(f"{address}/hide").status_code == 404


def _address(as_owner: Browser, name: str) -> str:
    page = as_owner.get("/categories").get_data(as_text=True)
    found = re.search(rf'href="(/categories/[0-9a-f-]+)"[^>]*>(?:(?!</a>).)*{name}', page, re.DOTALL)
    assert found
    return found[1]
