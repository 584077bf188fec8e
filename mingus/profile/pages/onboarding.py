"""The first steps: one page each, in any order, all skippable; whoever comes back goes on where they were."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.security import member, signed_in
from mingus.profile import forms, service
from mingus.profile.pages.steps import Shown, save, shown
from mingus.profile.rules import STEPS, Step, next_step, position
from mingus.profile.schemas import OnboardingChange
from mingus.profile.words import step_count

onboarding_pages = Blueprint("onboarding", __name__, url_prefix="/onboarding", template_folder="../templates")
_STEPS: Final = {step.key: step for step in STEPS}
_DETOURS: Final = {"pay": "/pay/new?next=/onboarding/income", "debt": "/debts/new?next=/onboarding/debts"}
_AWAY: Final = {"goal": "/goals/new", "account": "/accounts/new", "import": "/imports/new"}


@onboarding_pages.get("")
@signed_in(action="own account")
def begin() -> ResponseReturnValue:
    """On with the first step that is neither done nor skipped."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        current = service.onboarding.progress(db, who).place.current
    return redirect(_address(current), code=303)


@onboarding_pages.get("/done")
@signed_in(action="own account")
def done() -> ResponseReturnValue:
    """Where it ends: what there is to do now."""
    return render_template("profile/onboarding/done.html")


@onboarding_pages.post("/later")
@signed_in(action="own account")
def dismiss() -> ResponseReturnValue:
    """Put the reminder away."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.onboarding.change(db, who, OnboardingChange(is_dismissed=True))
    toasts.say("You can go on any time, in the settings under About you.")
    return redirect("/", code=303)


@onboarding_pages.get("/<step>")
@signed_in(action="own account")
def show(step: str) -> ResponseReturnValue:
    """One step, filled in with what was said before."""
    asked, who = _step(step), member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        page = shown(db, who, asked)
    return _page(asked, page, {})


@onboarding_pages.post("/<step>")
@signed_in(action="own account")
def decide(step: str) -> ResponseReturnValue:
    """Save a step and go on, skip it, or save it on the way to a page that adds something."""
    asked, who, go = _step(step), member(), request.form.get("go", "on")
    try:
        with transaction(who.household_id, person_id=who.person_id) as db:
            if go != "skip":
                save(db, who, asked, request.form)
            said = {"step": asked.key, "outcome": "skipped" if go == "skip" else "done"}
            outcome = OnboardingChange.model_validate(said)
            if go not in _DETOURS:
                outcomes = service.onboarding.change(db, who, outcome).outcomes
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
            page = shown(db, who, asked)
        return _page(asked, page.typed(request.form), forms.faults(error, request.form)), 422
    if security.may("write money") and (detour := _DETOURS.get(go) or _AWAY.get(go)):
        return redirect(detour, code=303)
    return redirect(_address(asked if go in _DETOURS else next_step(asked, outcomes)), code=303)


def _page(step: Step, page: Shown, errors: dict[str, str]) -> str:
    number = position(step)
    return render_template(
        f"profile/onboarding/{step.key}.html",
        step=step,
        steps=STEPS,
        page=page,
        form=page.form,
        errors=errors,
        outcomes=page.progress.outcomes,
        number=number,
        count=step_count(number, len(STEPS)),
        percent=100 * (number - 1) // len(STEPS),
        back=_address(STEPS[number - 2]) if number > 1 else "",
        choices_of=forms.choices_of,
        currency=member().currency,
    )


def _address(step: Step | None) -> str:
    return url_for(".show", step=step.key) if step else url_for(".done")


def _step(key: str) -> Step:
    if key not in _STEPS:
        raise NotFound("There is no such step.")
    return _STEPS[key]
