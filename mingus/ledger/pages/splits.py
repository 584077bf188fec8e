"""The split editor: the server adds and removes lines, so it works without JavaScript; htmx only saves the reload."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.security import member, signed_in
from mingus.ledger.pages import forms
from mingus.ledger.rules import splitting
from mingus.ledger.schemas.listing import PartView, TransactionView
from mingus.ledger.schemas.transactions import MAX_PARTS, Parts
from mingus.ledger.service import choosing, details, listing, splits

Line = dict[str, str]
FIELDS: Final = ("amount", "category", "note")
FEWEST: Final = 2

pages = Blueprint("splits", __name__, url_prefix="/transactions", template_folder="../templates")


@pages.get("/<uuid:transaction_id>/split")
@signed_in(action="write money")
def editor(transaction_id: UUID) -> ResponseReturnValue:
    """The parts as they are; two empty ones when it is still whole."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        row = listing.get(db, who, transaction_id)
        lines = [_filled(part) for part in details.parts(db, who, transaction_id)]
    start = [{"amount": row.size.decimal_string(), "category": str(row.category_id or ""), "note": ""}, _blank()]
    return _page(row, lines or start, {})


@pages.post("/<uuid:transaction_id>/split")
@signed_in
def save(transaction_id: UUID) -> ResponseReturnValue:
    """Save the parts, or add or remove a line and show the editor again."""
    who = member()
    action, lines = request.form.get("action", "save"), _typed()
    if action == "whole":
        lines = []
    elif action != "save":
        return _look_again(transaction_id, _with(action, lines))
    try:
        given = Parts.model_validate({"parts": lines})
        with transaction(who.household_id) as db:
            splits.replace(db, who, transaction_id, given.parts)
    except (ValidationError, Refused) as error:
        with transaction(who.household_id, read_only=True) as db:
            row = listing.get(db, who, transaction_id)
        return _page(row, lines, forms.faults(error)), 422
    toasts.say("Split saved." if lines else "It is one piece again.")
    return redirect(url_for("transactions.show", transaction_id=transaction_id), code=303)


def _look_again(transaction_id: UUID, lines: list[Line]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        row = listing.get(db, who, transaction_id)
    left = _left(row, lines)
    if left is not None and left.minor and lines and not lines[-1]["amount"]:
        lines[-1]["amount"] = left.decimal_string()  # a new line starts with what is left
    return _page(row, lines, {})


def _page(row: TransactionView, lines: list[Line], errors: dict[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        offered = choosing.choices(db, who)
    return render_template(
        "ledger/transactions/split.html",
        row=row,
        lines=lines,
        errors=errors,
        summary={name: said for name, said in errors.items() if name in {"parts", "form"}},
        offered=offered,
        left=_left(row, lines),
        most=MAX_PARTS,
        fewest=FEWEST,
    )


def _typed() -> list[Line]:
    """The lines of the form, in their order: amount-0, category-0, note-0, amount-1, …"""
    numbers = [name.removeprefix("amount-") for name in request.form if name.startswith("amount-")]
    known = sorted({int(number) for number in numbers if number.isdecimal() and len(number) < 4})[:MAX_PARTS]
    return [{field: request.form.get(f"{field}-{number}", "") for field in FIELDS} for number in known]


def _with(action: str, lines: list[Line]) -> list[Line]:
    """The lines after a button: `add`, or `remove-1`."""
    if action == "add" and len(lines) < MAX_PARTS:
        return [*lines, _blank()]
    gone = action.removeprefix("remove-")
    if gone.isdecimal() and len(lines) > FEWEST:
        return [line for number, line in enumerate(lines) if str(number) != gone]
    return lines


def _left(row: TransactionView, lines: list[Line]) -> Money | None:
    """What no line has yet; None while an amount can't be read."""
    currency = row.amount.currency
    try:
        sizes = [Money.parse(line["amount"].replace("$", "").replace(",", "") or "0", currency) for line in lines]
    except Refused:
        return None
    return splitting.difference(row.size, sizes)


def _filled(part: PartView) -> Line:
    return {"amount": part.amount.decimal_string(), "category": str(part.category_id or ""), "note": part.note}


def _blank() -> Line:
    return dict.fromkeys(FIELDS, "")
