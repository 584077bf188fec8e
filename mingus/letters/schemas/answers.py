"""Letters as programs read them."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from mingus.core.fields import Outgoing
from mingus.letters.schemas.views import Overview


class KindAnswer(Outgoing):
    """A kind of letter; `next_at` is null where it is off."""

    kind: str
    is_on: bool
    next_at: datetime | None


class LetterAnswer(Outgoing):
    """A letter that was written."""

    id: UUID
    kind: str
    week_on: date
    queued_at: datetime
    state: str


class LettersAnswer(Outgoing):
    """What comes, and what came in the last twelve weeks, newest first."""

    kinds: list[KindAnswer]
    letters: list[LetterAnswer]

    @classmethod
    def of(cls, shown: Overview) -> Self:
        """`shown` for programs."""
        return cls(
            kinds=[KindAnswer(kind=one.kind.name, is_on=one.is_on, next_at=one.next_at) for one in shown.kinds],
            letters=[
                LetterAnswer(id=one.id, kind=one.kind, week_on=one.week_on, queued_at=one.queued_at, state=one.state)
                for one in shown.letters
            ],
        )
