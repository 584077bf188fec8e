"""The first steps for programs."""

import pytest

from mingus.profile.rules import STEPS
from tests.factories import Program

PROGRESS = "/api/user/onboarding-progress"


def test_somebody_new_stands_at_the_first_step(api_alice: Program) -> None:
    answer = api_alice.get(PROGRESS).get_json()
    assert (answer["current_step"], answer["total_steps"]) == (1, len(STEPS))
    assert (answer["is_finished"], answer["is_dismissed"], answer["steps_decided"]) == (False, False, 0)
    assert [step["url"] for step in answer["steps"]] == [f"/onboarding/{step.key}" for step in STEPS]
    assert {step["outcome"] for step in answer["steps"]} == {None}


def test_steps_are_done_or_skipped_until_none_is_open(api_alice: Program, api_bob: Program) -> None:
    for number, step in enumerate(STEPS, start=1):
        outcome = "skipped" if number % 2 else "done"
        answer = api_alice.patch(PROGRESS, json={"step": step.key, "outcome": outcome}).get_json()
        assert answer["steps"][number - 1]["outcome"] == outcome
        assert answer["current_step"] == min(number + 1, len(STEPS))
    assert answer["is_finished"]
    assert api_bob.get(PROGRESS).get_json()["steps_decided"] == 0


def test_the_reminder_is_put_away_and_taken_out_again(api_alice: Program) -> None:
    assert api_alice.patch(PROGRESS, json={"is_dismissed": True}).get_json()["is_dismissed"]
    assert not api_alice.patch(PROGRESS, json={"is_dismissed": False}).get_json()["is_dismissed"]


@pytest.mark.parametrize(
    ("field", "value"), [("step", "astrology"), ("outcome", "perhaps"), ("is_dismissed", 2), ("current_step", 8)]
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(api_alice: Program, field: str, value: object) -> None:
    answer = api_alice.patch(PROGRESS, json={field: value})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])
