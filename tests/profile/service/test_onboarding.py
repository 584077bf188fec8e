"""How far a newcomer has come, as the first page asks."""

from mingus import profile
from mingus.core import db
from mingus.core.tenancy import Member


def test_a_skipped_step_can_be_done_later(alice: Member) -> None:
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        profile.note_onboarding(session, alice, profile.OnboardingChange(step="work", outcome="skipped"))
        found = profile.note_onboarding(session, alice, profile.OnboardingChange(step="work"))
        assert found.outcomes == {"work": "done"}
        assert profile.onboarding(session, alice) == found


def test_the_first_page_is_reminded_until_it_is_done_or_put_away(alice: Member) -> None:
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        assert profile.onboarding(session, alice).is_reminding
        assert not profile.note_onboarding(session, alice, profile.OnboardingChange(is_dismissed=True)).is_reminding
        assert profile.note_onboarding(session, alice, profile.OnboardingChange(is_dismissed=False)).is_reminding
        for step in profile.STEPS:
            last = profile.note_onboarding(session, alice, profile.OnboardingChange(step=step.key))
        assert (last.is_finished, last.is_reminding) == (True, False)
