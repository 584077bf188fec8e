"""Money accounts, for programs."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import request

from mingus.core import idempotency
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.ledger.schemas.accounts import AccountAnswer, AccountChanges, AccountDraft, AccountList
from mingus.ledger.service import accounts, balances

accounts_door = APIBlueprint("ledger_accounts_api", __name__, url_prefix="/api/financial", tag="Accounts")


@accounts_door.get("/accounts")
@signed_in
@accounts_door.output(AccountList)
def index() -> AccountList:
    """Your accounts with their balances."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        found = balances.list_for(db, who)
    return AccountList(items=[AccountAnswer.of(view) for view in found])


@accounts_door.post("/accounts")
@signed_in
@accounts_door.input(AccountDraft, location="json", arg_name="draft")
@accounts_door.output(AccountAnswer, status_code=201)
def create(draft: AccountDraft) -> AccountAnswer:
    """Add an account. With an `Idempotency-Key` a retry gets the first answer again."""
    who = member()
    with transaction(who.household_id) as db:

        def make() -> dict[str, object]:
            made = accounts.create(db, who, draft)
            return AccountAnswer.of(balances.get(db, who, made)).model_dump(mode="json")

        answer = idempotency.once(db, who, idempotency.attempt_of(request), make)
    return AccountAnswer.model_validate(answer)


@accounts_door.get("/accounts/<uuid:account_id>")
@signed_in
@accounts_door.output(AccountAnswer)
def show(account_id: UUID) -> AccountAnswer:
    """One account."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return AccountAnswer.of(balances.get(db, who, account_id))


@accounts_door.patch("/accounts/<uuid:account_id>")
@signed_in
@accounts_door.input(AccountChanges, location="json", arg_name="changes")
@accounts_door.output(AccountAnswer)
def change(account_id: UUID, changes: AccountChanges) -> AccountAnswer:
    """Change an account; what is left out stays."""
    who = member()
    with transaction(who.household_id) as db:
        accounts.change(db, who, account_id, changes)
        return AccountAnswer.of(balances.get(db, who, account_id))


@accounts_door.delete("/accounts/<uuid:account_id>")
@signed_in
@accounts_door.output({}, status_code=204)
def delete(account_id: UUID) -> str:
    """Put an account in the trash for 30 days; its transactions are kept with it."""
    who = member()
    with transaction(who.household_id) as db:
        accounts.delete(db, who, account_id)
    return ""


@accounts_door.post("/accounts/<uuid:account_id>/restore")
@signed_in
@accounts_door.output(AccountAnswer)
def restore(account_id: UUID) -> AccountAnswer:
    """Take an account out of the trash."""
    who = member()
    with transaction(who.household_id) as db:
        accounts.restore(db, who, account_id)
        return AccountAnswer.of(balances.get(db, who, account_id))
