"""Operators, and for how long they may read a household."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operators",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('support', 'operator')", name=op.f("operators_role_known")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("operators_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("operators_pkey")),
    )
    op.create_table(
        "operator_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("operator_grants_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["people.id"], name=op.f("operator_grants_operator_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("operator_grants_pkey")),
    )
    op.create_index("operator_grants_of_household", "operator_grants", ["household_id", "expires_at"], unique=False)
    op.create_index("operator_grants_of_operator", "operator_grants", ["operator_id", "expires_at"], unique=False)
    grant("operators", "operator_grants")


def downgrade() -> None:
    op.drop_table("operator_grants")
    op.drop_table("operators")
