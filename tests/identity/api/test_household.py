"""The household for programs."""

from datetime import timedelta

from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import PASSWORD, Program, program_of
from tests.identity.invited import Post, new_address

HOUSEHOLD = "/api/household"


def test_it_says_who_belongs_here_and_what_one_may(app: APIFlask, api_alice: Program, partner: Member) -> None:
    said = api_alice.get(HOUSEHOLD).get_json()
    assert [one["role"] for one in said["members"]] == ["owner", "partner"]
    assert {"invite", "write money"} <= set(said["may"])
    theirs = program_of(app, partner).get(HOUSEHOLD).get_json()
    assert theirs["role"] == "partner"
    assert "invite" not in theirs["may"]
    assert theirs["invitations"] == []
    assert theirs["members"][0]["email"] is None


def test_its_name_zone_and_currency_change(api_alice: Program) -> None:
    said = api_alice.patch(HOUSEHOLD, json={"name": "Blue house", "time_zone": "Europe/Berlin"}).get_json()
    assert (said["name"], said["time_zone"], said["currency"]) == ("Blue house", "Europe/Berlin", "USD")
    assert api_alice.patch(HOUSEHOLD, json={"time_zone": "Mars"}).status_code == 422


def test_inviting_sending_again_withdrawing(api_alice: Program, post: Post) -> None:
    email = new_address()
    sent = api_alice.post(f"{HOUSEHOLD}/invitations", json={"email": email, "role": "viewer"})
    assert sent.status_code == 201
    where = f"{HOUSEHOLD}/invitations/{sent.get_json()['invitation_id']}"
    assert [one["email"] for one in api_alice.get(f"{HOUSEHOLD}/invitations").get_json()["items"]] == [email]
    assert api_alice.post(f"{where}/send-again").get_json() == sent.get_json()
    assert len(post.tokens_to(email)) == 2
    assert api_alice.delete(where).status_code == 204
    assert api_alice.delete(where).status_code == 404


def test_roles_and_removing(api_alice: Program, partner: Member) -> None:
    theirs = f"{HOUSEHOLD}/members/{partner.person_id}"
    changed = api_alice.patch(theirs, json={"role": "viewer"}).get_json()
    assert [one["role"] for one in changed["members"]] == ["owner", "viewer"]
    assert api_alice.patch(theirs, json={"role": "owner"}).status_code == 422
    assert api_alice.delete(theirs).status_code == 204
    assert api_alice.delete(theirs).status_code == 404


def test_handing_over(app: APIFlask, api_alice: Program, partner: Member) -> None:
    theirs = program_of(app, partner)
    assert theirs.post(f"{HOUSEHOLD}/ownership/accept").status_code == 422
    offered = api_alice.post(f"{HOUSEHOLD}/ownership", json={"person_id": str(partner.person_id)}).get_json()
    assert [one["ownership_offered"] for one in offered["members"]] == [False, True]
    assert api_alice.delete(f"{HOUSEHOLD}/ownership").status_code == 204
    assert theirs.post(f"{HOUSEHOLD}/ownership/decline").status_code == 422
    api_alice.post(f"{HOUSEHOLD}/ownership", json={"person_id": str(partner.person_id)})
    assert theirs.post(f"{HOUSEHOLD}/ownership/accept").status_code == 204
    assert theirs.get(HOUSEHOLD).get_json()["role"] == "owner"


def test_leaving(app: APIFlask, api_alice: Program, partner: Member) -> None:
    theirs = program_of(app, partner)
    assert theirs.post(f"{HOUSEHOLD}/leave").status_code == 204
    assert theirs.get(HOUSEHOLD).status_code == 401
    assert api_alice.post(f"{HOUSEHOLD}/leave").status_code == 422


def test_a_program_that_has_not_confirmed_lately_changes_nobody(
    app: APIFlask, alice: Member, api_alice: Program, partner: Member, post: Post
) -> None:
    email = new_address()
    invited = api_alice.post(f"{HOUSEHOLD}/invitations", json={"email": email, "role": "viewer"}).get_json()
    let_time_pass(alice, timedelta(minutes=6))
    theirs = f"{HOUSEHOLD}/members/{partner.person_id}"
    answers = (
        api_alice.post(f"{HOUSEHOLD}/invitations", json={"email": email, "role": "viewer"}),
        api_alice.post(f"{HOUSEHOLD}/invitations/{invited['invitation_id']}/send-again"),
        api_alice.patch(theirs, json={"role": "viewer"}),
        api_alice.delete(theirs),
        api_alice.post(f"{HOUSEHOLD}/ownership", json={"person_id": str(partner.person_id)}),
        api_alice.post(f"{HOUSEHOLD}/ownership/accept"),
        api_alice.post(f"{HOUSEHOLD}/leave"),
    )
    assert {(one.status_code, one.get_json()["code"]) for one in answers} == {(403, "step_up_required")}
    assert [one["role"] for one in api_alice.get(HOUSEHOLD).get_json()["members"]] == ["owner", "partner"]
    assert len(post.tokens_to(email)) == 1
    assert api_alice.post("/api/auth/confirm", json={"password": PASSWORD}).status_code == 204
    assert api_alice.patch(theirs, json={"role": "viewer"}).status_code == 200
