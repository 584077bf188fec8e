"""What people and visitors answer in assessments, and how it came out."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mingus.core.tables import grant, protect_personal

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment_attempts",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_outcome("assessment_attempts"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("assessment_attempts_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("assessment_attempts_pkey")),
    )
    op.create_index(
        "assessment_attempts_open",
        "assessment_attempts",
        ["person_id", "slug"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index("assessment_attempts_by_moment", "assessment_attempts", ["person_id", "slug", "finished_at", "id"])
    protect_personal("assessment_attempts")
    op.create_table(
        "visitor_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        *_outcome("visitor_attempts"),
        sa.PrimaryKeyConstraint("id", name=op.f("visitor_attempts_pkey")),
        sa.UniqueConstraint("token_hash", "slug", name=op.f("visitor_attempts_token_hash_slug_key")),
    )
    op.create_index("visitor_attempts_by_moment", "visitor_attempts", ["updated_at"])
    grant("visitor_attempts")


def downgrade() -> None:
    op.drop_table("visitor_attempts")
    op.drop_table("assessment_attempts")


def _outcome(table: str) -> list[sa.Column[Any] | sa.CheckConstraint]:
    return [
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("definition_hash", sa.LargeBinary(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column("sub_scores", postgresql.JSONB(), nullable=True),
        sa.Column("band", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f(f"{table}_score_in_range")),
        sa.CheckConstraint("(finished_at IS NULL) = (band IS NULL)", name=op.f(f"{table}_finished_with_a_band")),
    ]
