"""Tables: what a person says about themselves, when a household is paid, what it owes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, HouseholdId, Id

RHYTHMS = ("weekly", "biweekly", "semimonthly", "monthly", "annually")
SEMIMONTHLY_DAYS = ("first_and_fifteenth", "fifteenth_and_last")
WEEKEND_RULES = ("before", "after", "none")
DEBT_KINDS = ("card", "student", "car", "mortgage", "medical", "personal", "family", "other")
CHECKIN_FREQUENCIES = ("daily", "weekly", "monthly", "on_demand", "never")
MOST_BASIS_POINTS = 100_000  # 1,000 % a year: beyond any loan that calls itself one


class Profile(Base):
    """A person's own, whatever household they act in. Words and choices are one sealed text; NULL means not said.

    `steps` says of each step of the onboarding whether it was done or skipped.
    """

    __tablename__ = "profiles"
    __table_args__ = (
        CheckConstraint("monthly_income_minor >= 0", name="income_not_negative"),
        CheckConstraint("current_savings_balance_minor >= 0", name="savings_not_negative"),
        CheckConstraint("total_debt_amount_minor >= 0", name="debt_not_negative"),
        CheckConstraint(
            "currency IS NOT NULL OR COALESCE(monthly_income_minor, current_savings_balance_minor,"
            " total_debt_amount_minor) IS NULL",
            name="amounts_have_currency",
        ),
        CheckConstraint(
            f"checkin_frequency IN ({', '.join(map(repr, CHECKIN_FREQUENCIES))})", name="checkin_frequency_known"
        ),
        CheckConstraint("jsonb_typeof(steps) = 'object'", name="steps_object"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    facts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    currency: Mapped[str | None]
    monthly_income_minor: Mapped[int | None] = mapped_column(BigInteger)
    current_savings_balance_minor: Mapped[int | None] = mapped_column(BigInteger)
    total_debt_amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    checkin_frequency: Mapped[str | None]
    weekly_insights: Mapped[bool | None]
    goal_reminders: Mapped[bool | None]
    steps: Mapped[dict[str, str]] = mapped_column(JSONB)
    dismissed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PaySchedule(Base):
    """When somebody of the household is paid, and how much arrives. `anchor_on` is a pay day; none lies before it."""

    __tablename__ = "pay_schedules"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint(f"rhythm IN ({', '.join(map(repr, RHYTHMS))})", name="rhythm_known"),
        CheckConstraint(f"weekend_rule IN ({', '.join(map(repr, WEEKEND_RULES))})", name="weekend_known"),
        CheckConstraint(f"semimonthly_days IN ({', '.join(map(repr, SEMIMONTHLY_DAYS))})", name="days_known"),
        CheckConstraint("(rhythm = 'semimonthly') = (semimonthly_days IS NOT NULL)", name="days_if_semimonthly"),
        CheckConstraint("net_minor > 0", name="net_positive"),
        CheckConstraint("gross_minor >= net_minor", name="gross_not_below_net"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    person_id: Mapped[UUID]
    name: Mapped[str]
    rhythm: Mapped[str]
    anchor_on: Mapped[date]
    semimonthly_days: Mapped[str | None]
    weekend_rule: Mapped[str]
    currency: Mapped[str]
    net_minor: Mapped[int] = mapped_column(BigInteger)
    gross_minor: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Debt(Base):
    """What the household owes to one lender. A rate of NULL is unknown, which is not zero."""

    __tablename__ = "debts"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name="debts_account",
            ondelete="SET NULL (account_id)",
        ),
        CheckConstraint(f"kind IN ({', '.join(map(repr, DEBT_KINDS))})", name="kind_known"),
        CheckConstraint("balance_minor >= 0", name="balance_not_negative"),
        CheckConstraint(f"rate_basis_points BETWEEN 0 AND {MOST_BASIS_POINTS}", name="rate_sensible"),
        CheckConstraint("minimum_minor >= 0", name="minimum_not_negative"),
        Index("debts_by_account", "household_id", "account_id"),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    name: Mapped[str]
    kind: Mapped[str]
    currency: Mapped[str]
    balance_minor: Mapped[int] = mapped_column(BigInteger)
    rate_basis_points: Mapped[int | None] = mapped_column(Integer)
    minimum_minor: Mapped[int | None] = mapped_column(BigInteger)
    account_id: Mapped[UUID | None]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
