"""What each step of the onboarding shows, and what sending it saves: the same services as the pages of its own."""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import permissions
from mingus.core.tenancy import Member
from mingus.profile import facts, forms, service
from mingus.profile.facts import Choices, Fact
from mingus.profile.forms import Form
from mingus.profile.rules import Step
from mingus.profile.schemas import DebtView, FactsChange, PayScheduleView, PreferencesChange, Progress

_GROUPS: Final = {"goals": "aims"}
"""Where a step asks facts of a group of another name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One step for its page: its form, the facts it asks, and what is there already."""

    form: Form
    asked: tuple[Fact, ...]
    progress: Progress
    schedules: list[PayScheduleView]
    debts: list[DebtView]
    checkins: Choices = facts.CHECKINS

    def typed(self, form: Form) -> "Shown":
        """The same with what somebody has just typed."""
        return replace(self, form=form)


def shown(db: Session, who: Member, step: Step) -> Shown:
    """This step with what was said before."""
    return Shown(
        form=_form(db, who, step),
        asked=facts.of_group(_group(step)),
        progress=service.onboarding.progress(db, who),
        schedules=service.pay.pay_schedules(db, who.household_id) if step.key == "income" else [],
        debts=service.debts.list_for(db, who) if step.key == "debts" else [],
    )


def save(db: Session, who: Member, step: Step, form: Form) -> None:
    """Save what this step asks. Raises ValidationError, and Refused naming the field."""
    if step.key == "preferences":
        service.profiles.change_preferences(db, who, PreferencesChange.model_validate(forms.preferences_sent(form)))
        return
    if step.key == "you":
        _save_names(db, who, form)
    if facts.of_group(_group(step)):
        sent = forms.facts_sent(form, _group(step), service.profiles.of(db, who))
        service.profiles.change(db, who, FactsChange.model_validate(sent))


def _form(db: Session, who: Member, step: Step) -> Form:
    view = service.profiles.of(db, who)
    if step.key == "preferences":
        return forms.preferences_filled(view.preferences)
    filled = forms.filled(view, _group(step))
    if step.key != "you":
        return filled
    known = identity.settings_of(db, who)
    names = {"first_name": known.first_name, "last_name": known.last_name, "household_name": known.household_name}
    return {**names, **filled}


def _save_names(db: Session, who: Member, form: Form) -> None:
    """The names; the household's only by whoever may change it, and where it was changed."""
    identity.change_names(db, who, identity.Names.model_validate(forms.only(identity.Names, form)))
    name = form.get("household_name", "").strip()
    if not (name and permissions.may(who.role, "change household")):
        return
    if name != identity.settings_of(db, who).household_name:
        identity.change_household(db, who, identity.HouseholdChanges(name=name))


def _group(step: Step) -> str:
    return _GROUPS.get(step.key, step.key)
