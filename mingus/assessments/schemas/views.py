"""Assessments as pages and the packages above see them: every figure finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from mingus.assessments.rules.definition import Definition
    from mingus.assessments.rules.questions import Question


@dataclass(frozen=True, slots=True)
class ResultView:
    """How an assessment came out. A higher score is always the better place to be, also where the name says “risk”.

    `score` is None for income-comparison alone, which compares and does not score. `band` is a key, `elevated`.
    """

    id: UUID
    slug: str
    version: int
    score: int | None
    sub_scores: Mapping[str, int]
    band: str
    taken_at: datetime

    @property
    def url(self) -> str:
        """Its page."""
        return f"/assessments/results/{self.id}"


@dataclass(frozen=True, slots=True)
class StepView:
    """A next step with its address."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class DriverView:
    """A question that helped or cost, in a sentence, with the answer that was given."""

    question: str
    answer: str
    sentence: str
    weight: int
    points: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A sub-score: its name, what it is about, how high, and whether it is low enough to begin with."""

    key: str
    name: str
    meaning: str
    score: int
    before: int | None


@dataclass(frozen=True, slots=True)
class EarlierView:
    """The result before this one, and what became different."""

    result: ResultView
    sentence: str
    changes: Sequence[tuple[str, str, str]]
    is_same_text: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A result with everything that is said about it. Of a text that is no more, the figures alone."""

    result: ResultView
    name: str
    score_name: str
    band_name: str
    band_text: str
    tone: str
    margin: str
    uncertainty: str
    disclaimer: str
    parts: Sequence[PartView]
    helped: Sequence[DriverView]
    cost: Sequence[DriverView]
    steps: Sequence[StepView]
    answers: Sequence[tuple[str, str]]
    sources: Sequence[str]
    comparison: Mapping[str, Any] | None
    earlier: EarlierView | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that we know already, and from where, in a sentence."""

    answer: str
    says: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in an attempt: the question shown, how many there are, what lies around it."""

    attempt_id: UUID
    definition: "Definition"
    question: "Question"
    number: int
    count: int
    answer: Any
    previous: str | None
    is_last: bool
    choices: Sequence[tuple[str, str]]
    offered: Offered | None = None

    @property
    def percent(self) -> int:
        """How far, before this question is answered."""
        return (self.number - 1) * 100 // self.count


@dataclass(frozen=True, slots=True)
class Offer:
    """An assessment in the list: what it is, and what this person or visitor has of it."""

    slug: str
    name: str
    summary: str
    minutes: int
    questions: int
    icon: str
    open_id: UUID | None
    result: ResultView | None
    band_name: str
