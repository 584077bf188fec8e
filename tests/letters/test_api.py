from tests.factories import Program


def test_programs_see_what_comes(api_alice: Program) -> None:
    changed = {"notification_preferences": {"goalReminders": True}}
    assert api_alice.patch("/api/user/profile", json=changed).status_code == 200
    found = api_alice.get("/api/letters").get_json()
    assert {one["kind"]: one["is_on"] for one in found["kinds"]} == {
        "insights": False,
        "goals": True,
        "check_in": False,
    }
    assert found["letters"] == []
