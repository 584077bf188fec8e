"""Goals and contributions."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goals",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("target_minor", sa.BigInteger(), nullable=False),
        sa.Column("saved_minor", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("monthly_minor", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('emergency_fund', 'debt_payoff', 'home_purchase', 'vacation', 'wedding', 'car', 'retirement', "
            "'investment', 'side_business', 'education', 'child', 'custom')",
            name=op.f("goals_kind_known"),
        ),
        sa.CheckConstraint("status IN ('active', 'paused', 'completed', 'cancelled')", name=op.f("goals_status_known")),
        sa.CheckConstraint("priority BETWEEN 1 AND 5", name=op.f("goals_priority_known")),
        sa.CheckConstraint("saved_minor >= 0", name=op.f("goals_saved_not_negative")),
        sa.CheckConstraint("target_minor > 0", name=op.f("goals_target_positive")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("goals_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("goals_pkey")),
    )
    op.create_index("goals_by_due", "goals", ["household_id", "due_on", "id"], unique=False)
    op.create_table(
        "goal_contributions",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('manual', 'automatic', 'surplus', 'windfall')", name=op.f("goal_contributions_source_known")
        ),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("goal_contributions_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["household_id", "goal_id"],
            ["goals.household_id", "goals.id"],
            name=op.f("goal_contributions_household_id_goal_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("goal_contributions_pkey")),
    )
    op.create_index(
        "goal_contributions_by_goal", "goal_contributions", ["household_id", "goal_id", "made_on", "id"], unique=False
    )
    protect("goals", "goal_contributions")


def downgrade() -> None:
    op.drop_table("goal_contributions")
    op.drop_table("goals")
