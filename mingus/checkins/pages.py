"""Pages of the weekly check-in. The form works without JavaScript; one that comes back keeps what was answered."""

from datetime import date

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.checkins import forms, service
from mingus.checkins.questions import QUESTIONS
from mingus.checkins.schemas import CheckInDraft
from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in

pages = Blueprint("checkins", __name__, url_prefix="/check-in", template_folder="templates")
HOME = "/check-in"


@pages.get("")
@signed_in(action="own account")
def index() -> ResponseReturnValue:
    """The week to write now: the questions, or what it brought once they are answered; `?edit=1` shows them again."""
    return _week_page(None, edit="edit" in request.args)


@pages.get("/<string:week_on>")
@signed_in(action="own account")
def show(week_on: str) -> ResponseReturnValue:
    """A week that can still be written: this one, and on Monday the one just ended."""
    return _week_page(forms.day(week_on), edit="edit" in request.args)


@pages.post("/<string:week_on>")
@signed_in(action="own account")
def save(week_on: str) -> ResponseReturnValue:
    """Write the answers down, and close the week."""
    who, monday = member(), forms.day(week_on)
    try:
        draft = CheckInDraft.model_validate(forms.draft(request.form))
        with transaction(who.household_id, person_id=who.person_id) as db:
            service.save(db, who, monday, draft)
    except (ValidationError, Refused) as error:
        return _form_again(monday, forms.faults(error)), 422
    toasts.say("Saved. You can change it until the week is over.")
    return redirect(f"{HOME}/{monday}", code=303)


@pages.post("/<string:week_on>/skip")
@signed_in(action="own account")
def skip(week_on: str) -> ResponseReturnValue:
    """Leave the week out."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.skip(db, who, forms.day(week_on))
    toasts.say("Skipped. You can still answer until the week is over.")
    return redirect(HOME, code=303)


@pages.post("/<string:week_on>/delete")
@signed_in(action="own account")
def delete(week_on: str) -> ResponseReturnValue:
    """Forget a week."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.delete(db, who, forms.day(week_on))
    toasts.say("Check-in deleted.")
    return redirect(f"{HOME}/history", code=303)


@pages.get("/history")
@signed_in(action="own account")
def history() -> ResponseReturnValue:
    """Every week so far, how each answer went, and what goes together."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        shown = service.history(db, who, cursor=request.args.get("cursor"))
    return render_template("checkins/history.html", shown=shown)


def _week_page(week_on: date | None, *, edit: bool) -> str:
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        week = service.week(db, who, week_on)
    if week.is_done and not edit:
        return render_template("checkins/closed.html", week=week)
    form = forms.filled(week.check_in)
    return render_template("checkins/form.html", week=week, questions=QUESTIONS, form=form, errors={})


def _form_again(week_on: date, errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        week = service.week(db, who, week_on)
    return render_template("checkins/form.html", week=week, questions=QUESTIONS, form=request.form, errors=errors)
