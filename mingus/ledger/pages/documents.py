"""Receipts of a transaction: attach, download, remove. All of it works without JavaScript."""

from typing import Any, cast
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.core.web import takes_up_to
from mingus.ledger.attempts import BODY_BYTES, attachment, receive
from mingus.ledger.pages.transactions import detail_page
from mingus.ledger.service import documents

pages = Blueprint("documents", __name__, url_prefix="/transactions/<uuid:transaction_id>/documents")


@pages.post("")
@signed_in
@takes_up_to(BODY_BYTES)
def attach(transaction_id: UUID) -> ResponseReturnValue:
    """Attach a file; one that can't be taken comes back with the reason."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return detail_page(transaction_id, None, {}, refusal="Choose a file first."), 422
    try:
        receive(member(), transaction_id, cast("Any", file.stream), file.filename, file.mimetype)
    except Refused as refusal:
        return detail_page(transaction_id, None, {}, refusal=str(refusal)), refusal.status
    toasts.say("The file is attached.")
    return _back(transaction_id)


@pages.get("/<uuid:document_id>")
@signed_in
def download(transaction_id: UUID, document_id: UUID) -> ResponseReturnValue:  # noqa: ARG001  part of the address
    """The file, as a download."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return attachment(documents.opened(db, who, document_id))


@pages.post("/<uuid:document_id>/remove")
@signed_in
def remove(transaction_id: UUID, document_id: UUID) -> ResponseReturnValue:  # noqa: ARG001  the document knows its own
    """Remove it for good."""
    who = member()
    with transaction(who.household_id) as db:
        home = documents.remove(db, who, document_id)
    toasts.say("The file is removed.")
    return _back(home)


def _back(transaction_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("transactions.show", transaction_id=transaction_id, _anchor="documents"), code=303)
