"""Tables of assessments: what people answered and how it came out, and the same for visitors who have no account."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id

SLUGS = (
    "readiness",
    "ai-job-risk",
    "layoff-risk",
    "income-comparison",
    "financial-wellness",
    "money-and-relationships",
    "tax-readiness",
    "home-purchase-readiness",
)
_SCORE = "score BETWEEN 0 AND 100"
_FINISHED = "(finished_at IS NULL) = (band IS NULL)"


class _Outcome:
    """What both kinds of attempts say. Once finished nothing in them changes, whatever becomes of the definition.

    `score` stays empty where an assessment compares and does not score. `definition_hash` proves which text was asked.
    """

    slug: Mapped[str]
    version: Mapped[int] = mapped_column(SmallInteger)
    definition_hash: Mapped[bytes] = mapped_column(LargeBinary)
    answers_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    score: Mapped[int | None] = mapped_column(SmallInteger)
    sub_scores: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    band: Mapped[str | None]
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Attempt(_Outcome, Base):
    """A person's own, in whatever household they act. At most one of each assessment is open at a time."""

    __tablename__ = "assessment_attempts"
    __table_args__ = (
        CheckConstraint(_SCORE, name="score_in_range"),
        CheckConstraint(_FINISHED, name="finished_with_a_band"),
        Index(
            "assessment_attempts_open", "person_id", "slug", unique=True, postgresql_where=text("finished_at IS NULL")
        ),
        Index("assessment_attempts_by_moment", "person_id", "slug", "finished_at", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[Id]


class VisitorAttempt(_Outcome, Base):
    """A visitor’s, known by the hash of a token that only their browser holds; with it alone the answers open."""

    __tablename__ = "visitor_attempts"
    __table_args__ = (
        UniqueConstraint("token_hash", "slug"),
        CheckConstraint(_SCORE, name="score_in_range"),
        CheckConstraint(_FINISHED, name="finished_with_a_band"),
        Index("visitor_attempts_by_moment", "updated_at"),
    )

    id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
