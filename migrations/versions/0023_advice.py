"""What people decided about suggestions, and the credit limits of cards."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advice_decisions",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("measure", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("baseline_minor", sa.BigInteger(), nullable=True),
        sa.Column("baseline_months", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision IN ('accepted', 'dismissed', 'snoozed', 'done')", name=op.f("advice_decisions_decision_known")
        ),
        sa.CheckConstraint(
            "reason IN ('figures_wrong', 'taken_care_of', 'not_for_me', 'other')",
            name=op.f("advice_decisions_reason_known"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR decision = 'dismissed'", name=op.f("advice_decisions_reason_of_dismissal")
        ),
        sa.CheckConstraint(
            "(decision = 'snoozed') = (snoozed_until IS NOT NULL)", name=op.f("advice_decisions_snoozed_until_a_day")
        ),
        sa.CheckConstraint(
            "(baseline_minor IS NULL) = (baseline_months IS NULL)", name=op.f("advice_decisions_baseline_with_months")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("advice_decisions_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "person_id", "rule", name=op.f("advice_decisions_pkey")),
    )
    protect("advice_decisions")
    op.add_column("accounts", sa.Column("limit_minor", sa.BigInteger(), nullable=True))
    op.execute("ALTER TABLE accounts ADD CONSTRAINT accounts_limit_positive CHECK (limit_minor > 0) NOT VALID")


def downgrade() -> None:
    op.drop_column("accounts", "limit_minor")
    op.drop_table("advice_decisions")
