"""What a person says about themselves: all of it on one page, and a form for each group."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus import identity
from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.security import member, signed_in
from mingus.profile import facts, forms, service
from mingus.profile.facts import Group
from mingus.profile.schemas import FactsChange
from mingus.profile.words import step_count

profile_pages = Blueprint("profile", __name__, url_prefix="/profile", template_folder="../templates")
_GROUPS: Final = {group.key: group for group in facts.GROUPS}


@profile_pages.get("")
@signed_in(action="own account")
def index() -> ResponseReturnValue:
    """Everything they have said, how much of it there is, and where to change it."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        view, known = service.profiles.of(db, who), identity.settings_of(db, who)
        progress = service.onboarding.progress(db, who)
        schedules = service.pay.pay_schedules(db, who.household_id)
        owed = service.debts.list_for(db, who)
    return render_template(
        "profile/index.html",
        percent=view.completion(known.first_name, known.last_name),
        groups=[(group, forms.lines(view, group.key)) for group in facts.GROUPS],
        progress=progress,
        step_words=step_count(progress.place.number, progress.place.total),
        schedules=schedules,
        debts=owed,
        debts_total=service.debts.total(owed, who.currency),
    )


@profile_pages.get("/<group>")
@signed_in(action="own account")
def form(group: str) -> ResponseReturnValue:
    """The form of one group, filled in."""
    asked, who = _group(group), member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        view = service.profiles.of(db, who)
    return _form_page(asked, forms.filled(view, group), {})


@profile_pages.post("/<group>")
@signed_in(action="own account")
def save(group: str) -> ResponseReturnValue:
    """Save one group."""
    asked, who = _group(group), member()
    try:
        with transaction(who.household_id, person_id=who.person_id) as db:
            sent = forms.facts_sent(request.form, group, service.profiles.of(db, who))
            service.profiles.change(db, who, FactsChange.model_validate(sent))
    except (ValidationError, Refused) as error:
        return _form_page(asked, request.form, forms.faults(error, request.form)), 422
    toasts.say("Saved.")
    return redirect(url_for(".index"), code=303)


def _form_page(group: Group, typed: forms.Form, errors: dict[str, str]) -> str:
    return render_template(
        "profile/group.html",
        group=group,
        asked=facts.of_group(group.key),
        choices_of=forms.choices_of,
        form=typed,
        errors=errors,
        currency=member().currency,
    )


def _group(key: str) -> Group:
    if key not in _GROUPS:
        raise NotFound("There is no such page.")
    return _GROUPS[key]
