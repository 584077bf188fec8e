"""A person's word on transfers: these two are one, this one left for somewhere else, this is none."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.ledger.service import transfers

pages = Blueprint("transfers", __name__, url_prefix="/transactions/<uuid:transaction_id>/transfer")


@pages.post("")
@signed_in
def mark(transaction_id: UUID) -> ResponseReturnValue:
    """With `other`, the two rows are one transfer; without, the other end is an account Mingus does not know."""
    who, other = member(), _other()
    with transaction(who.household_id) as db:
        if other is None:
            transfers.mark_one_sided(db, who, transaction_id)
        else:
            transfers.pair(db, who, transaction_id, other)
    undo_url = url_for(".separate", transaction_id=transaction_id)
    toasts.say("A transfer: it counts neither as income nor as spending.", undo_url=undo_url)
    return _back(transaction_id)


@pages.post("/separate")
@signed_in
def separate(transaction_id: UUID) -> ResponseReturnValue:
    """It is no transfer, and these two are never paired again by Mingus."""
    who = member()
    with transaction(who.household_id) as db:
        transfers.separate(db, who, transaction_id)
    toasts.say("No transfer: it counts again.")
    return _back(transaction_id)


def _other() -> UUID | None:
    said = request.form.get("other", "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Refused("There is no such transaction.") from None


def _back(transaction_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("transactions.show", transaction_id=transaction_id), code=303)
