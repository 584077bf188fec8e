from datetime import date

import pytest
from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.goals import forms, kinds
from mingus.goals.schemas import GoalDraft

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("key", [key for key, _ in kinds.choices()])
def test_every_kind_fills_a_form_with_a_date_ahead(key: str) -> None:
    form = forms.blank(key, TODAY)
    assert form["category"] == key
    assert date.fromisoformat(form["target_date"]) > TODAY


def test_an_unknown_kind_begins_empty() -> None:
    assert forms.blank("yacht", TODAY)["category"] == ""


@pytest.mark.parametrize(
    ("plan", "kept"), [("date", {"target_date"}), ("monthly", {"monthly_amount"}), ("open", set()), ("", set())]
)
def test_only_the_chosen_plan_is_sent(plan: str, kept: set[str]) -> None:
    sent = forms.plan(
        {"csrf_token": "t", "plan": plan, "target_date": "2027-01-01", "monthly_amount": "5", "title": "A"}
    )
    assert {name for name in ("target_date", "monthly_amount") if sent[name]} == kept
    assert set(sent) == {"target_date", "monthly_amount", "title"}


def test_the_other_button_takes_the_amount_back() -> None:
    assert forms.contribution({"csrf_token": "t", "amount": " 5 ", "direction": "back"}) == {"amount": "-5"}
    assert forms.contribution({"csrf_token": "t", "amount": "5"}) == {"amount": "5"}


def test_an_empty_field_is_asked_for_and_a_wrong_one_explained() -> None:
    form = {"title": "", "target_amount": "-1", "category": "car"}
    with pytest.raises(ValidationError) as wrong:
        GoalDraft.model_validate(form)
    assert forms.faults(wrong.value, form) == {
        "title": "Please fill this in.",
        "target_amount": "Must be more than zero",
    }
    assert forms.faults(Refused("No more goals."), form) == {"form": "No more goals."}
