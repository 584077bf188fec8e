"""Assessments as pages and the packages above see them: every figure finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


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
