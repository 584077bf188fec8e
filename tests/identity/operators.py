"""An operator who has everything it takes, for tests of what one may and may not."""

from datetime import datetime, timedelta

from apiflask import APIFlask
from sqlalchemy import insert, update

from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.factor_models import AuthenticatorApp
from mingus.identity.models import SignInSession
from tests.factories import Browser, browser_of, make_member

REASON = "Ticket 4711: an import that does not end"


def add_factor(member: Member) -> None:
    """An authenticator app that was confirmed."""
    row = {"id": new_id(), "person_id": member.person_id, "name": "Phone", "secret_sealed": b"", "last_counter": 0}
    with transaction(GLOBAL) as db:
        db.execute(insert(AuthenticatorApp).values({**row, "created_at": now(), "confirmed_at": now()}))


def make_operator(
    configuration: Settings, *, role: str = "support", has_factor: bool = True, first_name: str = "Opal"
) -> Member:
    """Somebody with a household of their own, and this role."""
    made = make_member(configuration, first_name=first_name)
    if has_factor:
        add_factor(made)
    with transaction(GLOBAL) as db:
        service.operators.make_operator(db, made.person_id, role)
    return made


def as_operator(app: APIFlask, member: Member) -> Browser:
    """A browser in which they have just confirmed that it is them."""
    browser = browser_of(app, member)
    confirmed(member, now())
    return browser


def confirmed(member: Member, moment: datetime | None) -> None:
    """Set when they last confirmed it."""
    with transaction(GLOBAL) as db:
        whose = SignInSession.person_id == member.person_id
        db.execute(update(SignInSession).where(whose).values(stepped_up_at=moment))


def an_hour_ago() -> datetime:
    """Too long ago to count."""
    return now() - timedelta(hours=1)


def ask(browser: Browser, household: object, *, reason: str = REASON, minutes: str = "30") -> int:
    """Ask for a look as the form does; the status of the answer."""
    data = {"household": str(household), "reason": reason, "minutes": minutes}
    return browser.post("/operator/access", data=data).status_code
