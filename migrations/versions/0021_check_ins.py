"""Weekly check-ins."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect_personal

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_ins",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('done', 'skipped')", name=op.f("check_ins_status_known")),
        sa.CheckConstraint(
            "(status = 'done') = (answers_sealed IS NOT NULL)", name=op.f("check_ins_done_with_answers")
        ),
        sa.CheckConstraint("extract(isodow FROM week_on) = 1", name=op.f("check_ins_weeks_start_monday")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("check_ins_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("check_ins_pkey")),
        sa.UniqueConstraint("person_id", "week_on", name=op.f("check_ins_person_id_week_on_key")),
    )
    protect_personal("check_ins")


def downgrade() -> None:
    op.drop_table("check_ins")
