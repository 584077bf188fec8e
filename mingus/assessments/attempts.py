"""Who takes an assessment here: whoever is signed in, or a visitor by the cookie of their browser. For edges."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, after_this_request, request
from sqlalchemy.orm import Session

from mingus.assessments.service import sealing, shelves
from mingus.assessments.service.shelves import Shelf
from mingus.core import limits, retention, security
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.networks import network_of
from mingus.core.tenancy import Member

COOKIE: Final = "attempts"
MAX_CHARACTERS: Final = 100
STARTS_AN_HOUR: Final = 100  # from one network, in which many people may be
MAILS_AN_HOUR: Final = 5
VISITORS: Final = "visitors take assessments before they register; they see their own browser's answers alone"
START_LIMIT: Final = f"visitors: {STARTS_AN_HOUR} begun an hour from a network"


@dataclass(frozen=True)
class Asker:
    """Whose attempts are meant; `member` None for a visitor."""

    shelf: Shelf
    member: Member | None

    @property
    def household_id(self) -> UUID:
        """The household of the transaction; GLOBAL for visitors."""
        return self.member.household_id if self.member else GLOBAL

    @property
    def time_zone(self) -> str:
        """In which their days are."""
        return self.member.time_zone if self.member else "America/New_York"

    def day(self, moment: datetime) -> date:
        """The day of a moment where they live."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


def asker() -> Asker:
    """Whoever asks. A visitor who has begun nothing has a token that fits nothing."""
    who = security.principal()
    if who is not None:
        return Asker(shelves.of_person(who.person_id), security.member())
    return Asker(shelves.of_visitor(token() or sealing.new_token()), None)


def beginner() -> Asker:
    """Whoever begins: a visitor's browser is given a token that lasts as long as their answers."""
    who = asker()
    if who.member:
        return who
    _count_start()
    held = token() or sealing.new_token()
    _give(held)
    return Asker(shelves.of_visitor(held), None)


def token() -> str:
    """The token this browser shows; '' where it shows none, or something that is no token of ours."""
    shown = request.cookies.get(security.cookie_name(COOKIE), "")
    return shown if len(shown) <= MAX_CHARACTERS else ""


def has_token() -> bool:
    """Whether this browser has begun something as a visitor; for pages, which ask no database for it."""
    return bool(token())


def count_mail(who: security.Principal) -> None:
    """Count one mail with a result. Raises Refused for an address that is not confirmed, TooManyRequests."""
    if not who.is_verified:
        raise Refused("Please confirm your e-mail address first. Then Mingus can write to you.")
    with transaction(GLOBAL) as db:
        limits.count(db, f"assessment mail|{who.person_id}", at_most=MAILS_AN_HOUR, within=timedelta(hours=1))


def take_token_away() -> None:
    """What the browser had is claimed or forgotten."""

    @after_this_request
    def take(response: Response) -> Response:
        security.clear_cookie(response, COOKIE)
        return response


@contextmanager
def reading(who: Asker) -> Iterator[Session]:
    """A transaction that only reads, and sees the asker's own."""
    with transaction(who.household_id, person_id=who.shelf.person_id, read_only=True) as db:
        yield db


@contextmanager
def writing(who: Asker) -> Iterator[Session]:
    """A transaction that sees and writes the asker's own."""
    with transaction(who.household_id, person_id=who.shelf.person_id) as db:
        yield db


def _give(held: str) -> None:
    kept_seconds = int(retention.VISITOR_ATTEMPTS / timedelta(seconds=1))

    @after_this_request
    def give(response: Response) -> Response:
        security.set_cookie(response, COOKIE, held, max_age_seconds=kept_seconds)
        return response


def _count_start() -> None:
    network = hashlib.sha256(network_of(request.remote_addr).encode()).hexdigest()
    with transaction(GLOBAL) as db:
        limits.count(db, f"assessment|{network}", at_most=STARTS_AN_HOUR, within=timedelta(hours=1))
