"""The one view behind every figure, and the sums computed from it."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_days",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("sum_minor", sa.BigInteger(), nullable=False),
        sa.Column("pending_minor", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name=op.f("account_days_household_id_account_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "account_id", "posted_on", name=op.f("account_days_pkey")),
    )
    op.create_table(
        "category_months",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("category_key", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("in_minor", sa.BigInteger(), nullable=False),
        sa.Column("out_minor", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name=op.f("category_months_household_id_account_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "household_id", "month_on", "account_id", "category_key", "currency", name=op.f("category_months_pkey")
        ),
    )
    protect("category_months", "account_days")
    op.execute(
        """
        CREATE VIEW money_lines WITH (security_invoker = true) AS
        SELECT household_id, id AS transaction_id, account_id, posted_on, currency, category_id, amount_minor
          FROM transactions
         WHERE deleted_at IS NULL AND transfer_id IS NULL AND NOT is_split
        UNION ALL
        SELECT t.household_id, t.id, t.account_id, t.posted_on, t.currency, s.category_id, s.amount_minor
          FROM transactions t
          JOIN transaction_splits s ON s.household_id = t.household_id AND s.transaction_id = t.id
         WHERE t.deleted_at IS NULL AND t.transfer_id IS NULL AND t.is_split
        """
    )
    op.execute("GRANT SELECT ON money_lines TO mingus_app, mingus_readonly")


def downgrade() -> None:
    op.execute("DROP VIEW money_lines")
    op.drop_table("category_months")
    op.drop_table("account_days")
