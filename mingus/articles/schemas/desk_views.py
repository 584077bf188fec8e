"""What the desk shows of articles, on pages and to programs."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mingus.articles.rules.rendering import Drawn
from mingus.articles.schemas.document import Head

if TYPE_CHECKING:
    from mingus.articles.checking import Fault


@dataclass(frozen=True, slots=True)
class Kept:
    """One version in the history of an article."""

    number: int
    origin: str
    note: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class OnDesk:
    """An article with its history, newest first, and one text of it, which is version `shown`."""

    row: Any
    versions: list[Kept]
    shown: int
    text: str

    @property
    def newest(self) -> int:
        return self.versions[0].number


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: 'same', 'gone', 'new', or 'skipped' for what both have in between."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as it would be read, and what the check says of it."""

    head: Head
    drawn: Drawn
    faults: "list[Fault]"
