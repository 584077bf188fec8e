"""A debt may name its account. Accounts live in the ledger, above: it hands in how to list those a member sees."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.core.tenancy import Member

Lister = Callable[[Session, Member], list[tuple[UUID, str]]]
_listers: Final[list[Lister]] = []


def use(lister: Lister) -> None:
    """Have `lister` say which accounts, by id and name, a member may link a debt with."""
    _listers[:] = [lister]


def accounts(db: Session, member: Member) -> dict[UUID, str]:
    """The accounts this member sees, by id; none where no ledger is."""
    return dict(pair for lister in _listers for pair in lister(db, member))
