"""Personal tokens, and where sign-ins came from, shortened."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("vicinity", sa.Text(), server_default="", nullable=False))
    op.add_column("refresh_tokens", sa.Column("browser", sa.Text(), server_default="", nullable=False))
    op.add_column("refresh_tokens", sa.Column("vicinity", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("scopes <> ''", name=op.f("personal_tokens_may_something")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("personal_tokens_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("personal_tokens_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("personal_tokens_pkey")),
        sa.UniqueConstraint("token_hash", name="personal_tokens_by_hash"),
    )
    op.create_index("personal_tokens_by_person", "personal_tokens", ["person_id"], unique=False)
    op.create_index("personal_tokens_by_household", "personal_tokens", ["household_id"], unique=False)
    grant("personal_tokens")


def downgrade() -> None:
    op.drop_table("personal_tokens")
    op.drop_column("refresh_tokens", "vicinity")
    op.drop_column("refresh_tokens", "browser")
    op.drop_column("sessions", "vicinity")
