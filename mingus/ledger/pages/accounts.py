"""Pages about money accounts. Every form works without JavaScript; one that comes back keeps what was typed."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.ledger.models import LIABILITIES
from mingus.ledger.pages import forms
from mingus.ledger.schemas.accounts import AccountChanges, AccountDraft
from mingus.ledger.schemas.listing import TransactionFilter
from mingus.ledger.service import accounts, balances, listing

LATEST_ROWS: Final = 10
KINDS: Final = {
    "checking": ("Checking", "landmark", "Where pay comes in and bills go out"),
    "savings": ("Savings", "piggy-bank", "Set aside, earning a little"),
    "card": ("Credit card", "credit-card", "What you owe on a card"),
    "cash": ("Cash", "wallet", "In your pocket or an envelope"),
    "loan": ("Loan", "scale", "Student loan, car loan, mortgage"),
    "investment": ("Investment", "trending-up", "401(k), IRA, brokerage"),
    "property": ("Property", "house", "A home or car, at its worth"),
    "other": ("Other", "archive", "Anything else worth counting"),
}

pages = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="../templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every account in its group, and what there is in all."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        overview = balances.overview(db, who)
    return render_template("ledger/accounts/index.html", overview=overview, kinds=KINDS, trash_days=accounts.TRASH_DAYS)


@pages.get("/new")
@signed_in(action="write money")
def new() -> ResponseReturnValue:
    """First what kind of account it is, then the form with the words that fit the kind."""
    kind = request.args.get("kind", "")
    if kind not in KINDS:
        return render_template("ledger/accounts/kinds.html", kinds=KINDS)
    who = member()
    form = {"kind": kind, "currency": who.currency, "opening_on": today(who.time_zone).isoformat()}
    return _form_page(form, {})


@pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Add an account."""
    who = member()
    try:
        draft = AccountDraft.model_validate(forms.account_fields(request.form))
        with transaction(who.household_id) as db:
            account_id = accounts.create(db, who, draft)
    except (ValidationError, Refused) as error:
        return _form_page(request.form, forms.faults(error)), 422
    toasts.say(f"{draft.name} is here.")
    return redirect(url_for(".show", account_id=account_id), code=303)


@pages.get("/<uuid:account_id>")
@signed_in
def show(account_id: UUID) -> ResponseReturnValue:
    """One account: how its balance comes about, what the bank says, its latest transactions."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        account = balances.get(db, who, account_id)
        latest = listing.page(db, who, TransactionFilter(account_id=account_id, limit=LATEST_ROWS))
    return render_template("ledger/accounts/show.html", account=account, latest=latest.rows, kinds=KINDS)


@pages.get("/<uuid:account_id>/edit")
@signed_in(action="write money")
def edit_form(account_id: UUID) -> ResponseReturnValue:
    """The account's form, filled in."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        account = balances.get(db, who, account_id)
    return _form_page(forms.filled_account(account), {}, account_id=account_id, number_end=account.number_end)


@pages.post("/<uuid:account_id>/edit")
@signed_in
def edit(account_id: UUID) -> ResponseReturnValue:
    """Change the account."""
    who = member()
    try:
        changes = AccountChanges.model_validate(forms.account_changes(request.form))
        with transaction(who.household_id) as db:
            accounts.change(db, who, account_id, changes)
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, read_only=True) as db:
            number_end = balances.get(db, who, account_id).number_end
        found = forms.faults(error)
        return _form_page(request.form, found, account_id=account_id, number_end=number_end), 422
    toasts.say("Saved.")
    return redirect(url_for(".show", account_id=account_id), code=303)


@pages.post("/<uuid:account_id>/close")
@signed_in
def close(account_id: UUID) -> ResponseReturnValue:
    """Close the account; its history stays."""
    return _set_closed(account_id, closed=True)


@pages.post("/<uuid:account_id>/reopen")
@signed_in
def reopen(account_id: UUID) -> ResponseReturnValue:
    """Open it again."""
    return _set_closed(account_id, closed=False)


@pages.post("/<uuid:account_id>/delete")
@signed_in
def delete(account_id: UUID) -> ResponseReturnValue:
    """Put the account in the trash."""
    who = member()
    with transaction(who.household_id) as db:
        accounts.delete(db, who, account_id)
    words = f"Account deleted. You can restore it, with everything in it, for {accounts.TRASH_DAYS} days."
    toasts.say(words, undo_url=url_for(".restore", account_id=account_id))
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:account_id>/restore")
@signed_in
def restore(account_id: UUID) -> ResponseReturnValue:
    """Take the account out of the trash; when its name was given away meanwhile, say so."""
    who = member()
    try:
        with transaction(who.household_id) as db:
            accounts.restore(db, who, account_id)
    except Refused as error:
        toasts.say(str(error))
        return redirect(url_for(".index"), code=303)
    toasts.say("The account is back, with everything in it.")
    return redirect(url_for(".show", account_id=account_id), code=303)


def _set_closed(account_id: UUID, *, closed: bool) -> ResponseReturnValue:
    who = member()
    with transaction(who.household_id) as db:
        accounts.close(db, who, account_id, closed=closed)
    undo_url = url_for(".reopen" if closed else ".close", account_id=account_id)
    toasts.say("Account closed. Its history stays." if closed else "Account open again.", undo_url=undo_url)
    return redirect(url_for(".show", account_id=account_id), code=303)


def _form_page(
    form: forms.Form, errors: dict[str, str], *, account_id: UUID | None = None, number_end: str = ""
) -> str:
    kind = form.get("kind", "")
    return render_template(
        "ledger/accounts/form.html",
        form=form,
        errors=errors,
        kind_options=[(name, words) for name, (words, _, _) in KINDS.items()],
        kind=kind if kind in KINDS else "other",
        is_debt=kind in LIABILITIES,
        account_id=account_id,
        number_end=number_end,
    )
