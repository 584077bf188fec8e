"""Tables of goals: what a household saves for, and what it has put aside."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id

KINDS = (
    "emergency_fund",
    "debt_payoff",
    "home_purchase",
    "vacation",
    "wedding",
    "car",
    "retirement",
    "investment",
    "side_business",
    "education",
    "child",
    "custom",
)
STATUSES = ("active", "paused", "completed", "cancelled")
SOURCES = ("manual", "automatic", "surplus", "windfall")


class Goal(Base):
    """One goal. `saved_minor` is the sum of its contributions, kept beside them under the row's lock."""

    __tablename__ = "goals"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint("target_minor > 0", name="target_positive"),
        CheckConstraint("saved_minor >= 0", name="saved_not_negative"),
        CheckConstraint("priority BETWEEN 1 AND 5", name="priority_known"),
        CheckConstraint(f"kind IN ({', '.join(repr(k) for k in KINDS)})", name="kind_known"),
        CheckConstraint(f"status IN ({', '.join(repr(s) for s in STATUSES)})", name="status_known"),
        Index("goals_by_due", "household_id", "due_on", "id"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    title: Mapped[str]
    kind: Mapped[str]
    priority: Mapped[int]
    status: Mapped[str]
    currency: Mapped[str]
    target_minor: Mapped[int] = mapped_column(BigInteger)
    saved_minor: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    monthly_minor: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    reached_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class Contribution(Base):
    """Money put towards a goal, or taken back (negative)."""

    __tablename__ = "goal_contributions"
    __table_args__ = (
        ForeignKeyConstraint(["household_id", "goal_id"], ["goals.household_id", "goals.id"], ondelete="CASCADE"),
        CheckConstraint("amount_minor <> 0", name="amount_not_zero"),
        CheckConstraint(f"source IN ({', '.join(repr(source) for source in SOURCES)})", name="source_known"),
        Index("goal_contributions_by_goal", "household_id", "goal_id", "made_on", "id"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    goal_id: Mapped[UUID]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str]
    made_on: Mapped[date]
    made_by: Mapped[UUID]
    note: Mapped[str]
    created_at: Mapped[datetime]
