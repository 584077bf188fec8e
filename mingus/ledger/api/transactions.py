"""Transactions, for programs."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from sqlalchemy.orm import Session

from mingus.core import idempotency
from mingus.core.db import glance, transaction
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.ledger.schemas.listing import TransactionAnswer, TransactionFilter, TransactionList
from mingus.ledger.schemas.transactions import Parts, TransactionChanges, TransactionDraft
from mingus.ledger.service import details, edits, listing, splits, transactions

transactions_door = APIBlueprint("ledger_transactions_api", __name__, url_prefix="/api/financial", tag="Transactions")


@transactions_door.get("/transactions")
@signed_in
@transactions_door.input(TransactionFilter, location="query", arg_name="wanted")
@transactions_door.output(TransactionList)
def index(wanted: TransactionFilter) -> TransactionList:
    """Your transactions, newest first. Give `next_cursor` back as `cursor` for the next page."""
    who = member()
    if listing.is_newest(wanted):
        page = listing.page(glance(who.household_id, [listing.newest_asked(who, wanted.limit)]), who, wanted)
    else:
        with transaction(who.household_id, read_only=True) as db:
            page = listing.page(db, who, wanted)
    return TransactionList(items=[TransactionAnswer.of(row) for row in page.rows], next_cursor=page.older)


@transactions_door.post("/transactions")
@signed_in
@transactions_door.input(TransactionDraft, location="json", arg_name="draft")
@transactions_door.output(TransactionAnswer, status_code=201)
def create(draft: TransactionDraft) -> TransactionAnswer:
    """Add a transaction. With an `Idempotency-Key` a retry gets the first answer again."""
    who = member()
    with transaction(who.household_id) as db:

        def make() -> dict[str, object]:
            return _answer(db, who, transactions.add(db, who, draft)).model_dump(mode="json")

        answer = idempotency.once(db, who, idempotency.attempt_of(request), make)
    return TransactionAnswer.model_validate(answer)


@transactions_door.get("/transactions/<uuid:transaction_id>")
@signed_in
@transactions_door.output(TransactionAnswer)
def show(transaction_id: UUID) -> TransactionAnswer:
    """One transaction with its splits."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return _answer(db, who, transaction_id)


@transactions_door.patch("/transactions/<uuid:transaction_id>")
@signed_in
@transactions_door.input(TransactionChanges, location="json", arg_name="changes")
@transactions_door.output(TransactionAnswer)
def change(transaction_id: UUID, changes: TransactionChanges) -> TransactionAnswer:
    """Change a transaction; what is left out stays, and what the bank said is kept beside it."""
    who = member()
    with transaction(who.household_id) as db:
        edits.change(db, who, transaction_id, changes)
        return _answer(db, who, transaction_id)


@transactions_door.delete("/transactions/<uuid:transaction_id>")
@signed_in
@transactions_door.output({}, status_code=204)
def delete(transaction_id: UUID) -> str:
    """Delete a transaction; `restore` brings it back."""
    who = member()
    with transaction(who.household_id) as db:
        transactions.delete(db, who, transaction_id)
    return ""


@transactions_door.post("/transactions/<uuid:transaction_id>/restore")
@signed_in
@transactions_door.output(TransactionAnswer)
def restore(transaction_id: UUID) -> TransactionAnswer:
    """Bring a deleted transaction back."""
    who = member()
    with transaction(who.household_id) as db:
        transactions.restore(db, who, transaction_id)
        return _answer(db, who, transaction_id)


@transactions_door.put("/transactions/<uuid:transaction_id>/splits")
@signed_in
@transactions_door.input(Parts, location="json", arg_name="given")
@transactions_door.output(TransactionAnswer)
def split(transaction_id: UUID, given: Parts) -> TransactionAnswer:
    """Split a transaction into exactly these parts, which sum to its amount; no parts make it whole again."""
    who = member()
    with transaction(who.household_id) as db:
        splits.replace(db, who, transaction_id, given.parts)
        return _answer(db, who, transaction_id)


def _answer(db: Session, who: Member, transaction_id: UUID) -> TransactionAnswer:
    row = listing.get(db, who, transaction_id)
    parts = details.parts(db, who, transaction_id) if row.is_split else []
    return TransactionAnswer.of(row, parts)
