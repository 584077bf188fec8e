"""Pages about goals. Every form works without JavaScript; one that comes back keeps what was typed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.goals import forms, kinds, service, words
from mingus.goals.schemas import ContributionDraft, GoalChange, GoalDraft

pages = Blueprint("goals", __name__, url_prefix="/goals", template_folder="templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every goal, and whether they fit together."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        shown = service.overview(db, who)
    return render_template("goals/index.html", **shown.by_status(), outlook=shown.outlook, starters=kinds.starters())


@pages.get("/new")
@signed_in(action="write money")
def new() -> ResponseReturnValue:
    """An empty form, or one that starts with what is usual for `?kind=`."""
    who = member()
    form = forms.blank(request.args.get("kind", ""), today(who.time_zone))
    return _form_page(form, {}, currency=who.currency)


@pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Start a goal."""
    who = member()
    try:
        draft = GoalDraft.model_validate(forms.plan(request.form))
        with transaction(who.household_id) as db:
            goal = service.create(db, who, draft)
    except (ValidationError, Refused) as error:
        return _form_page(request.form, forms.faults(error, request.form), currency=who.currency), 422
    toasts.say("Your goal is set.")
    return redirect(goal.url, code=303)


@pages.get("/<uuid:goal_id>")
@signed_in
def show(goal_id: UUID) -> ResponseReturnValue:
    """One goal: how far, what it takes, what was put aside. `?monthly=` asks what another amount would do."""
    return _goal_page(goal_id, {}, {})


@pages.post("/<uuid:goal_id>/contributions")
@signed_in
def contribute(goal_id: UUID) -> ResponseReturnValue:
    """Put money aside, or take it back with the other button."""
    who = member()
    try:
        draft = ContributionDraft.model_validate(forms.contribution(request.form))
        with transaction(who.household_id) as db:
            booked = service.contribute(db, who, goal_id, draft)
    except (ValidationError, Refused) as error:
        return _goal_page(goal_id, request.form, forms.faults(error, request.form)), 422
    toasts.say(words.booked(booked.line.amount, booked.passed))
    return redirect(booked.goal.url, code=303)


@pages.get("/<uuid:goal_id>/edit")
@signed_in(action="write money")
def edit_form(goal_id: UUID) -> ResponseReturnValue:
    """The goal's form, filled in."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        goal = service.get(db, who, goal_id)
    return _form_page(forms.filled(goal), {}, currency=goal.target.currency, goal_url=goal.url)


@pages.post("/<uuid:goal_id>/edit")
@signed_in
def edit(goal_id: UUID) -> ResponseReturnValue:
    """Change the goal."""
    who = member()
    try:
        change = GoalChange.model_validate(forms.plan(request.form))
        with transaction(who.household_id) as db:
            goal = service.edit(db, who, goal_id, change)
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, read_only=True) as db:
            goal = service.get(db, who, goal_id)
        found = forms.faults(error, request.form)
        return _form_page(request.form, found, currency=goal.target.currency, goal_url=goal.url), 422
    toasts.say("Saved.")
    return redirect(goal.url, code=303)


@pages.post("/<uuid:goal_id>/status")
@signed_in
def change_status(goal_id: UUID) -> ResponseReturnValue:
    """Pause, resume, complete, cancel or reopen."""
    who = member()
    with transaction(who.household_id) as db:
        goal = service.change_status(db, who, goal_id, request.form.get("status", ""))
    toasts.say(words.STATUS_SAID[goal.status])
    return redirect(goal.url, code=303)


@pages.post("/<uuid:goal_id>/delete")
@signed_in
def delete(goal_id: UUID) -> ResponseReturnValue:
    """Put the goal into the trash."""
    who = member()
    with transaction(who.household_id) as db:
        service.delete(db, who, goal_id)
    toasts.say("Goal deleted. You can restore it for 30 days.", undo_url=url_for(".restore", goal_id=goal_id))
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:goal_id>/restore")
@signed_in
def restore(goal_id: UUID) -> ResponseReturnValue:
    """Take the goal out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        goal = service.restore(db, who, goal_id)
    toasts.say("Goal restored.")
    return redirect(goal.url, code=303)


def _goal_page(goal_id: UUID, form: forms.Form, errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        shown = service.detail(db, who, goal_id, cursor=request.args.get("cursor"))
    what_if = forms.what_if(request.args.get("monthly", ""), shown.goal, today(who.time_zone))
    return render_template("goals/show.html", shown=shown, goal=shown.goal, form=form, errors=errors, what_if=what_if)


def _form_page(form: forms.Form, errors: dict[str, str], *, currency: str, goal_url: str = "") -> str:
    return render_template(
        "goals/form.html",
        form=form,
        errors=errors,
        currency=currency,
        goal_url=goal_url,
        kinds=kinds.choices(),
        hint=kinds.hint(form.get("category", "")),
    )
