"""When the people of a household are paid: a list, and a page for each."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import toasts
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, safe_next, signed_in
from mingus.core.tenancy import Member
from mingus.profile import forms, words
from mingus.profile.schemas import PayScheduleChange, PayScheduleDraft, PayScheduleView
from mingus.profile.service import pay

pay_pages = Blueprint("pay", __name__, url_prefix="/pay", template_folder="../templates")
DAYS_AHEAD: Final = 366
SHOWN: Final = 6


@pay_pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every schedule with its next pay day."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        found, trash = pay.pay_schedules(db, who.household_id), pay.deleted(db, who)
        people = _people(db, who)
    rows = [(view, people.get(str(view.person_id), ""), _next(view, who)) for view in found]
    return render_template("profile/pay/index.html", rows=rows, deleted=trash, several=len(people) > 1)


@pay_pages.get("/new")
@signed_in(action="write money")
def new() -> ResponseReturnValue:
    """An empty form; `?next=` is where to go on afterwards."""
    who = member()
    return _form_page(forms.pay_blank(today(who.time_zone), str(who.person_id)), {})


@pay_pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Add a schedule."""
    who = member()
    try:
        draft = PayScheduleDraft.model_validate(forms.pay_sent(request.form))
        with transaction(who.household_id) as db:
            pay.create(db, who, draft)
    except (ValidationError, Refused) as error:
        return _form_page(request.form, forms.faults(error, request.form)), 422
    toasts.say("Your pay days are in.")
    return redirect(_after(), code=303)


@pay_pages.get("/<uuid:schedule_id>")
@signed_in
def show(schedule_id: UUID) -> ResponseReturnValue:
    """One schedule: its next pay days, and its form for those who may change it."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        view = pay.get(db, who, schedule_id)
    return _form_page(forms.pay_filled(view), {}, view)


@pay_pages.post("/<uuid:schedule_id>")
@signed_in
def edit(schedule_id: UUID) -> ResponseReturnValue:
    """Change a schedule."""
    who = member()
    try:
        change = PayScheduleChange.model_validate(forms.pay_sent(request.form))
        with transaction(who.household_id) as db:
            pay.edit(db, who, schedule_id, change)
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, read_only=True) as db:
            view = pay.get(db, who, schedule_id)
        return _form_page(request.form, forms.faults(error, request.form), view), 422
    toasts.say("Saved.")
    return redirect(url_for(".index"), code=303)


@pay_pages.post("/<uuid:schedule_id>/delete")
@signed_in
def delete(schedule_id: UUID) -> ResponseReturnValue:
    """Put a schedule into the trash."""
    who = member()
    with transaction(who.household_id) as db:
        pay.delete(db, who, schedule_id)
    toasts.say("Deleted. You can restore it for 30 days.", undo_url=url_for(".restore", schedule_id=schedule_id))
    return redirect(url_for(".index"), code=303)


@pay_pages.post("/<uuid:schedule_id>/restore")
@signed_in
def restore(schedule_id: UUID) -> ResponseReturnValue:
    """Take a schedule out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        pay.restore(db, who, schedule_id)
    toasts.say("Restored.")
    return redirect(url_for(".index"), code=303)


def _form_page(typed: forms.Form, errors: dict[str, str], view: PayScheduleView | None = None) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        people = _people(db, who)
    return render_template(
        "profile/pay/form.html",
        form=typed,
        errors=errors,
        view=view,
        days=pay.next_days(view, today(who.time_zone), DAYS_AHEAD)[:SHOWN] if view else [],
        people=list(people.items()),
        currency=view.currency if view else who.currency,
        next=safe_next(request.values.get("next")),
        rhythms=list(words.RHYTHM_WORDS.items()),
        semimonthly=list(words.SEMIMONTHLY_WORDS.items()),
        weekends=list(words.WEEKEND_WORDS.items()),
    )


def _people(db: Session, who: Member) -> dict[str, str]:
    """Names by id."""
    return {str(one.person_id): one.name or "Somebody" for one in identity.members_of(db, who)}


def _next(view: PayScheduleView, who: Member) -> str:
    day = today(who.time_zone)
    found = pay.next_days(view, day, DAYS_AHEAD)
    return words.next_pay(found[0] if found else None, day)


def _after() -> str:
    """Where to go on: the step of the onboarding that led here, or the list."""
    asked = safe_next(request.form.get("next"))
    return asked if asked != "/" else url_for(".index")
