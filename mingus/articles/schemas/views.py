"""What pages and programs are shown of the library."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup

from mingus.articles.rules import words


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. `percent` is how far this reader is, None where they have not begun or are a visitor."""

    id: UUID
    slug: str
    title: str
    summary: str
    phase: str
    level: str
    topics: list[str]
    reading_minutes: int
    published_on: date
    updated_on: date
    is_open: bool
    percent: int | None = None
    is_finished: bool = False
    is_saved: bool = False
    hit: tuple[tuple[str, bool], ...] = ()
    """Where a search found its words: pieces of text, and whether each is one of them. Empty in lists."""

    @property
    def url(self) -> str:
        return f"/library/{self.slug}"

    @property
    def level_name(self) -> str:
        return words.LEVEL_NAMES[self.level]

    @property
    def phase_name(self) -> str:
        return words.PHASE_NAMES[self.phase]

    @property
    def topic_names(self) -> list[str]:
        return [words.topic_name(topic) for topic in self.topics]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list; `after` is the slug where the next one goes on, '' at the end."""

    cards: list[Card]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. With a misspelt word `meant` is what was looked for instead."""

    cards: list[Card]
    asked: str
    meant: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that another names: related to it, or to be read before."""

    slug: str
    title: str
    phase: str
    level: str
    reading_minutes: int
    is_open: bool

    @property
    def url(self) -> str:
        return f"/library/{self.slug}"

    @property
    def level_name(self) -> str:
        return words.LEVEL_NAMES[self.level]


@dataclass(frozen=True, slots=True)
class OfMine:
    """What this reader keeps of an article."""

    percent: int = 0
    is_finished: bool = False
    is_saved: bool = False
    note: str = ""
    folder_id: UUID | None = None
    is_useful: bool | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as somebody reads it. Where it is closed to them `html` is '', and `closed` says what opens it.

    `html` was drawn by `rules.rendering`, which lets nothing through that runs.
    """

    card: Card
    number: int
    author: str
    objectives: list[str]
    goal: str | None
    assessment: str | None
    html: Markup
    outline: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    before: list[Neighbour]
    related: list[Neighbour]
    closed: str = ""
    mine: OfMine = field(default_factory=OfMine)

    @property
    def goal_words(self) -> str:
        return words.GOAL_INVITATIONS.get(self.goal or "", "")

    @property
    def assessment_words(self) -> str:
        return words.ASSESSMENT_INVITATIONS.get(self.assessment or "", "")

    @property
    def goes_on_at(self) -> str:
        """The section in which this reader stopped; '' at the beginning, and once it is read."""
        if self.mine.is_finished or not self.mine.percent:
            return ""
        passed = [each["id"] for each in self.outline if each["percent"] <= self.mine.percent]
        return passed[-1] if passed else ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An article for somebody, and why."""

    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder of bookmarks."""

    id: UUID
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """A bookmark with its article."""

    card: Card
    note: str
    folder_id: UUID | None
    created_at: datetime
