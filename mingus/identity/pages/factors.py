"""The page of second factors: what there is, adding and taking away, recovery codes, remembered browsers."""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import Principal, member
from mingus.core.step_up import stepped_up
from mingus.core.web import field_errors
from mingus.identity import factor_attempts
from mingus.identity.asking import remembered_cookie, site, who
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.pages.security_page import section
from mingus.identity.rules import one_time_codes
from mingus.identity.schemas.second_factors import AppCode, FactorsView, NewApp, NewPasskey
from mingus.identity.service import factors
from mingus.identity.service.factors.changing import Kind


@section("factors", place=30)
def summary(db: Session, who: Principal) -> FactorsView:
    """How many factors there are."""
    return factors.overview.of(db, who.person_id)


@door.get("/settings/factors")
@stepped_up
def second_factors() -> ResponseReturnValue:
    """Everything that stands beside the password."""
    return _page({}, {})


@door.post("/settings/factors/apps")
@stepped_up
def begin_app() -> ResponseReturnValue:
    """Make a secret for an authenticator app, and show it."""
    person = member()
    try:
        new = read_form(NewApp)
        with transaction(person.household_id) as db:
            app_id = factors.apps.begin(db, person, new.name)
    except ValidationError as error:
        return _page(kept("name"), {"app_name": field_errors(error).get("name", "")}), 422
    except Refused as refusal:
        return _page({}, {}, str(refusal)), 422
    return redirect(url_for("identity.set_up_app", app_id=app_id), code=303)


@door.get("/settings/factors/apps/<uuid:app_id>")
@stepped_up
def set_up_app(app_id: UUID) -> ResponseReturnValue:
    """The picture to scan and the secret to type, as long as the app is not confirmed."""
    return _set_up(app_id, {})


@door.post("/settings/factors/apps/<uuid:app_id>")
@stepped_up
def confirm_app(app_id: UUID) -> ResponseReturnValue:
    """The first code: from now on the app counts. With the first factor come recovery codes."""
    person = member()
    try:
        code = read_form(AppCode).code
        with transaction(person.household_id) as db:
            factors.apps.confirm(db, person, app_id, code)
            added = factors.changing.added(db, person, "app", app_id)
    except ValidationError as error:
        return _set_up(app_id, field_errors(error)), 422
    except Refused as refusal:
        return _set_up(app_id, refusal.fields), 422
    return _after(added, "The authenticator app is set up.")


@door.post("/settings/factors/passkeys")
@stepped_up
def add_passkey() -> ResponseReturnValue:
    """Keep the passkey that the browser has made. With the first factor come recovery codes."""
    person = member()
    try:
        new = read_form(NewPasskey)
        with transaction(person.household_id) as db:
            passkey_id = factors.passkeys.add(db, person, new, site(), factor_attempts.binding_of(who()))
            added = factors.changing.added(db, person, "passkey", passkey_id)
    except ValidationError as error:
        faults = field_errors(error)
        shown = {"passkey_name": faults["name"]} if "name" in faults else {}
        return _page(kept("name"), shown, None if shown else factors.passkeys.NOT_TAKEN), 422
    except Refused as refusal:
        return _page(kept("name"), {}, str(refusal)), 422
    return _after(added, "The passkey is added.")


@door.post("/settings/factors/apps/<uuid:factor_id>/remove")
@stepped_up
def remove_app(factor_id: UUID) -> ResponseReturnValue:
    """Take an authenticator app away."""
    return _remove("app", factor_id)


@door.post("/settings/factors/passkeys/<uuid:factor_id>/remove")
@stepped_up
def remove_passkey(factor_id: UUID) -> ResponseReturnValue:
    """Take a passkey away."""
    return _remove("passkey", factor_id)


@door.post("/settings/factors/recovery-codes")
@stepped_up
def make_recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown here and never again."""
    person = member()
    with transaction(person.household_id) as db:
        if not factors.has_second_factor(db, person.person_id):
            raise Refused("Recovery codes stand in for a second factor. Add one first.")
        codes = factors.recovery.make(db, person)
    return render_template("identity/factors/codes.html", codes=codes, is_first=False)


@door.post("/settings/factors/remembered/forget")
@stepped_up
def forget_browsers() -> ResponseReturnValue:
    """Ask for the second factor again in every browser, this one too."""
    person = member()
    with transaction(person.household_id) as db:
        factors.remembered.forget(db, person)
    toasts.say("Every browser is asked for a second factor again.")
    answer = redirect(url_for("identity.second_factors"), code=303)
    security.clear_cookie(answer, remembered_cookie(person.person_id))
    return answer


@door.post("/settings/factors/remembered/<uuid:browser_id>/forget")
@stepped_up
def forget_browser(browser_id: UUID) -> ResponseReturnValue:
    """Ask for the second factor again in one browser."""
    person = member()
    with transaction(person.household_id) as db:
        factors.remembered.forget(db, person, browser_id)
    toasts.say("That browser is asked for a second factor again.")
    return redirect(url_for("identity.second_factors"), code=303)


def _remove(kind: Kind, factor_id: UUID) -> ResponseReturnValue:
    person = member()
    try:
        with transaction(person.household_id) as db:
            factors.changing.remove(db, person, kind, factor_id)
    except Refused as refusal:
        return _page({}, {}, str(refusal)), 422
    toasts.say("Removed. Browsers that were remembered ask again.")
    return redirect(url_for("identity.second_factors"), code=303)


def _after(added: factors.changing.Added, said: str) -> ResponseReturnValue:
    if added.recovery_codes:
        return render_template("identity/factors/codes.html", codes=added.recovery_codes, is_first=True)
    toasts.say(said)
    return redirect(url_for("identity.second_factors"), code=303)


def _page(form: dict[str, str], errors: dict[str, str], message: str | None = None) -> str:
    person = who()
    with transaction(person.household_id, read_only=True) as db:
        view = _in_zone(factors.overview.of(db, person.person_id), ZoneInfo(person.time_zone))
    return render_template("identity/factors/index.html", view=view, form=form, errors=errors, message=message)


def _in_zone(view: FactorsView, zone: ZoneInfo) -> FactorsView:
    """The same with days as they are where the household lives."""
    names = ("created_at", "used_at", "expires_at")
    lists = {name: getattr(view, name) for name in ("apps", "passkeys", "remembered")}
    local = {
        name: [
            one.model_copy(update={at: moment.astimezone(zone) for at in names if (moment := getattr(one, at, None))})
            for one in items
        ]
        for name, items in lists.items()
    }
    return view.model_copy(update=local)


def _set_up(app_id: UUID, errors: dict[str, str]) -> str:
    person = who()
    with transaction(person.household_id, read_only=True) as db:
        secret = factors.apps.secret_to_set_up(db, member(), app_id)
    picture = one_time_codes.picture_of(one_time_codes.app_address(secret, person.email))
    return render_template(
        "identity/factors/app.html",
        app_id=app_id,
        picture=Markup(picture),  # noqa: S704  drawn by us from the secret: paths and numbers only
        secret=one_time_codes.grouped(secret),
        errors=errors,
    )
