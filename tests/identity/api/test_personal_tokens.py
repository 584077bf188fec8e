"""Personal tokens: what one may do with them, and what never."""

from datetime import timedelta
from io import BytesIO

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.policy import policies
from mingus.core.scopes import NEVER, needed
from mingus.core.tenancy import Member
from mingus.identity.models import PersonalToken, RefreshToken
from tests.factories import Program

PATH = "/api/user/tokens"


def make(program: Program, *scopes: str) -> str:
    answer = program.post(PATH, json={"name": "script", "scopes": list(scopes), "days": 30})
    assert answer.status_code == 201, answer.get_json()
    return str(answer.get_json()["token"])


def with_token(app: APIFlask, token: str) -> Program:
    program = Program(app, app.response_class, use_cookies=False)
    program.access_token = token
    return program


def test_it_is_shown_once_and_then_described(app: APIFlask, api_alice: Program) -> None:
    token = make(api_alice, "read")
    answer = api_alice.get(PATH)
    [one] = answer.get_json()["items"]
    assert token not in answer.get_data(as_text=True)
    assert (one["name"], one["scopes"], one["ending"], one["used_at"]) == ("script", ["read"], token[-4:], None)
    assert with_token(app, token).get("/api/auth/check-auth").status_code == 200
    [one] = api_alice.get(PATH).get_json()["items"]
    assert one["used_at"]


def test_each_scope_opens_its_own_routes_alone(app: APIFlask, api_alice: Program) -> None:
    allowed = {}
    for scope in ("read", "write", "import", "export"):
        program = with_token(app, make(api_alice, scope))
        answers = {
            "read": program.get("/api/auth/check-auth"),
            "write": program.patch("/api/user/profile", json={"first_name": "Al"}),
            "import": program.post("/api/imports", data={"file": (BytesIO(b"x"), "x.csv")}),
            "export": program.get("/api/financial/export?format=json"),
        }
        allowed[scope] = {name for name, answer in answers.items() if answer.status_code != 403}
        refused = [answer.get_json() for answer in answers.values() if answer.status_code == 403]
        assert {one["code"] for one in refused} == {"scope_missing"}
    assert allowed == {scope: {scope} for scope in allowed}


def test_no_scope_is_a_way_to_credentials(app: APIFlask, api_alice: Program) -> None:
    program = with_token(app, make(api_alice, "read", "write", "import", "export"))
    answers = [
        program.get(PATH),
        program.post(PATH, json={"name": "another", "scopes": ["read"]}),
        program.delete(f"{PATH}/01890a5d-ac96-774b-bcce-b302099a8057"),
        program.get("/api/auth/sessions"),
        program.delete("/api/auth/sessions/others"),
        program.post("/api/auth/logout-all"),
        program.post("/api/auth/confirm", json={"password": "four unrelated blue words"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert {answer.get_json()["code"] for answer in answers} == {"scope_missing"}


def test_every_way_to_credentials_is_closed_to_them(app: APIFlask) -> None:
    """A new route below these addresses says `about_credentials`, or is `stepped_up`."""
    ways = ("/api/auth/", "/api/user/tokens")
    open_ = [
        f"{one.method} {one.rule}"
        for one in policies(app)
        if one.rule.startswith(ways)
        and one.who == "signed in"
        and needed(one.method, app.view_functions[one.endpoint]) != NEVER
    ]
    assert open_ == ["GET /api/auth/check-auth"]


def test_making_one_needs_a_fresh_confirmation(alice: Member, api_alice: Program) -> None:
    with db.transaction(db.GLOBAL) as session:
        old = update(RefreshToken).where(RefreshToken.person_id == alice.person_id)
        session.execute(old.values(stepped_up_at=now() - timedelta(minutes=6)))
    answer = api_alice.post(PATH, json={"name": "script", "scopes": ["read"]})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "step_up_required")


@pytest.mark.parametrize(
    "draft", [{"scopes": []}, {"scopes": ["admin"]}, {"name": ""}, {"days": 0}, {"days": 366}, {"person_id": "x"}]
)
def test_a_draft_that_is_none_is_refused(api_alice: Program, draft: dict[str, object]) -> None:
    assert api_alice.post(PATH, json={"name": "script", "scopes": ["read"], **draft}).status_code == 422


def test_it_ends_when_it_is_revoked_is_over_or_everything_ends(
    app: APIFlask, alice: Member, api_alice: Program
) -> None:
    tokens = [make(api_alice, "read") for _ in range(3)]
    programs = [with_token(app, token) for token in tokens]
    newest_first = [one["id"] for one in api_alice.get(PATH).get_json()["items"]]
    assert api_alice.delete(f"{PATH}/{newest_first[-1]}").status_code == 204
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(PersonalToken).where(PersonalToken.id == newest_first[1]).values(expires_at=now()))
    assert [one.get("/api/auth/check-auth").status_code for one in programs] == [401, 401, 200]
    assert api_alice.post("/api/auth/logout-all").status_code == 204
    assert programs[2].get("/api/auth/check-auth").status_code == 401


def test_one_that_is_mistyped_is_refused_without_a_look(app: APIFlask, api_alice: Program) -> None:
    token = make(api_alice, "read")
    assert with_token(app, token[:-1]).get("/api/auth/check-auth").status_code == 401
    assert with_token(app, "mg_pat_" + "a" * 51).get("/api/auth/check-auth").status_code == 401


def test_pages_take_none(app: APIFlask, api_alice: Program) -> None:
    assert with_token(app, make(api_alice, "read")).get("/settings").status_code == 303


def test_use_is_written_down_once_a_minute(app: APIFlask, alice: Member, api_alice: Program) -> None:
    program = with_token(app, make(api_alice, "read"))
    moments = set()
    for _ in range(3):
        assert program.get("/api/auth/check-auth").status_code == 200
        with db.transaction(db.GLOBAL, read_only=True) as session:
            of_alice = PersonalToken.person_id == alice.person_id
            moments.add(session.scalars(select(PersonalToken.used_at).where(of_alice)).one())
    assert len(moments) == 1
