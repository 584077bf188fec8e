"""Letters as pages and mails show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mingus.letters.rules.kinds import Kind


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter says: the facts of its template."""

    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter that was written. `state` is of its mail: sent, waiting, kept, given up, or no longer kept."""

    id: UUID
    kind: str
    title: str
    week_on: date
    queued_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of letter for one person: whether they get it, and when it comes next."""

    kind: Kind
    is_on: bool
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about one person's letters: what comes, and what came."""

    kinds: Sequence[KindView]
    letters: Sequence[LetterView]
