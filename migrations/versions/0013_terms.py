"""Who accepted which terms, and archives in which people take everything along."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant, protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "terms_acceptances",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("terms_acceptances_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "version", name=op.f("terms_acceptances_pkey")),
    )
    grant("terms_acceptances")
    op.create_table(
        "data_archives",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('asked', 'ready')", name=op.f("data_archives_status_known")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("data_archives_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name=op.f("data_archives_upload"),
            ondelete="SET NULL (upload_id)",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("data_archives_pkey")),
    )
    op.create_index("data_archives_of_person", "data_archives", ["household_id", "person_id", "asked_at"])
    protect("data_archives")


def downgrade() -> None:
    op.drop_table("data_archives")
    op.drop_table("terms_acceptances")
