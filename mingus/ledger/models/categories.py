"""Categories, payees, and the rules that clean up payees and file them under categories."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped

from mingus.core.db import Base, HouseholdId, Id


class Category(Base):
    """What money was for. `slug` marks the ones Mingus brought along."""

    __tablename__ = "categories"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        CheckConstraint("kind IN ('income', 'expense')", name="kind_known"),
        Index("categories_by_name", "household_id", text("lower(name)"), unique=True),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    name: Mapped[str]
    kind: Mapped[str]
    slug: Mapped[str | None]
    position: Mapped[int]
    created_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]


class Payee(Base):
    """Whom money went to or came from, under the name people know. Its category is used when no rule says otherwise."""

    __tablename__ = "payees"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="payees_category",
            ondelete="SET NULL (category_id)",
        ),
        Index("payees_by_name", "household_id", text("lower(name)"), unique=True),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    name: Mapped[str]
    category_id: Mapped[UUID | None]
    created_at: Mapped[datetime]


class Rule(Base):
    """When a bank's text matches, use this payee, this category, or both. `source`: a person, or learned from edits.

    `pattern` is normalised (`rules.normalise`): 'exact' compares the cleaned payee, 'contains' the whole text.
    """

    __tablename__ = "rules"
    __table_args__ = (
        ForeignKeyConstraint(["household_id"], ["households.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["household_id", "payee_id"], ["payees.household_id", "payees.id"], name="rules_payee", ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="rules_category",
            ondelete="CASCADE",
        ),
        CheckConstraint("match IN ('exact', 'contains')", name="match_known"),
        CheckConstraint("source IN ('person', 'learned')", name="source_known"),
        CheckConstraint("payee_id IS NOT NULL OR category_id IS NOT NULL", name="does_something"),
        Index("rules_by_pattern", "household_id", "match", "pattern", unique=True),
    )

    household_id: Mapped[HouseholdId]
    id: Mapped[Id]
    match: Mapped[str]
    pattern: Mapped[str]
    payee_id: Mapped[UUID | None]
    category_id: Mapped[UUID | None]
    source: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
