"""An operator who reads a household for a while: the request is theirs, and what it sees is the household's.

Only a cookie with the id of an open permission of this very person changes anything, so everybody else's requests cost
nothing more. Accounts that are private to somebody stay hidden, because nobody's person is the operator.
"""

from dataclasses import replace
from typing import Final
from uuid import UUID

from flask import Request
from sqlalchemy import select

from mingus.core import db as database
from mingus.core import security
from mingus.core.clock import now
from mingus.core.security import Principal
from mingus.core.tenancy import Visit
from mingus.identity.models import Household
from mingus.identity.operator_models import Operator, OperatorGrant
from mingus.identity.service.factors import second_factor_of

COOKIE: Final = "visit"
CLOSED: Final = ("/settings", "/api", "/profile", "/onboarding", "/assessments", "/check-in")
"""What is a person's own even in a household: nobody who visits sees it."""
OWN: Final = ("/operator", "/confirm", "/logout", "/login", "/api/csrf")
"""Where the operator is themselves also during a visit."""


def principal_of(request: Request, who: Principal) -> Principal:
    """`who`, in the household they visit if they do; as themselves when the permission is over."""
    grant_id = _grant_id(request)
    if grant_id is None or _is_under(request.path, OWN):
        return who
    found = database.look_up(
        select(OperatorGrant.household_id, OperatorGrant.expires_at, Household.time_zone, Household.currency)
        .join(Household, Household.id == OperatorGrant.household_id)
        .join(Operator, Operator.person_id == OperatorGrant.operator_id)
        .where(
            OperatorGrant.id == grant_id,
            OperatorGrant.operator_id == who.person_id,
            OperatorGrant.ended_at.is_(None),
            OperatorGrant.expires_at > now(),
            second_factor_of(who.person_id),  # whoever gave theirs up meanwhile reads nothing more
        )
    )
    if found is None:
        return who
    return replace(
        who,
        household_id=found.household_id,
        time_zone=found.time_zone,
        currency=found.currency,
        role="viewer",
        visit=Visit(grant_id, found.expires_at),
    )


def is_closed(path: str) -> bool:
    """Whether an address is not for visitors."""
    return _is_under(path, CLOSED)


def _is_under(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _grant_id(request: Request) -> UUID | None:
    try:
        return UUID(request.cookies.get(security.cookie_name(COOKIE), ""))
    except ValueError:
        return None
