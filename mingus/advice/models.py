"""The table of advice: what each person decided about a suggestion. The suggestions themselves are not stored."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId

DECISIONS = ("accepted", "dismissed", "snoozed", "done")
REASONS = ("figures_wrong", "taken_care_of", "not_for_me", "other")


class AdviceDecision(Base):
    """One person's newest decision on one rule, in one household.

    `measure` is how serious it was then; `baseline_minor` the usual month of `metric` when they said yes, over
    `baseline_months` full months. Both stay while the decision changes, so that an effect can still be told.
    """

    __tablename__ = "advice_decisions"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint(f"decision IN ({', '.join(map(repr, DECISIONS))})", name="decision_known"),
        CheckConstraint(f"reason IN ({', '.join(map(repr, REASONS))})", name="reason_known"),
        CheckConstraint("reason IS NULL OR decision = 'dismissed'", name="reason_of_dismissal"),
        CheckConstraint("(decision = 'snoozed') = (snoozed_until IS NOT NULL)", name="snoozed_until_a_day"),
        CheckConstraint("(baseline_minor IS NULL) = (baseline_months IS NULL)", name="baseline_with_months"),
    )

    household_id: Mapped[HouseholdId]
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    decision: Mapped[str]
    reason: Mapped[str | None]
    snoozed_until: Mapped[date | None]
    measure: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    metric: Mapped[str]
    baseline_minor: Mapped[int | None] = mapped_column(BigInteger)
    baseline_months: Mapped[int | None]
    accepted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime]
