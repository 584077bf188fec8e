"""What whoever has signed in gets: a session for a browser, a family of tokens for a program. For edges only."""

from datetime import timedelta

from sqlalchemy.orm import Session

from mingus.core import security
from mingus.core.networks import vicinity_of
from mingus.identity import service
from mingus.identity.schemas import Known
from mingus.identity.service import Renewed
from mingus.identity.visitors import visitor


def begin_session(db: Session, known: Known) -> str:
    """What the cookie of a browser holds from now on."""
    longest = timedelta(seconds=security.settings().session_absolute_seconds)
    here = visitor()
    return service.begin_session(db, known, here.browser, longest=longest, vicinity=vicinity_of(here.network))


def begin_family(db: Session, known: Known) -> Renewed:
    """The first refresh token of a program."""
    return service.begin_family(db, known, visitor())
