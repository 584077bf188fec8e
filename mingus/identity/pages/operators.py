"""The operators' page: ask for a look into a household, look, and leave. And the household's way to end a look."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Annotated, Final, ParamSpec, TypeVar
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import StringConstraints, ValidationError

from mingus.core import limits, security, toasts
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Forbidden, NotFound, Refused
from mingus.core.fields import Incoming
from mingus.core.policy import SAFE_METHODS, open_to
from mingus.core.security import Principal, member, principal, signed_in
from mingus.core.step_up import stepped_up
from mingus.core.web import field_errors
from mingus.identity import service, visiting
from mingus.identity.pages.door import door, kept, read_form
from mingus.identity.rules.operators import MINUTES, ROLES
from mingus.identity.service import operators
from mingus.identity.service.factors import has_second_factor

P = ParamSpec("P")
R = TypeVar("R")

ASKED_AT_MOST: Final = 20
WINDOW: Final = timedelta(hours=1)
LIMIT: Final = f"{ASKED_AT_MOST} in an hour for an operator"
WHY: Final = "operators with a second factor; for everybody else it is not there"
READ_ONLY: Final = "You are only looking: nothing can be changed in a household that is not yours."


class Wish(Incoming):
    """Which household, why, for how long."""

    household: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    minutes: int


def operators_only(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
    """Only for operators with a second factor: others are told that there is nothing here."""
    return _guarded(view, ROLES)


def runners_only(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
    """Only for the role operator, with a second factor: for those who help people there is nothing here either."""
    return _guarded(view, ("operator",))


def _guarded(view: Callable[P, R], roles: Sequence[str]) -> Callable[P, R | ResponseReturnValue]:
    @signed_in(action="own account")
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
        with transaction(GLOBAL, read_only=True) as db:
            if operators.operator_role(db, _me().person_id) not in roles:
                raise NotFound("There is nothing here.")
            if not has_second_factor(db, _me().person_id):
                raise Forbidden(operators.FACTOR_FIRST)
        return view(*args, **kwargs)

    return guarded


@door.before_app_request
def keep_visitors_reading() -> None:
    """Whoever visits a household changes nothing in it, and does not see what is a person's own."""
    if security.cookie_name(visiting.COOKIE) not in request.cookies:
        return
    who = principal()
    if who is None or who.visit is None:
        return
    if request.method not in SAFE_METHODS:
        raise Forbidden(READ_ONLY)
    if visiting.is_closed(request.path):
        raise NotFound("There is nothing here for visitors.")


@door.get("/operator")
@open_to("operator", WHY)
@operators_only
def operator() -> ResponseReturnValue:
    """What is open, and the form that asks for more."""
    return _page({}, {})


@door.post("/operator/access")
@open_to("operator", WHY, limit=LIMIT)
@operators_only
@stepped_up
def ask_for_access() -> ResponseReturnValue:
    """Open a look into a household and go there."""
    me, typed = _me(), kept("household", "reason", "minutes")
    with transaction(GLOBAL) as db:
        limits.count(db, f"operator-access|{me.person_id}", at_most=ASKED_AT_MOST, within=WINDOW)
    try:
        wish = read_form(Wish)
        household_id = _household(wish.household)
        with transaction(household_id) as db:
            grant_id = operators.open_access(db, me.person_id, household_id, reason=wish.reason, minutes=wish.minutes)
    except ValidationError as error:
        return _page(typed, field_errors(error)), 422
    except NotFound:
        return _page(typed, {"household": "There is no such household or address."}), 422
    except Refused as refusal:
        return _page(typed, refusal.fields), 422
    return _into(grant_id)


@door.post("/operator/access/<uuid:grant_id>/look")
@open_to("operator", WHY, limit="none needed: it opens nothing new")
@operators_only
def look_again(grant_id: UUID) -> ResponseReturnValue:
    """Go back into a household whose look is still open."""
    with transaction(GLOBAL, read_only=True) as db:
        if grant_id not in {access.id for access in operators.access_of(db, _me().person_id)}:
            raise NotFound("This look is over.")
    return _into(grant_id)


@door.post("/operator/access/<uuid:grant_id>/end")
@open_to("operator", WHY, limit="none needed: it only ends something")
@operators_only
def end_look(grant_id: UUID) -> ResponseReturnValue:
    """End a look: one's own, or for the role operator anybody's."""
    me = _me()
    with transaction(GLOBAL, read_only=True) as db:
        is_operator = operators.operator_role(db, me.person_id) == "operator"
        seen = operators.access_of_all(db) if is_operator else operators.access_of(db, me.person_id)
    household_id = next((access.household_id for access in seen if access.id == grant_id), None)
    if household_id is None:
        raise NotFound("This look is over.")
    with transaction(household_id) as db:
        operators.end_access(db, household_id, grant_id, me.person_id)
    toasts.say("The look is over.")
    return _leaving()


@door.post("/operator/leave")
@open_to("operator", WHY, limit="none needed: it only leaves")
@operators_only
def leave_visit() -> ResponseReturnValue:
    """Back to one's own household; the look stays open until its end."""
    return _leaving()


@door.post("/settings/access/<uuid:grant_id>/end")
@signed_in(action="change household")
def end_access(grant_id: UUID) -> ResponseReturnValue:
    """The household's owner ends a look into it, at once."""
    who = member()
    with transaction(who.household_id) as db:
        operators.end_access(db, who.household_id, grant_id, who.person_id)
    toasts.say("Nobody from outside can read your household any more.")
    return redirect(url_for("identity.activity"), code=303)


def _me() -> Principal:
    who = principal()
    assert who is not None  # signed_in
    return who


def _household(typed: str) -> UUID:
    """By id, or by the address of somebody in it. Raises NotFound."""
    try:
        return UUID(typed)
    except ValueError:
        pass
    try:
        return service.member_by_email(typed).household_id
    except Refused:
        raise NotFound("There is no such household.") from None


def _into(grant_id: UUID) -> ResponseReturnValue:
    answer = redirect("/", code=303)
    security.set_cookie(answer, visiting.COOKIE, str(grant_id), max_age_seconds=max(MINUTES) * 60)
    return answer


def _leaving() -> ResponseReturnValue:
    answer = redirect(url_for("identity.operator"), code=303)
    security.clear_cookie(answer, visiting.COOKIE)
    return answer


def _page(typed: dict[str, str], errors: dict[str, str]) -> str:
    me = _me()
    with transaction(GLOBAL, read_only=True) as db:
        role = operators.operator_role(db, me.person_id)
        mine = operators.access_of(db, me.person_id)
        others = [one for one in operators.access_of_all(db) if one.operator_id != me.person_id]
    return render_template(
        "identity/operator.html",
        role=role,
        mine=mine,
        others=others if role == "operator" else [],
        form={"minutes": "30", "household": "", "reason": "", **typed},
        errors=errors,
        lengths=[(str(count), f"{count} minutes") for count in MINUTES],
    )
