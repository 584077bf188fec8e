"""Between the form of a check-in and its schema: what it starts with, what it sent, what was wrong with it."""

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from mingus.checkins.schemas import CheckInView
from mingus.core.errors import NotFound, Refused
from mingus.core.web import field_errors

Form = Mapping[str, str]


def filled(check_in: CheckInView | None) -> dict[str, str]:
    """The form of a week, with what was answered before."""
    if check_in is None:
        return {}
    return {**{key: str(score) for key, score in check_in.scores.items()}, "note": check_in.note}


def draft(form: Form) -> dict[str, str]:
    """What the schema wants."""
    return {name: value for name, value in form.items() if name != "csrf_token"}


def faults(error: ValidationError | Refused) -> dict[str, str]:
    """One sentence per field at fault; a fault of the whole stands under 'form'."""
    if isinstance(error, Refused):
        return error.fields or {"form": str(error)}
    found = field_errors(error)
    return {name or "form": said for name, said in found.items()}


def day(text: str) -> date:
    """The Monday in an address. Raises NotFound for what is no date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("There is no such week.") from None
