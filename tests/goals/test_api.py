from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from mingus.core import clock
from mingus.core.ids import new_id

NEXT_YEAR = (clock.now().date() + timedelta(days=400)).isoformat()
GOALS = "/api/financial/goals"


def _created(client: FlaskClient, **changes: Any) -> dict[str, Any]:
    sent = {"title": "Emergency fund", "target_amount": "9000.00", "category": "emergency_fund", **changes}
    response = client.post(GOALS, json=sent)
    assert response.status_code == 201, response.text
    return dict(response.get_json())


def test_a_goal_comes_back_as_it_was_sent(as_alice: FlaskClient) -> None:
    made = _created(as_alice, target_date=NEXT_YEAR, current_amount="1500.50", priority=2)
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
    listed = as_alice.get(GOALS).get_json()["goals"]
    assert listed == [made]


def test_amounts_may_be_numbers_with_the_currencys_decimals(as_alice: FlaskClient) -> None:
    assert _created(as_alice, target_amount=1234.56)["target_amount"] == "1234.56"
    assert _created(as_alice, target_amount=1500, currency="jpy")["target_amount"] == "1500"


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
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(as_alice: FlaskClient, field: str, value: Any) -> None:
    sent = {"title": "Car", "target_amount": "100", field: value}
    response = as_alice.post(GOALS, json=sent)
    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"
    assert list(response.get_json()["fields"]) == [field]
    assert as_alice.get(GOALS).get_json() == {"goals": []}


def test_a_goal_says_whether_it_fits_and_admits_not_knowing(as_alice: FlaskClient) -> None:
    made = _created(as_alice, monthly_amount="300")
    shown = as_alice.get(f"{GOALS}/{made['id']}").get_json()
    assert shown["needed_per_month"] == "300.00"
    assert shown["feasibility"] == {
        "verdict": "unknown",
        "needed_per_month_all_goals": "300.00",
        "available_per_month": None,
        "date_at_pace": None,
    }


def test_a_change_leaves_the_rest(as_alice: FlaskClient) -> None:
    made = _created(as_alice, target_date=NEXT_YEAR)
    changed = as_alice.patch(f"{GOALS}/{made['id']}", json={"status": "paused", "priority": 1}).get_json()
    assert (changed["status"], changed["priority"], changed["target_date"]) == ("paused", 1, NEXT_YEAR)
    refused = as_alice.patch(f"{GOALS}/{made['id']}", json={"status": "asleep"})
    assert refused.status_code == 422


def test_money_goes_in_and_out_but_never_below_zero(as_alice: FlaskClient) -> None:
    made = _created(as_alice)
    path = f"{GOALS}/{made['id']}/contributions"
    added = as_alice.post(path, json={"amount": "120.25", "source": "surplus"})
    assert added.status_code == 201
    assert added.get_json()["goal"]["current_amount"] == "120.25"
    taken = as_alice.post(path, json={"amount": "-20.25"}).get_json()
    assert (taken["contribution"]["amount"], taken["goal"]["current_amount"]) == ("-20.25", "100.00")
    refused = as_alice.post(path, json={"amount": "-100.01"})
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["amount"])
    first = as_alice.get(path, query_string={"limit": 1}).get_json()
    rest = as_alice.get(path, query_string={"before": first["next"]}).get_json()
    assert [line["amount"] for line in first["contributions"] + rest["contributions"]] == ["-20.25", "120.25"]
    assert rest["next"] is None


def test_a_deleted_goal_is_gone_until_it_is_restored(as_alice: FlaskClient) -> None:
    path = f"{GOALS}/{_created(as_alice)['id']}"
    assert as_alice.delete(path).status_code == 204
    assert as_alice.get(path).status_code == 404
    assert as_alice.post(f"{path}/restore").status_code == 200
    assert as_alice.get(path).status_code == 200


def test_a_goal_of_someone_else_does_not_exist(as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    path = f"{GOALS}/{_created(as_alice)['id']}"
    answers = [
        as_bob.get(path),
        as_bob.patch(path, json={"title": "Mine"}),
        as_bob.delete(path),
        as_bob.post(f"{path}/restore"),
        as_bob.get(f"{path}/contributions"),
        as_bob.post(f"{path}/contributions", json={"amount": "1"}),
        as_bob.get(f"{GOALS}/{new_id()}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert len({answer.get_json()["detail"] for answer in answers}) == 1
    assert as_bob.get(GOALS).get_json() == {"goals": []}


def test_nobody_gets_in_without_signing_in(as_alice: FlaskClient) -> None:
    stranger = as_alice.application.test_client()
    assert stranger.get(GOALS).status_code == 401
    assert stranger.post(GOALS, json={}).status_code == 401
