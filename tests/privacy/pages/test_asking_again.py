"""New terms are asked for; until they are accepted people may read, take along and leave, and change nothing."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from mingus.core.tenancy import Member
from mingus.privacy.service import acceptance
from tests.factories import Browser, Program, browser

GOAL = {"title": "New car", "target_amount": "100", "category": "car", "priority": "1"}


@pytest.fixture(autouse=True)
def newer(monkeypatch: pytest.MonkeyPatch, alice: Member) -> Iterator[None]:
    """The terms have changed since Alice joined."""
    monkeypatch.setattr(acceptance, "VERSION", "2099-01-01")
    acceptance.forget_all()
    yield
    acceptance.forget_all()


def test_a_page_asks_first_and_leads_back_afterwards(as_alice: Browser) -> None:
    answer = as_alice.get("/goals?a=b")
    assert (answer.status_code, answer.location) == (303, "/terms/changed?next=/goals?a%3Db")
    assert "The terms have changed" in as_alice.get(answer.location).text
    accepted = as_alice.post("/terms/accept", data={"next": "/goals"})
    assert (accepted.status_code, accepted.location) == (303, "/goals")
    assert as_alice.get("/goals").status_code == 200
    assert as_alice.post("/goals", data=GOAL).status_code in {200, 303}


def test_it_can_be_put_off_for_reading_only(as_alice: Browser) -> None:
    assert as_alice.post("/terms/later", data={"next": "/goals"}).location == "/goals"
    assert as_alice.get("/goals").status_code == 200
    refused = as_alice.post("/goals", data=GOAL)
    assert (refused.status_code, refused.location.partition("?")[0]) == (303, "/terms/changed")
    assert "New car" not in as_alice.get("/goals").text


def test_programs_read_and_are_told_why_they_can_not_write(api_alice: Program) -> None:
    assert api_alice.get("/api/categories").status_code == 200
    answer = api_alice.post("/api/categories", json={"name": "Mine", "kind": "expense"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "terms_changed")


@pytest.mark.parametrize("path", ["/settings/data", "/settings/data/delete", "/terms", "/privacy"])
def test_the_way_out_and_the_words_stay_open(as_alice: Browser, path: str) -> None:
    assert as_alice.get(path).status_code == 200


def test_taking_along_and_signing_out_need_no_new_terms(as_alice: Browser) -> None:
    assert as_alice.post("/settings/data/archive").location == "/settings/data#archives"
    assert as_alice.post("/logout").location == "/login"


def test_strangers_are_asked_nothing(app: APIFlask) -> None:
    assert browser(app).get("/goals").location.startswith("/login")


def test_the_way_back_leads_to_no_other_site(as_alice: Browser) -> None:
    assert as_alice.post("/terms/accept", data={"next": "//evil.example"}).location == "/"
