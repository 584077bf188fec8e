"""The list of devices on the security page."""

import re
from datetime import timedelta

from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import Browser, browser_of

PAGE = "/settings/security"


def test_this_browser_is_named_and_cannot_be_ended_by_mistake(as_alice: Browser) -> None:
    page = as_alice.get(PAGE).get_data(as_text=True)
    assert "Test browser" in page
    assert "This one" in page
    assert "/end" not in page


def test_another_one_is_ended_by_its_button(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    other = browser_of(app, alice)
    [way] = re.findall(
        r'action="(/settings/security/devices/[0-9a-f]{64}/end)"', as_alice.get(PAGE).get_data(as_text=True)
    )
    answer = as_alice.post(way)
    assert (answer.status_code, answer.location) == (303, "/settings/security#devices")
    assert other.get(PAGE).status_code == 303
    assert as_alice.get(PAGE).status_code == 200


def test_all_others_are_ended_by_one(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    others = [browser_of(app, alice) for _ in range(2)]
    assert as_alice.post("/settings/security/devices/end-others").status_code == 303
    assert [one.get(PAGE).status_code for one in others] == [303, 303]
    assert as_alice.get(PAGE).status_code == 200


def test_ending_leads_to_the_confirmation_first(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    other = browser_of(app, alice)
    let_time_pass(alice, timedelta(minutes=6))
    answer = as_alice.post("/settings/security/devices/end-others")
    assert answer.status_code == 303
    assert answer.location.startswith("/confirm")
    assert other.get(PAGE).status_code == 200
