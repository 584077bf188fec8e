"""Who sits at the library's desk: operators, with a second factor. Pages and API ask the same here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from mingus import identity
from mingus.core import scopes
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound
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

    @open_to("operator", WHY, limit=LIMIT)
    @scopes.scoped(scopes.NEVER)
    @identity.operators_only
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction(GLOBAL, read_only=True) as db:
            if identity.operator_role(db, me()) != "operator":
                raise NotFound("There is nothing here.")
        return view(*args, **kwargs)

    return guarded


def me() -> UUID:
    """The operator who asks."""
    return member().person_id
