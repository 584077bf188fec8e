"""Making one's own what the browser answered before: asked first, moved once, and nothing left behind."""

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.assessments.models import VisitorAttempt
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from tests.assessments.takers import begin, go_through
from tests.factories import Browser, browser, browser_of


def _signed_in_again(app: APIFlask, visitor: Browser, member: Member) -> Browser:
    """The same browser, after signing in."""
    mine = browser_of(app, member)
    cookie = visitor.get_cookie("attempts")
    assert cookie is not None
    mine.set_cookie("attempts", cookie.value)
    return mine


def test_a_claimed_result_is_the_persons_and_its_link_still_works(app: APIFlask, alice: Member) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    mine = _signed_in_again(app, visitor, alice)
    assert "results from before you signed in" in mine.get("/goals").text
    assert mine.get(address).location == "/assessments/keep"
    assert "Money readiness" in mine.get("/assessments/keep").text
    assert mine.post("/assessments/keep").location == address
    assert mine.get_cookie("attempts") is None
    assert "of 100" in mine.get(address).text
    assert "from before you signed in" not in mine.get("/goals").text


def test_a_stolen_cookie_of_a_claimed_attempt_opens_nothing(app: APIFlask, alice: Member) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    thief = browser(app)
    stolen = visitor.get_cookie("attempts")
    assert stolen is not None
    thief.set_cookie("attempts", stolen.value)
    assert thief.get(address).status_code == 200  # until it is claimed
    _signed_in_again(app, visitor, alice).post("/assessments/keep")
    assert thief.get(address).status_code == 404
    assert thief.get(f"/api{address}").status_code == 404


def test_bob_cannot_claim_what_alice_has_claimed(app: APIFlask, alice: Member, bob: Member) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    hers, his = _signed_in_again(app, visitor, alice), _signed_in_again(app, visitor, bob)
    hers.post("/assessments/keep")
    assert his.post("/assessments/keep").location == "/assessments"
    assert his.get(address).status_code == 404
    assert hers.get(address).status_code == 200


def test_an_attempt_that_is_open_goes_on_after_the_claim(app: APIFlask, alice: Member) -> None:
    """Also for somebody who signs in between two questions: they are asked first, and then come back to theirs."""
    visitor = browser(app)
    attempt = begin(visitor)
    address = f"/assessments/attempts/{attempt}"
    visitor.post(address, data={"question": "picture", "answer": "clear"})
    assert f'href="/login?next={address}"' in visitor.get(address).text
    mine = _signed_in_again(app, visitor, alice)
    assert mine.get(address).location == "/assessments/keep"
    assert mine.post("/assessments/keep").location == address
    assert "2 of 12" in mine.get(address).text


def test_whoever_joins_after_a_result_is_asked_whether_to_keep_it(app: APIFlask) -> None:
    visitor = browser(app)
    page = visitor.get(go_through(visitor)).text
    assert 'href="/register?next=/assessments/keep"' in page


def test_what_was_somebody_elses_is_forgotten(app: APIFlask, alice: Member) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    mine = _signed_in_again(app, visitor, alice)
    attempt_id = address.rpartition("/")[2]
    mine.post("/assessments/keep/forget")
    with transaction(GLOBAL) as db:
        assert not db.scalar(select(func.count()).where(VisitorAttempt.id == attempt_id))
    assert "Nothing is waiting" in mine.get("/assessments/keep").text


@pytest.mark.parametrize("path", ["/assessments/keep", "/assessments/keep/forget"])
def test_a_claim_that_brings_a_score_is_refused_and_takes_nothing(app: APIFlask, alice: Member, path: str) -> None:
    visitor = browser(app)
    address = go_through(visitor)
    mine = _signed_in_again(app, visitor, alice)
    assert mine.post(path, data={"score": "100"}).status_code == 422
    assert visitor.get(address).status_code == 200
