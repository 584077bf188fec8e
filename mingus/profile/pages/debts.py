"""What a household owes: a list, and a page for each debt."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, safe_next, signed_in
from mingus.profile import forms, linking, words
from mingus.profile.schemas import DebtChange, DebtDraft, DebtView
from mingus.profile.service import debts

debts_pages = Blueprint("debts", __name__, url_prefix="/debts", template_folder="../templates")


@debts_pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every debt, the largest first, and what they come to."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        found, trash = debts.list_for(db, who), debts.deleted(db, who)
    return render_template(
        "profile/debts/index.html", debts=found, deleted=trash, total=debts.total(found, who.currency)
    )


@debts_pages.get("/new")
@signed_in(action="write money")
def new() -> ResponseReturnValue:
    """An empty form; `?next=` is where to go on afterwards, `?kind=` what it begins with."""
    return _form_page({"kind": request.args.get("kind", "")}, {})


@debts_pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Note a debt."""
    who = member()
    try:
        draft = DebtDraft.model_validate(forms.debt_sent(request.form))
        with transaction(who.household_id) as db:
            debts.create(db, who, draft)
    except (ValidationError, Refused) as error:
        return _form_page(request.form, forms.faults(error, request.form)), 422
    toasts.say("Noted. What has a number can be paid down.")
    return redirect(_after(), code=303)


@debts_pages.get("/<uuid:debt_id>")
@signed_in
def show(debt_id: UUID) -> ResponseReturnValue:
    """One debt, with its form for those who may change it."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        view = debts.get(db, who, debt_id)
    return _form_page(forms.debt_filled(view), {}, view)


@debts_pages.post("/<uuid:debt_id>")
@signed_in
def edit(debt_id: UUID) -> ResponseReturnValue:
    """Change a debt."""
    who = member()
    try:
        change = DebtChange.model_validate(forms.debt_sent(request.form))
        with transaction(who.household_id) as db:
            debts.edit(db, who, debt_id, change)
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, read_only=True) as db:
            view = debts.get(db, who, debt_id)
        return _form_page(request.form, forms.faults(error, request.form), view), 422
    toasts.say("Saved.")
    return redirect(url_for(".index"), code=303)


@debts_pages.post("/<uuid:debt_id>/delete")
@signed_in
def delete(debt_id: UUID) -> ResponseReturnValue:
    """Put a debt into the trash."""
    who = member()
    with transaction(who.household_id) as db:
        debts.delete(db, who, debt_id)
    toasts.say("Debt deleted. You can restore it for 30 days.", undo_url=url_for(".restore", debt_id=debt_id))
    return redirect(url_for(".index"), code=303)


@debts_pages.post("/<uuid:debt_id>/restore")
@signed_in
def restore(debt_id: UUID) -> ResponseReturnValue:
    """Take a debt out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        debts.restore(db, who, debt_id)
    toasts.say("Debt restored.")
    return redirect(url_for(".index"), code=303)


def _form_page(typed: forms.Form, errors: dict[str, str], view: DebtView | None = None) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        accounts = linking.accounts(db, who)
    return render_template(
        "profile/debts/form.html",
        form=typed,
        errors=errors,
        view=view,
        currency=view.currency if view else who.currency,
        next=safe_next(request.values.get("next")),
        kinds=list(words.DEBT_WORDS.items()),
        accounts=[(str(account_id), name) for account_id, name in accounts.items()],
    )


def _after() -> str:
    asked = safe_next(request.form.get("next"))
    return asked if asked != "/" else url_for(".index")
