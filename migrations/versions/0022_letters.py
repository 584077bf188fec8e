"""Which letters were written to whom."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect_personal

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('insights', 'goals', 'check_in')", name=op.f("letters_kind_known")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("letters_person_id_fkey"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("letters_pkey")),
        sa.UniqueConstraint("person_id", "kind", "week_on", name=op.f("letters_person_id_kind_week_on_key")),
    )
    protect_personal("letters")


def downgrade() -> None:
    op.drop_table("letters")
