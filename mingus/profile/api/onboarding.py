"""The first steps, for programs."""

from apiflask import APIBlueprint
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.profile import service
from mingus.profile.schemas import OnboardingAnswer, OnboardingChange, Progress

onboarding_door = APIBlueprint("onboarding_api", __name__, url_prefix="/api/user", tag="Profile")


@onboarding_door.get("/onboarding-progress")
@signed_in(action="own account")
@onboarding_door.output(OnboardingAnswer)
def show() -> OnboardingAnswer:
    """Which step is next, of how many; every step with its page."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return _answer(db, who, service.onboarding.progress(db, who))


@onboarding_door.patch("/onboarding-progress")
@signed_in(action="own account")
@onboarding_door.input(OnboardingChange, location="json", arg_name="sent")
@onboarding_door.output(OnboardingAnswer)
def change(sent: OnboardingChange) -> OnboardingAnswer:
    """Say that a step was done or skipped, or put the reminder away; doing so again changes nothing."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        return _answer(db, who, service.onboarding.change(db, who, sent))


def _answer(db: Session, who: Member, progress: Progress) -> OnboardingAnswer:
    known, view = identity.settings_of(db, who), service.profiles.of(db, who)
    return OnboardingAnswer.of(progress, view.completion(known.first_name, known.last_name))
