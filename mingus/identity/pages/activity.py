"""The activity page: what happened in this household and to this person's sign-in."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, principal, signed_in
from mingus.core.web import field_errors
from mingus.identity import service
from mingus.identity.activity_views import ActivityFilter, ActivityPage, Happened
from mingus.identity.pages.door import door
from mingus.identity.rules.activity import at_home, clock_words, day_words
from mingus.identity.service import operators

ADDRESS: Final = "/settings/activity"
KINDS: Final = (("", "All"), ("security", "Security"), ("money", "Money"), ("household", "Household"))


@dataclass(frozen=True)
class Open:
    """A look of an operator into this household; `at` is its end, on the household's clocks."""

    id: UUID
    reason: str
    at: datetime


@door.get(ADDRESS)
@signed_in(action="see household")
def activity() -> ResponseReturnValue:
    """The newest events, day by day; one kind of them, or all."""
    who, errors = member(), {}
    wanted, page = ActivityFilter(), ActivityPage([], None)
    given = {name: value for name, value in request.args.items() if name in ("kind", "cursor")}
    with transaction(who.household_id, read_only=True) as db:
        try:
            wanted = ActivityFilter.model_validate(given)
            page = service.activity_of(db, who, wanted)
        except ValidationError as error:
            errors = field_errors(error)
        except Refused as refusal:
            errors = refusal.fields
        access = operators.access_into(db, who.household_id)
    days = [(day_words(day, today(who.time_zone)), list(lines)) for day, lines in groupby(page.lines, key=_day)]
    return render_template(
        "identity/activity.html",
        days=days,
        errors=errors,
        tabs=[(words, _address(kind)) for kind, words in KINDS],
        current=_address(wanted.kind or ""),
        older=_address(wanted.kind or "", cursor=page.older) if page.older else None,
        newest=_address(wanted.kind or "") if wanted.cursor else None,
        wanted=wanted,
        access=[Open(one.id, one.reason, at_home(one.expires_at, who.time_zone)) for one in access],
        may_end=_is_owner(),
        clock_words=clock_words,
    ), 422 if errors else 200


def _is_owner() -> bool:
    who = principal()
    return who is not None and who.role == "owner"


def _day(line: Happened) -> date:
    return line.happened_at.date()


def _address(kind: str, **more: str) -> str:
    said = {name: value for name, value in {"kind": kind, **more}.items() if value}
    return f"{ADDRESS}?{urlencode(said)}" if said else ADDRESS
