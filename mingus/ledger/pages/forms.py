"""Between forms and schemas: what a form sent, what it starts with, what was wrong with it."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from flask import request
from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.core.web import field_errors
from mingus.ledger.models import LIABILITIES
from mingus.ledger.schemas.accounts import AccountView
from mingus.ledger.schemas.listing import TransactionView

Form = Mapping[str, str]

_NOT_FIELDS: Final = frozenset({"csrf_token", "action"})


def sent(form: Form) -> dict[str, str]:
    """The fields of a form, without its token and button."""
    return {name: value for name, value in form.items() if name not in _NOT_FIELDS}


def faults(error: ValidationError | Refused) -> dict[str, str]:
    """One sentence per field at fault."""
    if isinstance(error, ValidationError):
        return field_errors(error)
    return dict(error.fields) or {"form": str(error)}


def account_fields(form: Form) -> dict[str, object]:
    """What the schema of accounts wants: a debt was typed as what is owed, an unchecked box was not sent at all."""
    fields: dict[str, object] = {**sent(form), "is_private": form.get("is_private", "off")}
    fields.pop("forget_number", None)
    owed = str(fields.get("opening_balance", "")).strip()
    if owed and form.get("kind") in LIABILITIES:
        fields["opening_balance"] = owed[1:] if owed[0] in "-−" else f"-{owed}"
    return fields


def account_changes(form: Form) -> dict[str, object]:
    """Like `account_fields`, for an account that exists: its number is not shown, so an empty field keeps it."""
    fields = account_fields(form)
    if not fields.get("number") and "forget_number" not in form:
        fields.pop("number", None)
    return fields


def filled_account(view: AccountView) -> dict[str, str]:
    """The form of an account that exists, in people's terms."""
    opening = -view.opening if view.is_debt else view.opening
    return {
        "name": view.name,
        "kind": view.kind,
        "institution": view.institution,
        "currency": view.currency,
        "opening_balance": opening.decimal_string(),
        "opening_on": view.opening_on.isoformat() if view.opening_on else "",
        "credit_limit": view.limit.decimal_string() if view.limit else "",
        "is_private": "on" if view.is_private else "",
    }


def filled_transaction(view: TransactionView) -> dict[str, str]:
    """The form of a transaction that exists."""
    return {
        "amount": view.size.decimal_string(),
        "transaction_type": view.type,
        "description": view.name,
        "account_id": str(view.account_id),
        "transaction_date": view.posted_on.isoformat(),
        "category": str(view.category_id or ""),
        "note": view.note,
    }


def back_to(prefix: str) -> str:
    """The page of ours the person came from when it begins with `prefix`, with its filters; else `prefix` itself."""
    came_from = urlsplit(request.referrer or "")
    here = came_from.path + (f"?{came_from.query}" if came_from.query else "")
    return here if came_from.netloc == request.host and came_from.path.startswith(prefix) else prefix
