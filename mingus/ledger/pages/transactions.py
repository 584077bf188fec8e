"""The list of transactions, one of them, and the form to add one. All of it works without JavaScript."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.clock import today
from mingus.core.db import glance, transaction
from mingus.core.errors import Refused
from mingus.core.glance import Reader
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.core.web import is_partial
from mingus.ledger.pages import forms
from mingus.ledger.pages.pills import Pills
from mingus.ledger.schemas.listing import Count, Page, TransactionFilter
from mingus.ledger.schemas.transactions import TransactionChanges, TransactionDraft
from mingus.ledger.service import choosing, details, documents, edits, listing, transactions
from mingus.ledger.service.choosing import Choices
from mingus.uploads import ACCEPT, MAX_DOCUMENT_BYTES

pages = Blueprint("transactions", __name__, url_prefix="/transactions", template_folder="../templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """The list: the whole page, or for htmx only what changes with the filters."""
    who = member()
    given = {name: value for name, value in request.args.items() if name in TransactionFilter.model_fields}
    errors: dict[str, str] = {}
    wanted, page, count = TransactionFilter(), Page([], None, None), Count(0, is_more=False)
    try:
        wanted = TransactionFilter.model_validate(given)
        offered, page, count = _listed(who, wanted)
    except (ValidationError, Refused) as error:
        errors = forms.faults(error)
        offered = choosing.choices(glance(who.household_id, choosing.choices_asked(who)), who)
    shown: dict[str, Any] = {"page": page, "count": count, "given": given, "wanted": wanted, "errors": errors}
    template = "ledger/transactions/_list.html" if is_partial() else "ledger/transactions/index.html"
    return render_template(
        template, **shown, offered=offered, pills=Pills(offered), here=_address
    ), 422 if errors else 200


@pages.get("/new")
@signed_in(action="write money")
def new() -> ResponseReturnValue:
    """An empty form: the amount has the focus, the account used last is chosen, the day is today."""
    who = member()
    form = {"transaction_type": "expense", "transaction_date": today(who.time_zone).isoformat()}
    return _form_page({**form, "account_id": request.args.get("account_id", "")}, {})


@pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Add a transaction; with the other button the form comes back empty for the next."""
    who = member()
    try:
        draft = TransactionDraft.model_validate(forms.sent(request.form))
        with transaction(who.household_id) as db:
            made = listing.get(db, who, transactions.add(db, who, draft))
    except (ValidationError, Refused) as error:
        return _form_page(request.form, forms.faults(error)), 422
    said = f"Added: {made.name}, {made.amount.text(plus=True)}."
    toasts.say(said, undo_url=url_for(".delete", transaction_id=made.id))
    again = request.form.get("action") == "another"
    return redirect(url_for(".new", account_id=made.account_id) if again else url_for(".index"), code=303)


@pages.get("/<uuid:transaction_id>")
@signed_in
def show(transaction_id: UUID) -> ResponseReturnValue:
    """One transaction: its form, its parts, what the bank said, what happened to it."""
    return detail_page(transaction_id, None, {})


@pages.post("/<uuid:transaction_id>")
@signed_in
def edit(transaction_id: UUID) -> ResponseReturnValue:
    """Change it."""
    who = member()
    try:
        changes = TransactionChanges.model_validate(forms.sent(request.form))
        with transaction(who.household_id) as db:
            changed = edits.change(db, who, transaction_id, changes)
    except (ValidationError, Refused) as error:
        return detail_page(transaction_id, request.form, forms.faults(error)), 422
    toasts.say("Saved." if changed else "Nothing to save: it is as it was.")
    return redirect(url_for(".show", transaction_id=transaction_id), code=303)


@pages.route("/<uuid:transaction_id>/category", methods=["PATCH", "POST"])
@signed_in
def file(transaction_id: UUID) -> ResponseReturnValue:
    """File it under another category; htmx gets the row again and a toast with the way back."""
    who = member()
    with transaction(who.household_id) as db:
        before = transactions.set_category(db, who, transaction_id, request.values.get("category") or None)
        row = listing.get(db, who, transaction_id)
        offered = choosing.choices(db, who)
    said = f"{row.name}: {row.category_name or 'no category'} now."
    undo_url = url_for(".file", transaction_id=transaction_id, category=before or "")
    if is_partial():
        shown = {"row": row, "pills": Pills(offered), "said": said, "undo_url": undo_url}
        return render_template("ledger/transactions/_filed_again.html", **shown)
    toasts.say(said, undo_url=undo_url)
    return redirect(forms.back_to("/transactions"), code=303)


@pages.post("/<uuid:transaction_id>/reset")
@signed_in
def reset(transaction_id: UUID) -> ResponseReturnValue:
    """Let the bank's date and amount count again."""
    who = member()
    with transaction(who.household_id) as db:
        transactions.reset_to_bank(db, who, transaction_id)
    toasts.say("Back to what your bank says.")
    return redirect(url_for(".show", transaction_id=transaction_id), code=303)


@pages.post("/<uuid:transaction_id>/delete")
@signed_in
def delete(transaction_id: UUID) -> ResponseReturnValue:
    """Delete it; the toast brings it back."""
    who = member()
    with transaction(who.household_id) as db:
        transactions.delete(db, who, transaction_id)
    toasts.say("Transaction deleted.", undo_url=url_for(".restore", transaction_id=transaction_id))
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:transaction_id>/restore")
@signed_in
def restore(transaction_id: UUID) -> ResponseReturnValue:
    """Bring a deleted one back."""
    who = member()
    with transaction(who.household_id) as db:
        transactions.restore(db, who, transaction_id)
    toasts.say("The transaction is back.")
    return redirect(url_for(".show", transaction_id=transaction_id), code=303)


def detail_page(transaction_id: UUID, form: forms.Form | None, errors: dict[str, str], *, refusal: str = "") -> str:
    """One transaction; `refusal` says why a file was not attached."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        detail = details.get(db, who, transaction_id, deleted=None)
        offered = choosing.choices(db, who)
        attached = documents.of_transaction(db, who, transaction_id)
    return render_template(
        "ledger/transactions/show.html",
        detail=detail,
        row=detail.row,
        form=form if form is not None else forms.filled_transaction(detail.row),
        errors=errors,
        offered=offered,
        documents=attached,
        refusal=refusal,
        accept=ACCEPT,
        limit_bytes=MAX_DOCUMENT_BYTES,
    )


def _address(wanted: TransactionFilter, **place: str) -> str:
    """The list's address with the same filters and another place in it."""
    return f"{url_for('transactions.index')}?{urlencode({**wanted.chosen, **place})}"


def _listed(who: Member, wanted: TransactionFilter) -> tuple[Choices, Page, Count]:
    """What can be chosen, the rows, and how many there are: in one go where nothing is looked for."""

    def found(db: Reader) -> tuple[Choices, Page, Count]:
        return choosing.choices(db, who), listing.page(db, who, wanted), listing.count(db, who, wanted)

    if listing.is_newest(wanted):
        asked = [*choosing.choices_asked(who), listing.newest_asked(who, wanted.limit), listing.count_asked(who)]
        return found(glance(who.household_id, asked))
    with transaction(who.household_id, read_only=True) as db:
        return found(db)


def _form_page(form: forms.Form, errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        offered, recent = choosing.choices(db, who), choosing.lately(db, who)
    usual = str(recent.account_id) if recent.account_id else next((value for value, _ in offered.accounts), "")
    account_id = form.get("account_id") or usual
    return render_template(
        "ledger/transactions/new.html",
        form=form,
        errors=errors,
        offered=offered,
        names=recent.names,
        account_id=account_id,
        currency=offered.currencies.get(account_id, who.currency),
    )
