"""What schemathesis loads into its own process: whoever asks is signed in afresh for each request.

Some operations end a sign-in; the next request has another one, so that nothing after them is a mere 401.
"""

import os
from typing import Any

import schemathesis
from schemathesis import AuthContext, Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData
from sqlalchemy import select

from mingus.core import db, settings
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service, tokens
from mingus.identity.models import Membership, Person
from mingus.identity.schemas import Known
from tests.factories import make_member
from tests.identity.operators import make_operator

REFUSED = 422
RULES_OF_BUSINESS = frozenset({"refused", "bad_file"})
LISTED_ELSEWHERE = frozenset({"currency", "time_zone"})


class AccessToken:
    """The access token of a person in a household of their own."""

    def get(self, _case: Case[Any], _context: AuthContext) -> str:
        """A token of a new sign-in."""
        configuration = settings.load(os.environ)
        known = _known(configuration)
        with db.transaction(known.household_id) as session:
            family = service.begin_family(session, known)
        claims = tokens.Claims(known.person_id, known.household_id, family.family_id, family.session_version)
        return tokens.issue(configuration, claims)

    def set(self, case: Case[Any], data: str, _context: AuthContext) -> None:
        """Shown as every program shows it."""
        case.headers["Authorization"] = f"Bearer {data}"


if os.environ["MINGUS_ASKED_BY"] != "nobody":
    schemathesis.auth(refresh_interval=None)(AccessToken)


@schemathesis.hook
def filter_failure(_context: HookContext, failure: Failure, _case: Case[Any], response: Response) -> bool:
    """A right form may still be refused: by a rule of the business, or by a list that the world keeps elsewhere."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != REFUSED:
        return True
    said = response.json()
    return said["code"] not in RULES_OF_BUSINESS and not {*said["fields"]} <= LISTED_ELSEWHERE


_people: list[Member] = []


def _known(configuration: Settings) -> Known:
    """Somebody, for as long as they are there: among the operations are leaving a household and Mingus itself."""
    if not _people:
        is_operator = os.environ["MINGUS_ASKED_BY"] == "an operator"
        _people.append(make_operator(configuration, role="operator") if is_operator else make_member(configuration))
    member = _people[-1]
    asked = select(Person.session_version).join(Membership, Membership.person_id == Person.id)
    asked = asked.where(Person.id == member.person_id, Membership.household_id == member.household_id)
    with db.transaction(member.household_id) as session:
        version = session.scalars(asked).one_or_none()
    if version is not None:
        return Known(member.person_id, member.household_id, version, "")
    _people.clear()
    return _known(configuration)
