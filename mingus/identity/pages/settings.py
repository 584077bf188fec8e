"""The settings page: who you are, your household, how Mingus looks, signing out."""

from datetime import timedelta
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.policy import open_to
from mingus.core.security import member, signed_in
from mingus.core.web import field_errors
from mingus.identity import service
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.rules import currency_choices, time_zone_choices
from mingus.identity.schemas import Names, Profile

FIELDS: Final = ("first_name", "last_name", "household_name", "time_zone", "currency")
THEMES: Final = (("system", "Like my device"), ("light", "Light"), ("dark", "Dark"))
THEME_KEPT: Final = timedelta(days=365)


@door.get("/settings")
@signed_in(action="own account")
def settings() -> ResponseReturnValue:
    """Everything a person can set."""
    return _page({}, {})


@door.post("/settings")
@signed_in(action="own account")
def change_settings() -> ResponseReturnValue:
    """Save names, and for whoever may change it, the household."""
    who = member()
    try:
        said: Profile | Names = read_form(Profile) if security.may("change household") else read_form(Names)
    except ValidationError as error:
        return _page(kept(*FIELDS), field_errors(error)), 422
    with transaction(who.household_id) as db:
        if isinstance(said, Profile):
            service.change_profile(db, who, said)
        else:
            service.change_names(db, who, said)
    toasts.say("Settings saved.")
    return redirect(url_for("identity.settings"), code=303)


@door.post("/settings/theme")
@open_to("anyone", "a theme belongs to the browser, not to a person")
def change_theme() -> ResponseReturnValue:
    """Remember the theme in this browser; where scripts run, they do it without this address."""
    chosen = request.form.get("theme", "system")
    answer = redirect(url_for("identity.settings"), code=303)
    if chosen in dict(THEMES):
        seconds = int(THEME_KEPT.total_seconds())
        security.set_cookie(answer, "theme", chosen, max_age_seconds=seconds, for_scripts=True)
    return answer


@door.post("/settings/sign-out-everywhere")
@signed_in(action="own account")
def end_everywhere() -> ResponseReturnValue:
    """End every session and token of this person, this one too."""
    who = member()
    with transaction(who.household_id) as db:
        service.sign_out_everywhere(db, who.household_id, who.person_id)
    answer = redirect(url_for("identity.sign_in"), code=303)
    security.clear_cookie(answer, "session")
    return answer


def _page(typed: dict[str, str], errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        view = service.settings_of(db, who)
    form = {name: typed.get(name, getattr(view, name)) for name in FIELDS}
    return render_template(
        "identity/settings.html",
        view=view,
        form=form,
        errors=errors,
        currencies=currency_choices(form["currency"]),
        time_zones=time_zone_choices(),
        themes=THEMES,
    )
