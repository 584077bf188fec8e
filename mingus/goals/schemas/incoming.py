"""What people send about goals, from forms and programs alike."""

from typing import Annotated

from pydantic import AfterValidator, Field

from mingus.core.fields import AmountText, CalendarDate, Currency, EmptyIsNone, Incoming, Name, Note
from mingus.core.fields import PositiveAmountText as PositiveText
from mingus.goals.models import KINDS, SOURCES, STATUSES


def _one_of(allowed: tuple[str, ...], text: str) -> str:
    if text not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return text


Category = Annotated[
    str, AfterValidator(lambda text: _one_of(KINDS, text)), Field(json_schema_extra={"enum": list(KINDS)})
]
Status = Annotated[
    str, AfterValidator(lambda text: _one_of(STATUSES, text)), Field(json_schema_extra={"enum": list(STATUSES)})
]
Source = Annotated[
    str, AfterValidator(lambda text: _one_of(SOURCES, text)), Field(json_schema_extra={"enum": list(SOURCES)})
]
Priority = Annotated[int, Field(ge=1, le=5)]
OptionalDate = Annotated[CalendarDate | None, EmptyIsNone]
OptionalAmount = Annotated[PositiveText | None, EmptyIsNone]


class GoalDraft(Incoming):
    """A goal as someone describes it: a date, or a monthly amount from which the date follows, or neither yet."""

    title: Name
    target_amount: PositiveText
    current_amount: Annotated[AmountText | None, EmptyIsNone] = None
    target_date: OptionalDate = None
    monthly_amount: OptionalAmount = None
    category: Category = "custom"
    priority: Priority = 3
    currency: Annotated[Currency | None, EmptyIsNone] = None
    note: Note = ""


class GoalChange(Incoming):
    """What to change; fields that are not sent stay. `current_amount` is booked as a contribution of the difference.

    A date replaces a monthly amount and the other way round; null takes either away.
    """

    title: Name | None = None
    target_amount: PositiveText | None = None
    current_amount: Annotated[AmountText | None, EmptyIsNone] = None
    target_date: OptionalDate = None
    monthly_amount: OptionalAmount = None
    category: Category | None = None
    priority: Priority | None = None
    status: Status | None = None
    note: Note | None = None


class ContributionDraft(Incoming):
    """Money put towards a goal, or taken back (negative)."""

    amount: AmountText
    source: Source = "manual"
    made_on: OptionalDate = None
    note: Note = ""


class PageWanted(Incoming):
    """A page of contributions; `cursor` goes on from an earlier page."""

    cursor: Annotated[str | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25
