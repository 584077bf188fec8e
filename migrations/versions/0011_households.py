"""Invitations, handing a household over, who left it; names and numbers of private accounts stay private."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("role IN ('partner', 'viewer')", name=op.f("invitations_role_known")),
        sa.CheckConstraint("outcome IN ('accepted', 'declined', 'withdrawn')", name=op.f("invitations_outcome_known")),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name=op.f("invitations_ended_with_outcome")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("invitations_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["people.id"], name=op.f("invitations_invited_by_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("invitations_pkey")),
        sa.UniqueConstraint("token_hash", name="invitations_by_token"),
    )
    op.create_index(
        "invitations_open",
        "invitations",
        ["household_id", "email_key"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("invitations_by_household", "invitations", ["household_id", "created_at"])
    op.create_index("invitations_by_inviter", "invitations", ["invited_by"])
    op.create_table(
        "former_memberships",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("former_memberships_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("former_memberships_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "person_id", name=op.f("former_memberships_pkey")),
    )
    op.create_index("former_memberships_by_person", "former_memberships", ["person_id"])
    grant("invitations", "former_memberships")
    op.add_column("memberships", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("memberships", sa.Column("ownership_offered_at", sa.DateTime(timezone=True), nullable=True))
    # What left stays readable for thirty days. Nothing that runs counts on this key: the services ask for the member.
    op.execute("-- squawk-ignore ban-drop-constraint\nALTER TABLE accounts DROP CONSTRAINT accounts_private_to")
    _replace_index("accounts_by_name", ["household_id", "private_to", sa.literal_column("lower(name)")], _LIVING)
    _replace_index("accounts_by_number", ["household_id", "private_to", "number_index"], _NUMBERED)


def downgrade() -> None:
    _replace_index("accounts_by_number", ["household_id", "number_index"], _NUMBERED, nulls_distinct=True)
    names = ["household_id", sa.literal_column("lower(name)")]
    _replace_index("accounts_by_name", names, _LIVING, nulls_distinct=True)
    op.create_foreign_key(
        "accounts_private_to",
        "accounts",
        "memberships",
        ["household_id", "private_to"],
        ["household_id", "person_id"],
        postgresql_not_valid=True,
    )
    op.drop_column("memberships", "ownership_offered_at")
    op.drop_column("memberships", "used_at")
    op.drop_table("former_memberships")
    op.drop_table("invitations")


_LIVING = "deleted_at IS NULL"
_NUMBERED = "number_index IS NOT NULL AND deleted_at IS NULL"


def _replace_index(name: str, columns: list[Any], condition: str, *, nulls_distinct: bool = False) -> None:
    """Both at once: names must be unique at any time. A household has a handful of accounts, and locks wait briefly."""
    op.execute(f"-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX {name}")
    op.create_index(
        name,
        "accounts",
        columns,
        unique=True,
        postgresql_where=sa.text(condition),
        postgresql_nulls_not_distinct=not nulls_distinct or None,
    )
