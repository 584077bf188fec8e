"""Between the forms of profile and their schemas."""

import pytest
from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.profile import facts, forms
from mingus.profile.schemas import FactsChange, Preferences, PreferencesChange, ProfileView

VIEW = ProfileView(
    currency="USD",
    city="Atlanta",
    monthly_income_minor=6200_50,
    gender="Two-spirit",
    declined=frozenset({"phone", "gender"}),
)


def test_a_form_starts_with_what_was_said() -> None:
    form = forms.filled(VIEW, "income")
    assert form == {"monthly_income": "6200.50", "income_frequency": "", "primary_income_source": ""}
    assert forms.filled(VIEW, "you")[forms.LEAVE_OUT] == "on"


def test_words_of_ones_own_are_offered_beside_the_choices() -> None:
    gender = facts.fact("gender")
    assert forms.choices_of(gender, "Two-spirit")[-1] == ("Two-spirit", "Two-spirit")
    assert forms.choices_of(gender, "female") == forms.choices_of(gender, "") == gender.choices


def test_a_ticked_box_settles_what_is_left_empty_and_only_on_this_page() -> None:
    sent = FactsChange.model_validate(forms.facts_sent({"household_size": "2", "leave_out": "on"}, "household", VIEW))
    assert sent.household_size == 2
    assert set(sent.prefer_not_to_say or []) == {"phone", "gender", "dependents_count", "marital_status"}


def test_a_box_that_is_not_ticked_asks_again() -> None:
    sent = FactsChange.model_validate(forms.facts_sent({"city": "Atlanta"}, "you", VIEW))
    assert sent.prefer_not_to_say == []


def test_a_box_that_is_not_ticked_is_a_no() -> None:
    typed = {"weeklyInsights": "on", "health_checkin_frequency": "weekly"}
    sent = PreferencesChange.model_validate(forms.preferences_sent(typed))
    assert sent.notification_preferences is not None
    assert sent.notification_preferences.model_dump() == {
        "weeklyInsights": True,
        "goalReminders": False,
        "securityAlerts": None,
    }
    assert forms.preferences_filled(Preferences()) == {"health_checkin_frequency": "on_demand"}


def test_days_of_the_month_count_only_where_pay_comes_twice_a_month() -> None:
    form = {"rhythm": "weekly", "semimonthly_days": "fifteenth_and_last", "csrf_token": "x", "next": "/"}
    assert forms.pay_sent(form) == {"rhythm": "weekly", "semimonthly_days": ""}
    assert forms.pay_sent({**form, "rhythm": "semimonthly"})["semimonthly_days"] == "fifteenth_and_last"


def test_every_group_has_lines_for_people() -> None:
    lines = {line.label: line for group in facts.GROUPS for line in forms.lines(VIEW, group.key)}
    assert len(lines) == len(facts.FACTS)
    assert (lines["Income a month"].said, lines["City"].said, lines["Phone"].said) == ("$6,200.50", "Atlanta", "")
    assert lines["Phone"].is_declined


def test_a_fault_is_a_sentence_for_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        FactsChange.model_validate({"zip_code": "3030"})
    assert "ZIP code" in forms.faults(caught.value, {"zip_code": "3030"})["zip_code"]
    assert forms.faults(Refused("No room."), {}) == {"form": "No room."}
    assert forms.faults(Refused("x", fields={"name": "x"}), {"name": " "}) == {"name": "Please fill this in."}
