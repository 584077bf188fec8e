"""One-time links, and the devices people are known by."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "one_time_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("bound_to", sa.LargeBinary(), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('verify_email', 'reset_password', 'change_email', 'undo_email_change')",
            name=op.f("one_time_links_purpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("one_time_links_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("one_time_links_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("one_time_links_pkey")),
        sa.UniqueConstraint("token_hash", name="one_time_links_by_token"),
    )
    op.create_index("one_time_links_by_person", "one_time_links", ["person_id", "purpose"], unique=False)
    op.create_index("one_time_links_by_household", "one_time_links", ["household_id"], unique=False)
    op.create_index("one_time_links_by_expiry", "one_time_links", ["expires_at"], unique=False)
    op.create_table(
        "known_devices",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("device_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("known_devices_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "device_hash", name=op.f("known_devices_pkey")),
    )
    op.create_index("known_devices_by_moment", "known_devices", ["seen_at"], unique=False)
    grant("one_time_links", "known_devices")


def downgrade() -> None:
    op.drop_table("known_devices")
    op.drop_table("one_time_links")
