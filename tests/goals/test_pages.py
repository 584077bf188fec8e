from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mingus import goals
from mingus.core import clock
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft, GoalView
from tests.factories import Browser

NEXT_YEAR = (clock.now().date() + timedelta(days=400)).isoformat()
FORM = {
    "title": "New car",
    "category": "car",
    "target_amount": "12,000",
    "current_amount": "1500",
    "plan": "date",
    "target_date": NEXT_YEAR,
    "monthly_amount": "",
    "priority": "2",
    "note": "",
}


@pytest.fixture
def goal(alice: Member) -> GoalView:
    with transaction(alice.household_id) as db:
        return goals.create(db, alice, GoalDraft(title="New car", target_amount="100", current_amount="20"))


def _get(member: Member, goal_id: UUID) -> GoalView:
    with transaction(member.household_id, read_only=True) as db:
        return goals.get(db, member, goal_id)


def test_someone_without_goals_is_offered_three_to_start_from(as_alice: Browser) -> None:
    page = as_alice.get("/goals").text
    assert page.count("/goals/new?kind=") == 3
    assert "0%" not in page


def test_a_kind_fills_in_the_form(as_alice: Browser) -> None:
    page = as_alice.get("/goals/new?kind=vacation").text
    assert 'value="A real vacation"' in page
    assert '<option value="vacation" selected>' in page
    assert as_alice.get("/goals/new?kind=yacht").status_code == 200


def test_a_goal_is_set_and_shown(as_alice: Browser) -> None:
    made = as_alice.post("/goals", data=FORM)
    assert made.status_code == 303
    page = as_alice.get(made.location).text
    for shown in ("New car", "$1,500", "of $12,000", "12%", "a month keeps you on pace"):
        assert shown in page
    listed = as_alice.get("/goals").text
    assert made.location in listed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target_date", "2020-01-01"),
        ("target_amount", "0"),
        ("target_amount", "12.345"),
        ("title", ""),
        ("category", ""),
    ],
)
def test_a_form_that_does_not_fit_comes_back_with_what_was_typed(as_alice: Browser, field: str, value: str) -> None:
    answer = as_alice.post("/goals", data={**FORM, "note": "keep me", field: value})
    assert answer.status_code == 422
    assert "keep me" in answer.text
    assert f'id="{field}-error"' in answer.text
    assert 'value="1500"' in answer.text


def test_of_date_and_amount_only_the_chosen_one_counts(as_alice: Browser, alice: Member) -> None:
    made = as_alice.post("/goals", data={**FORM, "plan": "monthly", "monthly_amount": "500"})
    shown = _get(alice, UUID(made.location.rpartition("/")[2]))
    assert shown.target_on is None
    assert shown.monthly is not None


def test_money_is_put_aside_and_taken_back(as_alice: Browser, alice: Member, goal: GoalView) -> None:
    aside = as_alice.post(f"{goal.url}/contributions", data={"amount": "55", "source": "windfall", "note": "Bonus"})
    assert aside.status_code == 303
    page = as_alice.get(goal.url).text
    assert "Three quarters done." in page
    assert "extra money · Bonus" in page
    back = as_alice.post(f"{goal.url}/contributions", data={"amount": "5", "direction": "back"})
    assert back.status_code == 303
    assert _get(alice, goal.id).saved.minor == 70_00


def test_taking_back_too_much_keeps_the_page_and_the_amount(as_alice: Browser, goal: GoalView) -> None:
    answer = as_alice.post(f"{goal.url}/contributions", data={"amount": "20.01", "direction": "back"})
    assert answer.status_code == 422
    assert "Only $20.00 is saved" in answer.text
    assert 'value="20.01"' in answer.text


def test_a_goal_is_changed_in_its_form(as_alice: Browser, alice: Member, goal: GoalView) -> None:
    assert 'value="100.00"' in as_alice.get(f"{goal.url}/edit").text
    form = {name: value for name, value in FORM.items() if name != "current_amount"}
    assert as_alice.post(f"{goal.url}/edit", data={**form, "title": "Used car"}).status_code == 303
    assert _get(alice, goal.id).name == "Used car"
    refused = as_alice.post(f"{goal.url}/edit", data={**form, "title": "Kept", "target_amount": "-1"})
    assert refused.status_code == 422
    assert 'value="Kept"' in refused.text


def test_what_if_names_the_date_and_changes_nothing(as_alice: Browser, alice: Member, goal: GoalView) -> None:
    page = as_alice.get(f"{goal.url}?monthly=40").text
    assert "At $40.00 a month you are there in" in page
    assert "is not an amount of money" in as_alice.get(f"{goal.url}?monthly=lots").text
    assert _get(alice, goal.id) == goal


def test_a_goal_rests_and_goes_on(as_alice: Browser, goal: GoalView) -> None:
    assert as_alice.post(f"{goal.url}/status", data={"status": "paused"}).status_code == 303
    assert "Resting" in as_alice.get("/goals").text
    assert as_alice.post(f"{goal.url}/status", data={"status": "active"}).status_code == 303
    assert as_alice.post(f"{goal.url}/status", data={"status": "asleep"}).status_code == 409


def test_a_deleted_goal_can_be_brought_back_from_the_page(as_alice: Browser, goal: GoalView) -> None:
    assert as_alice.post(f"{goal.url}/delete").status_code == 303
    page = as_alice.get("/goals").text
    assert "30 days" in page
    assert f"{goal.url}/restore" in page
    assert as_alice.post(f"{goal.url}/restore").status_code == 303
    assert as_alice.get(goal.url).status_code == 200


def test_a_goal_of_someone_else_is_not_there(as_bob: Browser, goal: GoalView) -> None:
    sent: list[tuple[str, dict[str, Any]]] = [
        ("contributions", {"amount": "1"}),
        ("edit", FORM),
        ("status", {"status": "paused"}),
        ("delete", {}),
        ("restore", {}),
    ]
    form = {name: value for name, value in FORM.items() if name != "current_amount"}
    for path, data in sent:
        assert as_bob.post(f"{goal.url}/{path}", data=form if path == "edit" else data).status_code == 404, path
    for path in (goal.url, f"{goal.url}/edit", f"/goals/{new_id()}"):
        assert as_bob.get(path).status_code == 404, path
    assert "New car" not in as_bob.get("/goals").text


def test_a_write_without_the_token_of_the_page_is_refused(as_alice: Browser) -> None:
    assert as_alice.post("/goals", data=FORM, csrf=False).status_code == 400


def test_pages_take_a_fixed_number_of_statements(as_alice: Browser, goal: GoalView, statements: list[str]) -> None:
    def count(path: str) -> int:
        statements.clear()
        assert as_alice.get(path).status_code == 200
        return len(statements)

    before = [count("/goals"), count(goal.url)]
    for number in range(4):
        as_alice.post("/goals", data={**FORM, "title": f"Car {number}"})
        as_alice.post(f"{goal.url}/contributions", data={"amount": "5"})
    assert [count("/goals"), count(goal.url)] == before
