from mingus.core.tenancy import Member
from tests.factories import Program
from tests.identity.pages.test_activity import set_goals


def test_programs_get_the_same_in_pages(api_alice: Program, alice: Member) -> None:
    set_goals(alice, 3)
    first = api_alice.get("/api/user/activity?limit=2&kind=money").get_json()
    assert [item["sentence"] for item in first["items"]] == ["You set a goal."] * 2
    assert first["items"][0]["event"] == "GoalChanged"
    last = api_alice.get(f"/api/user/activity?limit=2&kind=money&cursor={first['next_cursor']}").get_json()
    assert (len(last["items"]), last["next_cursor"]) == (1, None)


def test_a_program_is_told_what_is_wrong(api_alice: Program) -> None:
    for query, field in (("kind=gossip", "kind"), ("limit=0", "limit"), ("cursor=x", "cursor")):
        answer = api_alice.get(f"/api/user/activity?{query}")
        assert (answer.status_code, field in str(answer.get_json())) == (422, True)


def test_nobody_in_particular_gets_nothing(api_alice: Program) -> None:
    api_alice.access_token = "forged"
    assert api_alice.get("/api/user/activity").status_code == 401
