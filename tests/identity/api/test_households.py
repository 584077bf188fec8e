"""One's households and invitations to others, for programs."""

from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.factories import PASSWORD, Browser, Program, Someone, program_of
from tests.identity.invited import Post


def test_a_further_household_and_going_there(as_alice: Browser, api_alice: Program) -> None:
    made = as_alice.post("/api/households", json={"name": "Holiday home"}).get_json()
    names = [one["name"] for one in as_alice.get("/api/households").get_json()["items"]]
    assert names == ["My household", "Holiday home"]
    assert as_alice.post("/api/households/switch", json={"household_id": made["id"]}).status_code == 204
    assert as_alice.get("/api/household").get_json()["name"] == "Holiday home"
    refused = api_alice.post("/api/households/switch", json={"household_id": made["id"]})
    assert (refused.status_code, "one household" in refused.text) == (422, True)


def test_accepting_with_an_account(app: APIFlask, alice: Member, paul: Someone, post: Post) -> None:
    token = {"token": post.invite(alice, paul.email, "viewer")}
    program = program_of(app, paul.member)
    assert program.post("/api/invitations/look", json=token).get_json()["invited_by"] == "Alice"
    joined = program.post("/api/invitations/accept", json=token)
    assert joined.get_json() == {"id": str(alice.household_id), "name": "My household", "role": "viewer"}
    assert program.post("/api/invitations/accept", json=token).status_code == 404


def test_joining_anew(app: APIFlask, alice: Member, post: Post) -> None:
    email = f"nell.{alice.household_id.hex}@example.com"
    newcomer = {
        "token": post.invite(alice, email), "password": PASSWORD, "first_name": "Nell", "last_name": "New",
        "terms_accepted": True,
    }  # fmt: skip
    visitor = app.test_client()
    joined = visitor.post("/api/invitations/join", json=newcomer)
    assert (joined.status_code, joined.get_json()["role"]) == (201, "partner")
    assert visitor.post("/api/auth/login", json={"email": email, "password": PASSWORD}).status_code == 200


def test_declining(app: APIFlask, alice: Member, post: Post) -> None:
    token = {"token": post.invite(alice, "nell@example.com")}
    assert app.test_client().post("/api/invitations/decline", json=token).status_code == 204
    assert app.test_client().post("/api/invitations/look", json=token).status_code == 404
