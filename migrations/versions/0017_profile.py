"""What people say about themselves, when a household is paid, and what it owes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mingus.core.tables import protect, protect_personal

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_RHYTHMS = "'weekly', 'biweekly', 'semimonthly', 'monthly', 'annually'"
_KINDS = "'card', 'student', 'car', 'mortgage', 'medical', 'personal', 'family', 'other'"


def upgrade() -> None:
    _profiles()
    _pay_schedules()
    _debts()
    protect_personal("profiles")
    protect("pay_schedules", "debts")


def downgrade() -> None:
    op.drop_table("debts")
    op.drop_table("pay_schedules")
    op.drop_table("profiles")


def _profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("monthly_income_minor", sa.BigInteger(), nullable=True),
        sa.Column("current_savings_balance_minor", sa.BigInteger(), nullable=True),
        sa.Column("total_debt_amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("checkin_frequency", sa.Text(), nullable=True),
        sa.Column("weekly_insights", sa.Boolean(), nullable=True),
        sa.Column("goal_reminders", sa.Boolean(), nullable=True),
        sa.Column("steps", postgresql.JSONB(), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("monthly_income_minor >= 0", name=op.f("profiles_income_not_negative")),
        sa.CheckConstraint("current_savings_balance_minor >= 0", name=op.f("profiles_savings_not_negative")),
        sa.CheckConstraint("total_debt_amount_minor >= 0", name=op.f("profiles_debt_not_negative")),
        sa.CheckConstraint(
            "currency IS NOT NULL OR COALESCE(monthly_income_minor, current_savings_balance_minor,"
            " total_debt_amount_minor) IS NULL",
            name=op.f("profiles_amounts_have_currency"),
        ),
        sa.CheckConstraint(
            "checkin_frequency IN ('daily', 'weekly', 'monthly', 'on_demand', 'never')",
            name=op.f("profiles_checkin_frequency_known"),
        ),
        sa.CheckConstraint("jsonb_typeof(steps) = 'object'", name=op.f("profiles_steps_object")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("profiles_person_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("profiles_pkey")),
    )


def _pay_schedules() -> None:
    op.create_table(
        "pay_schedules",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("semimonthly_days", sa.Text(), nullable=True),
        sa.Column("weekend_rule", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("gross_minor", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"rhythm IN ({_RHYTHMS})", name=op.f("pay_schedules_rhythm_known")),
        sa.CheckConstraint("weekend_rule IN ('before', 'after', 'none')", name=op.f("pay_schedules_weekend_known")),
        sa.CheckConstraint(
            "semimonthly_days IN ('first_and_fifteenth', 'fifteenth_and_last')",
            name=op.f("pay_schedules_days_known"),
        ),
        sa.CheckConstraint(
            "(rhythm = 'semimonthly') = (semimonthly_days IS NOT NULL)", name=op.f("pay_schedules_days_if_semimonthly")
        ),
        sa.CheckConstraint("net_minor > 0", name=op.f("pay_schedules_net_positive")),
        sa.CheckConstraint("gross_minor >= net_minor", name=op.f("pay_schedules_gross_not_below_net")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("pay_schedules_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("pay_schedules_pkey")),
    )


def _debts() -> None:
    op.create_table(
        "debts",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("rate_basis_points", sa.Integer(), nullable=True),
        sa.Column("minimum_minor", sa.BigInteger(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("debts_kind_known")),
        sa.CheckConstraint("balance_minor >= 0", name=op.f("debts_balance_not_negative")),
        sa.CheckConstraint("rate_basis_points BETWEEN 0 AND 100000", name=op.f("debts_rate_sensible")),
        sa.CheckConstraint("minimum_minor >= 0", name=op.f("debts_minimum_not_negative")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("debts_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name=op.f("debts_account"),
            ondelete="SET NULL (account_id)",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("debts_pkey")),
    )
    op.create_index("debts_by_account", "debts", ["household_id", "account_id"])
