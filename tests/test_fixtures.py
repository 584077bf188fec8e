from mingus.core.tenancy import Member
from tests.factories import Browser, Program


def test_alice_is_signed_in_by_cookie(as_alice: Browser, alice: Member) -> None:
    assert as_alice.get("/api/auth/check-auth").get_json()["user_id"] == str(alice.person_id)


def test_alices_program_is_signed_in_by_token(api_alice: Program, alice: Member) -> None:
    assert api_alice.get("/api/auth/check-auth").get_json()["user_id"] == str(alice.person_id)


def test_a_write_in_alices_browser_carries_her_csrf_token(as_alice: Browser) -> None:
    answer = as_alice.patch("/api/user/profile", json={"first_name": "Alicia"})
    assert answer.status_code == 200
    assert answer.get_json()["first_name"] == "Alicia"


def test_alice_and_bob_live_in_different_households(alice: Member, bob: Member) -> None:
    assert alice.household_id != bob.household_id
