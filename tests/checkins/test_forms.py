from datetime import date

import pytest
from pydantic import ValidationError

from mingus.checkins import forms
from mingus.checkins.schemas import CheckInDraft
from mingus.core.errors import NotFound, Refused


def test_an_empty_form_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        CheckInDraft.model_validate(forms.draft({"csrf_token": "x", "mood": "", "note": " "}))
    assert list(forms.faults(refused.value).values()) == ["Answer at least one question, or skip the week."]


@pytest.mark.parametrize("score", ["0", "11", "5.5", "much", "-1"])
def test_a_score_off_the_scale_is_named(score: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CheckInDraft.model_validate({"mood": score})
    assert list(forms.faults(refused.value)) == ["mood"]


def test_what_a_rule_refuses_stands_at_its_field_or_at_the_form() -> None:
    assert forms.faults(Refused("Closed.", fields={"week_on": "Closed."})) == {"week_on": "Closed."}
    assert forms.faults(Refused("No.")) == {"form": "No."}


def test_a_week_in_an_address_is_a_day() -> None:
    assert forms.day("2026-11-23") == date(2026, 11, 23)
    with pytest.raises(NotFound):
        forms.day("yesterday")
