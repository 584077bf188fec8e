"""What each step shows and saves is what the pages of its own show and save."""

from mingus import profile
from mingus.core import db
from mingus.core.tenancy import Member
from mingus.profile.pages import steps
from mingus.profile.rules import STEPS


def test_every_step_shows_what_was_said_elsewhere(alice: Member) -> None:
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        profile.change(session, alice, profile.FactsChange(monthly_income="6200", risk_tolerance_level="unsure"))
        shown = {step.key: steps.shown(session, alice, step) for step in STEPS}
    assert shown["income"].form["monthly_income"] == "6200.00"
    assert shown["goals"].form["risk_tolerance_level"] == "unsure"
    assert (shown["you"].form["first_name"], shown["money"].asked) == ("Alice", ())


def test_saving_a_step_leaves_what_other_steps_ask(alice: Member) -> None:
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        by_key = {step.key: step for step in STEPS}
        steps.save(session, alice, by_key["goals"], {"primary_financial_goal": "investment"})
        steps.save(session, alice, by_key["preferences"], {"goalReminders": "on"})
        steps.save(session, alice, by_key["household"], {"household_size": "2"})
        steps.save(session, alice, by_key["money"], {})
        view = profile.of(session, alice)
    assert (view.primary_financial_goal, view.household_size) == ("investment", 2)
    assert view.preferences.goal_reminders
