"""Suggestions as pages show them, finished: whoever ranks or words them later gets this list and changes no figure."""

from dataclasses import dataclass
from datetime import date

from mingus.advice.figures.inputs import Input
from mingus.advice.rules.rule import Action
from mingus.advice.sources import Source
from mingus.core.money import Money


@dataclass(frozen=True, slots=True)
class Article:
    """Something to read in the library."""

    slug: str
    title: str

    @property
    def url(self) -> str:
        return f"/library/{self.slug}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """One suggestion. `stake` is money a year, None where none can be named; `decision` is '' while it is open."""

    id: str
    theme: str
    title: str
    says: str
    stake: Money | None
    is_urgent: bool
    action: Action
    rows_url: str
    articles: tuple[Article, ...]
    sources: tuple[Source, ...]
    confidence: str
    because: str
    wrong_when: str
    comes_back: str
    decision: str = ""

    @property
    def url(self) -> str:
        """Its place on the page."""
        return f"/advice#{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """A suggestion that was decided, and what is known of it since. `effect` is '' where nothing is measured."""

    id: str
    title: str
    decision: str
    words: str
    reason: str | None
    snoozed_until: date | None
    decided_on: date
    effect: str
    monthly: Money | None
    is_firing: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article to read next, and why."""

    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page of advice shows: a handful first, the rest behind it, and what would sharpen it."""

    first: list[Suggestion]
    more: list[Suggestion]
    past: list[Past]
    wanted: list[Input]
    reading: list[Reading]

    @property
    def ranked(self) -> list[Suggestion]:
        """Every open suggestion, the most important first."""
        return [*self.first, *self.more]
