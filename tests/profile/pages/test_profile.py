"""What somebody says about themselves, on its pages."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.profile.facts import GROUPS
from tests.factories import Browser, browser_of, make_someone, share


def test_somebody_new_sees_what_may_be_said_and_why(as_alice: Browser) -> None:
    page = as_alice.get("/profile").text
    assert [group.key for group in GROUPS if f'href="/profile/{group.key}"' not in page] == []
    assert "7%" in page
    assert "Go on with step 1 of 8" in page
    assert 'href="/pay"' in page


@pytest.mark.parametrize("group", [group.key for group in GROUPS])
def test_every_group_has_its_form_and_saves_an_empty_one(as_alice: Browser, group: str) -> None:
    assert "Nothing here has to be filled in" in as_alice.get(f"/profile/{group}").text
    assert as_alice.post(f"/profile/{group}").location == "/profile"


def test_what_is_said_is_shown_in_words_and_can_be_changed(as_alice: Browser) -> None:
    as_alice.post("/profile/work", data={"occupation": "Nurse", "years_of_experience": "4-7"})
    page = as_alice.get("/profile").text
    assert "4–7 years" in page
    assert "Not said yet: employment, industry" in page
    form = as_alice.get("/profile/work").text
    assert 'value="Nurse"' in form
    assert '<option value="4-7" selected>' in form
    as_alice.post("/profile/work", data={"occupation": "", "years_of_experience": "4-7"})
    assert "Nurse" not in as_alice.get("/profile").text


def test_what_does_not_fit_comes_back_beside_its_field(as_alice: Browser) -> None:
    answer = as_alice.post("/profile/you", data={"phone": "123", "city": "Atlanta"})
    assert answer.status_code == 422
    assert 'id="phone-error"' in answer.text
    assert 'value="123"' in answer.text
    assert "Atlanta" not in as_alice.get("/profile").text


def test_with_everything_settled_nothing_is_asked(as_alice: Browser) -> None:
    for group in GROUPS:
        as_alice.post(f"/profile/{group.key}", data={"leave_out": "on"})
    page = as_alice.get("/profile").text
    assert "Everything is settled" in page
    assert "Not said yet" not in page


def test_a_page_that_is_none_is_not_found(as_alice: Browser) -> None:
    assert as_alice.get("/profile/astrology").status_code == 404
    assert as_alice.post("/profile/astrology").status_code == 404


def test_nobody_sees_somebody_elses(
    app: APIFlask, configuration: Settings, *, alice: Member, as_alice: Browser, as_bob: Browser
) -> None:
    as_alice.post("/profile/work", data={"occupation": "Nurse"})
    partner = browser_of(app, share(alice, make_someone(configuration), "partner"))
    assert [who for who in (as_bob, partner) if "Nurse" in who.get("/profile").text] == []
