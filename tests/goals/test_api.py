from datetime import timedelta
from typing import Any

import pytest

from mingus.core import clock
from mingus.core.ids import new_id
from tests.factories import Program

NEXT_YEAR = (clock.now().date() + timedelta(days=400)).isoformat()
GOALS = "/api/financial/goals"


def _created(client: Program, **changes: Any) -> dict[str, Any]:
    sent = {"title": "Emergency fund", "target_amount": "9000.00", "category": "emergency_fund", **changes}
    response = client.post(GOALS, json=sent)
    assert response.status_code == 201, response.text
    return dict(response.get_json())


def test_a_goal_comes_back_as_it_was_sent(api_alice: Program) -> None:
    made = _created(api_alice, target_date=NEXT_YEAR, current_amount="1500.50", priority=2)
    expected = {
        "title": "Emergency fund",
        "target_amount": "9000.00",
        "current_amount": "1500.50",
        "missing_amount": "7499.50",
        "currency": "USD",
        "target_date": NEXT_YEAR,
        "category": "emergency_fund",
        "priority": 2,
        "status": "active",
        "percent_saved": 16,
    }
    assert {name: made[name] for name in expected} == expected
    listed = api_alice.get(GOALS).get_json()["items"]
    assert listed == [made]


def test_amounts_may_be_numbers_with_the_currencys_decimals(api_alice: Program) -> None:
    assert _created(api_alice, target_amount=1234.56)["target_amount"] == "1234.56"
    assert _created(api_alice, target_amount=1500, currency="jpy")["target_amount"] == "1500"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target_amount", "0"),
        ("target_amount", "-5"),
        ("target_amount", "1.005"),
        ("target_amount", "1e9"),
        ("target_amount", "NaN"),
        ("target_amount", True),
        ("target_amount", None),
        ("current_amount", "-1"),
        ("current_amount", "0.001"),
        ("monthly_amount", "-1"),
        ("title", ""),
        ("title", "a" * 81),
        ("title", "a\u0007b"),
        ("target_date", "2020-01-01"),
        ("target_date", "9999-12-31"),
        ("target_date", "tomorrow"),
        ("category", "yacht"),
        ("priority", 0),
        ("priority", 6),
        ("currency", "dollars"),
        ("owner", "me"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(api_alice: Program, field: str, value: Any) -> None:
    sent = {"title": "Car", "target_amount": "100", field: value}
    response = api_alice.post(GOALS, json=sent)
    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"
    assert list(response.get_json()["fields"]) == [field]
    assert api_alice.get(GOALS).get_json() == {"items": [], "next_cursor": None}


def test_a_goal_says_whether_it_fits_and_admits_not_knowing(api_alice: Program) -> None:
    made = _created(api_alice, monthly_amount="300")
    shown = api_alice.get(f"{GOALS}/{made['id']}").get_json()
    assert shown["needed_per_month"] == "300.00"
    assert shown["feasibility"] == {
        "verdict": "unknown",
        "needed_per_month_all_goals": "300.00",
        "available_per_month": None,
        "date_at_pace": None,
    }


def test_a_change_leaves_the_rest(api_alice: Program) -> None:
    made = _created(api_alice, target_date=NEXT_YEAR)
    changed = api_alice.patch(f"{GOALS}/{made['id']}", json={"status": "paused", "priority": 1}).get_json()
    assert (changed["status"], changed["priority"], changed["target_date"]) == ("paused", 1, NEXT_YEAR)
    refused = api_alice.patch(f"{GOALS}/{made['id']}", json={"status": "asleep"})
    assert refused.status_code == 422


def test_money_goes_in_and_out_but_never_below_zero(api_alice: Program) -> None:
    made = _created(api_alice)
    path = f"{GOALS}/{made['id']}/contributions"
    added = api_alice.post(path, json={"amount": "120.25", "source": "surplus"})
    assert added.status_code == 201
    assert added.get_json()["goal"]["current_amount"] == "120.25"
    taken = api_alice.post(path, json={"amount": "-20.25"}).get_json()
    assert (taken["contribution"]["amount"], taken["goal"]["current_amount"]) == ("-20.25", "100.00")
    refused = api_alice.post(path, json={"amount": "-100.01"})
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["amount"])
    first = api_alice.get(path, query_string={"limit": 1}).get_json()
    rest = api_alice.get(path, query_string={"cursor": first["next_cursor"]}).get_json()
    assert [line["amount"] for line in first["items"] + rest["items"]] == ["-20.25", "120.25"]
    assert rest["next_cursor"] is None


def test_a_deleted_goal_is_gone_until_it_is_restored(api_alice: Program) -> None:
    path = f"{GOALS}/{_created(api_alice)['id']}"
    assert api_alice.delete(path).status_code == 204
    assert api_alice.get(path).status_code == 404
    assert api_alice.post(f"{path}/restore").status_code == 200
    assert api_alice.get(path).status_code == 200


def test_a_goal_of_someone_else_does_not_exist(api_alice: Program, api_bob: Program) -> None:
    path = f"{GOALS}/{_created(api_alice)['id']}"
    answers = [
        api_bob.get(path),
        api_bob.patch(path, json={"title": "Mine"}),
        api_bob.delete(path),
        api_bob.post(f"{path}/restore"),
        api_bob.get(f"{path}/contributions"),
        api_bob.post(f"{path}/contributions", json={"amount": "1"}),
        api_bob.get(f"{GOALS}/{new_id()}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert len({answer.get_json()["detail"] for answer in answers}) == 1
    assert api_bob.get(GOALS).get_json() == {"items": [], "next_cursor": None}


def test_nobody_gets_in_without_signing_in(api_alice: Program) -> None:
    stranger = api_alice.application.test_client()
    assert stranger.get(GOALS).status_code == 401
    assert stranger.post(GOALS, json={}).status_code == 401


def test_sending_the_same_twice_makes_one(api_alice: Program) -> None:
    key = {"Idempotency-Key": "a-1"}
    sent = {"title": "Car", "target_amount": "100"}
    first, again = (api_alice.post(GOALS, json=sent, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    path = f"{GOALS}/{first.get_json()['id']}/contributions"
    for _ in range(2):
        answer = api_alice.post(path, json={"amount": "10"}, headers={"Idempotency-Key": "b-1"})
    assert answer.get_json()["goal"]["current_amount"] == "10.00"
    assert len(api_alice.get(GOALS).get_json()["items"]) == 1
    assert api_alice.post(GOALS, json={**sent, "title": "Other"}, headers=key).status_code == 422


def test_a_cursor_of_someone_else_is_refused(api_alice: Program, api_bob: Program) -> None:
    def path_of_page(client: Program) -> tuple[str, str]:
        path = f"{GOALS}/{_created(client)['id']}/contributions"
        for _ in range(2):
            client.post(path, json={"amount": "1"})
        return path, client.get(path, query_string={"limit": 1}).get_json()["next_cursor"]

    path, _ = path_of_page(api_alice)
    _, cursor = path_of_page(api_bob)
    refused = api_alice.get(path, query_string={"cursor": cursor})
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["cursor"])
