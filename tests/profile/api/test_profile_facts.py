"""The profile's facts for programs: what fits comes back, what does not is refused by the name of its field."""

from typing import Any

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.profile import facts
from tests.factories import Program, make_someone, program_of, share

PROFILE = "/api/user/profile"
WHOLE: dict[str, Any] = {
    "phone": "+14045550123",
    "city": "Atlanta",
    "state": "GA",
    "zip_code": "30303-1234",
    "age_range": "25-34",
    "gender": "female",
    "marital_status": "partnership",
    "dependents_count": 0,
    "household_size": 2,
    "education_level": "bachelor",
    "occupation": "Registered nurse",
    "industry": "healthcare",
    "years_of_experience": "4-7",
    "company_name": "Northlake Health",
    "company_size": "1001+",
    "monthly_income": "6200.50",
    "income_frequency": "biweekly",
    "primary_income_source": "salary",
    "current_savings_balance": "3890.00",
    "total_debt_amount": "0.00",
    "credit_score_range": "good",
    "employment_status": "employed_full_time",
    "primary_financial_goal": "home_purchase",
    "risk_tolerance_level": "unsure",
    "financial_knowledge_level": "intermediate",
}
NO_LINES: list[Any] = ["a" * 201, "a\u0007b", 7, {}]
NO_AMOUNTS: list[Any] = ["-1", -1, "1.005", "NaN", "1e9", True, "12,50", "9" * 16]
BAD: list[tuple[str, Any]] = [
    *[("phone", value) for value in ("123", "abc", "+1", 4045550123, "4" * 41, ["x"])],
    *[(field, value) for field in ("city", "gender", "occupation") for value in NO_LINES],
    *[(field, "a" * 201) for field in ("industry", "company_name", "company_size", "education_level")],
    *[(field, "a\u0007b") for field in ("employment_status", "primary_income_source", "primary_financial_goal")],
    *[("state", value) for value in ("ZZ", "Atlantis", 13)],
    *[("zip_code", value) for value in ("3030", "30303-", "30303-12", "３０３０３", 30303, "A0303")],
    *[(field, "nonsense") for field in facts.KEYS if facts.fact(field).choices and not facts.fact(field).is_open],
    *[(field, 1) for field in ("age_range", "income_frequency", "credit_score_range")],
    *[("dependents_count", value) for value in (-1, 31, 1.5, True, "x")],
    *[("household_size", value) for value in (0, -1, 31, 2.5, True, "two")],
    *[(field, value) for field in facts.AMOUNTS for value in NO_AMOUNTS],
    ("prefer_not_to_say", ["name"]),
    ("prefer_not_to_say", "phone"),
    ("health_checkin_frequency", "hourly"),
    ("notification_preferences", {"weeklyInsights": "perhaps"}),
    ("notification_preferences", {"smoke": True}),
    ("notification_preferences", True),
    ("first_name", ""),
    ("email", "new@example.com"),
    ("profile_completion_percentage", 100),
    ("person_id", "x"),
]


def test_everything_said_comes_back_and_makes_it_complete(api_alice: Program) -> None:
    before = api_alice.get(PROFILE).get_json()
    assert all(before[key] is None for key in WHOLE)
    answer = api_alice.patch(PROFILE, json=WHOLE)
    assert answer.status_code == 200, answer.text
    profile = answer.get_json()
    assert {key: profile[key] for key in WHOLE} == WHOLE
    assert profile["profile_completion_percentage"] == 100
    assert api_alice.get(PROFILE).get_json() == profile
    assert set(WHOLE) == set(facts.KEYS), "a fact is not tested"


def test_what_does_not_fit_is_refused_by_the_name_of_its_field(api_alice: Program) -> None:
    before = api_alice.get(PROFILE).get_json()
    for field, value in BAD:
        answer = api_alice.patch(PROFILE, json={"city": "Atlanta", field: value})
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), (field, value)
        assert [name.split(".")[0] for name in answer.get_json()["fields"]] == [field], value
    assert api_alice.get(PROFILE).get_json() == before


def test_every_choice_that_is_offered_is_taken(api_alice: Program) -> None:
    most = max(len(fact.values) for fact in facts.FACTS if fact.key != "state")
    for number in range(most):
        sent = {fact.key: fact.values[number % len(fact.values)] for fact in facts.FACTS if fact.choices}
        profile = api_alice.patch(PROFILE, json=sent).get_json()
        assert {key: profile[key] for key in sent} == sent


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("phone", "(404) 555-0123", "+14045550123"),
        ("phone", "+44 20 7946 0958", "+442079460958"),
        ("state", "georgia", "GA"),
        ("monthly_income", "$5,200", "5200.00"),
        ("monthly_income", 5200.5, "5200.50"),
        ("household_size", "3", 3),
        ("gender", "Two-spirit", "Two-spirit"),
        ("employment_status", "I run a food truck", "I run a food truck"),
    ],
)
def test_what_is_meant_is_kept_in_one_form(api_alice: Program, field: str, said: Any, kept: Any) -> None:
    assert api_alice.patch(PROFILE, json={field: said}).get_json()[field] == kept


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_answer_can_be_taken_back_and_what_is_left_out_stays(api_alice: Program, nothing: str | None) -> None:
    api_alice.patch(PROFILE, json={"city": "Atlanta", "monthly_income": "100", "age_range": "25-34"})
    profile = api_alice.patch(PROFILE, json={"city": nothing, "monthly_income": nothing}).get_json()
    assert (profile["city"], profile["monthly_income"], profile["age_range"]) == (None, None, "25-34")


def test_what_somebody_would_rather_not_say_is_settled_and_forgotten(api_alice: Program) -> None:
    api_alice.patch(PROFILE, json={"gender": "female", "total_debt_amount": "900"})
    profile = api_alice.patch(PROFILE, json={"prefer_not_to_say": list(facts.KEYS)}).get_json()
    assert profile["profile_completion_percentage"] == 100
    assert all(profile[key] is None for key in facts.KEYS)
    answered = api_alice.patch(PROFILE, json={"gender": "other"}).get_json()
    assert (answered["gender"], "gender" in answered["prefer_not_to_say"]) == ("other", False)
    assert api_alice.patch(PROFILE, json={"prefer_not_to_say": []}).get_json()["profile_completion_percentage"] < 20


def test_one_cannot_answer_and_decline_in_one_breath(api_alice: Program) -> None:
    answer = api_alice.patch(PROFILE, json={"city": "Atlanta", "prefer_not_to_say": ["city"]})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["prefer_not_to_say"])
    assert api_alice.get(PROFILE).get_json()["city"] is None


def test_preferences_hold_from_the_start_and_change_one_by_one(api_alice: Program) -> None:
    before = api_alice.get(PROFILE).get_json()
    assert before["notification_preferences"] == {
        "weeklyInsights": False,
        "goalReminders": False,
        "securityAlerts": True,
    }
    assert before["health_checkin_frequency"] == "on_demand"
    sent = {"notification_preferences": {"weeklyInsights": True}, "health_checkin_frequency": "weekly"}
    after = api_alice.patch(PROFILE, json=sent).get_json()
    assert after["notification_preferences"] == {
        "weeklyInsights": True,
        "goalReminders": False,
        "securityAlerts": True,
    }
    assert after["health_checkin_frequency"] == "weekly"
    assert after["profile_completion_percentage"] == before["profile_completion_percentage"]


def test_mails_about_ones_own_safety_cannot_be_switched_off(api_alice: Program) -> None:
    """Whoever took an account over would do that first, and its owner would never hear of it."""
    refused = api_alice.patch(PROFILE, json={"notification_preferences": {"securityAlerts": False}})
    assert (refused.status_code, list(refused.get_json()["fields"])) == (
        422,
        ["notification_preferences.securityAlerts"],
    )
    assert "always come" in refused.get_json()["fields"]["notification_preferences.securityAlerts"]
    kept = api_alice.patch(PROFILE, json={"notification_preferences": {"securityAlerts": True}}).get_json()
    assert kept["notification_preferences"]["securityAlerts"] is True


def test_names_and_facts_are_saved_together_or_not_at_all(api_alice: Program) -> None:
    refused = api_alice.patch(PROFILE, json={"first_name": "Alicia", "monthly_income": "1.005"})
    assert (refused.status_code, list(refused.get_json()["fields"])) == (422, ["monthly_income"])
    assert api_alice.get(PROFILE).get_json()["first_name"] == "Alice"


def test_a_viewer_keeps_a_profile_and_takes_it_into_another_household(
    app: APIFlask, configuration: Settings, alice: Member
) -> None:
    vera = make_someone(configuration, first_name="Vera")
    program_of(app, vera.member).patch(PROFILE, json={"city": "Macon", "monthly_income": "4000"})
    as_viewer = program_of(app, share(alice, vera, "viewer"))
    assert as_viewer.get(PROFILE).get_json()["city"] == "Macon"
    assert as_viewer.patch(PROFILE, json={"occupation": "Teacher"}).status_code == 200
    assert program_of(app, vera.member).get(PROFILE).get_json()["occupation"] == "Teacher"
    assert program_of(app, alice).get(PROFILE).get_json()["occupation"] is None


def test_bob_never_sees_what_alice_says(api_alice: Program, api_bob: Program) -> None:
    before = api_bob.get(PROFILE).get_json()
    api_alice.patch(PROFILE, json=WHOLE)
    assert api_bob.get(PROFILE).get_json() == before
