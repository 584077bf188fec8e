"""Who sits at the library's desk: operators, with a second factor. Pages and API ask the same here."""

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from mingus import identity
from mingus.core import scopes
from mingus.core.policy import open_to
from mingus.core.security import member

P = ParamSpec("P")
R = TypeVar("R")

WHY: Final = "operators with a second factor, who answer for what everybody reads; for others it is not there"
LIMIT: Final = "none needed: every text stays as a version"


def editors_only(view: Callable[P, R]) -> Callable[P, Any]:
    """Only for the role operator, with a second factor: those who help people change nothing here.

    No personal token gets here: whoever let one write their own money did not let it write what everybody reads.
    """
    guarded: Callable[P, Any] = identity.runners_only(view)
    return open_to("operator", WHY, limit=LIMIT)(scopes.scoped(scopes.NEVER)(guarded))


def me() -> UUID:
    """The operator who asks."""
    return member().person_id
