"""What a new password of somebody is held against: their own words, and whether a second factor stands beside it.

A factor stands beside it once the address is known to be theirs: until then a stranger may have set it up.
"""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.identity.models import Person
from mingus.identity.rules.passwords import MIN_CHARACTERS, MIN_CHARACTERS_BESIDE_A_FACTOR
from mingus.identity.service import names
from mingus.identity.service.factors import has_second_factor


@dataclass(frozen=True)
class Chooser:
    """Somebody who chooses a new password, and the hash of the one they have."""

    has_second_factor: bool
    known_words: tuple[str, ...] = field(repr=False)
    password_hash: str = field(repr=False)

    @property
    def min_characters(self) -> int:
        """How long their password must be."""
        return MIN_CHARACTERS_BESIDE_A_FACTOR if self.has_second_factor else MIN_CHARACTERS


def chooser(db: Session, person_id: UUID) -> Chooser:
    """Whoever this is, as the rules of passwords need to know them."""
    signs_in = (Person.email, Person.email_verified_at, Person.password_hash)
    wanted = select(*signs_in, Person.first_name_sealed, Person.last_name_sealed).where(Person.id == person_id)
    row = db.execute(wanted).one()
    sealed = {"first_name_sealed": row.first_name_sealed, "last_name_sealed": row.last_name_sealed}
    spoken = [names.opened(db, person_id, column, value) for column, value in sealed.items()]
    words = (row.email, *(name for name in spoken if name), "mingus")
    stands_beside = row.email_verified_at is not None and has_second_factor(db, person_id)
    return Chooser(stands_beside, words, row.password_hash)
