"""What comes in and goes out at the activity page and its address for programs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from mingus.core.activity import Kind
from mingus.core.fields import Incoming, Outgoing

EmptyIsNone = BeforeValidator(lambda typed: typed or None)


class ActivityFilter(Incoming):
    """What to show: one kind of events or all; `cursor` goes on from an earlier page."""

    kind: Annotated[Kind | None, EmptyIsNone] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=100), EmptyIsNone] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """One event as its household sees it. `happened_at` is in the household's zone."""

    event: str
    kind: Kind
    sentence: str
    icon: str
    happened_at: datetime
    browser: str
    link: str


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Newest first; `older` is the cursor of the next page, None on the last."""

    lines: list[Happened]
    older: str | None


class ActivityItem(Outgoing):
    """One thing that happened. `event` is its name in the audit log."""

    event: str
    kind: Kind
    sentence: str
    happened_at: datetime
    browser: str | None


class ActivityList(Outgoing):
    items: list[ActivityItem]
    next_cursor: str | None
