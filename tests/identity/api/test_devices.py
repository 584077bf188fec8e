"""/api/auth/sessions: where one is signed in."""

from datetime import timedelta

from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import Browser, Program, browser_of, program_of

PATH = "/api/auth/sessions"


def test_a_program_sees_every_sign_in_and_which_one_is_its_own(api_alice: Program, as_alice: Browser) -> None:
    items = api_alice.get(PATH).get_json()["items"]
    assert [(one["is_this_one"], one["is_browser"]) for one in items] == [(True, False), (False, True)]


def test_ending_one_signs_it_out_at_once(api_alice: Program, as_alice: Browser) -> None:
    [other] = [one["id"] for one in api_alice.get(PATH).get_json()["items"] if not one["is_this_one"]]
    assert api_alice.delete(f"{PATH}/{other}").status_code == 204
    assert as_alice.get("/api/auth/check-auth").status_code == 401
    assert api_alice.delete(f"{PATH}/{other}").status_code == 404


def test_ending_the_others_leaves_this_one(app: APIFlask, alice: Member, api_alice: Program) -> None:
    others = [browser_of(app, alice), program_of(app, alice)]
    assert api_alice.delete(f"{PATH}/others").status_code == 204
    assert [one.get("/api/auth/check-auth").status_code for one in others] == [401, 401]
    assert api_alice.get("/api/auth/check-auth").status_code == 200


def test_bob_ends_nothing_of_alice(api_bob: Program, api_alice: Program) -> None:
    [own] = api_alice.get(PATH).get_json()["items"]
    assert api_bob.delete(f"{PATH}/{own['id']}").status_code == 404
    assert api_alice.get(PATH).status_code == 200


def test_ending_asks_for_a_fresh_confirmation(app: APIFlask, alice: Member, api_alice: Program) -> None:
    """Whoever finds an open browser can see where its owner is signed in, and throws nobody out."""
    other = browser_of(app, alice)
    let_time_pass(alice, timedelta(minutes=6))
    [there] = [one["id"] for one in api_alice.get(PATH).get_json()["items"] if not one["is_this_one"]]
    for answer in (api_alice.delete(f"{PATH}/{there}"), api_alice.delete(f"{PATH}/others")):
        assert (answer.status_code, answer.get_json()["code"]) == (403, "step_up_required")
    assert other.get("/api/auth/check-auth").status_code == 200
