"""What Mingus may write to somebody, and how often it asks how they are."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.profile import facts, forms, service
from mingus.profile.schemas import PreferencesChange

preferences_pages = Blueprint(
    "preferences", __name__, url_prefix="/settings/preferences", template_folder="../templates"
)


@preferences_pages.get("")
@signed_in(action="own account")
def show() -> ResponseReturnValue:
    """The form, filled in."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        chosen = service.profiles.preferences(db, who.person_id)
    return _page(forms.preferences_filled(chosen), {})


@preferences_pages.post("")
@signed_in(action="own account")
def save() -> ResponseReturnValue:
    """Save it."""
    who = member()
    try:
        sent = PreferencesChange.model_validate(forms.preferences_sent(request.form))
    except ValidationError as error:
        return _page(request.form, forms.faults(error, request.form)), 422
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.profiles.change_preferences(db, who, sent)
    toasts.say("Saved.")
    return redirect(url_for(".show"), code=303)


def _page(typed: forms.Form, errors: dict[str, str]) -> str:
    return render_template("profile/preferences.html", form=typed, errors=errors, checkins=facts.CHECKINS)
