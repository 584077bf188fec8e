"""Documents of transactions."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("uploads", sa.Column("purpose", sa.Text(), nullable=False, server_default="import"))
    op.execute(
        "ALTER TABLE uploads ADD CONSTRAINT uploads_purpose_known"
        " CHECK (purpose IN ('import', 'document', 'archive')) NOT VALID"
    )
    # In the same transaction, because the column is new: every row has its default, and the table holds files only.
    op.execute(
        "-- squawk-ignore constraint-missing-not-valid\nALTER TABLE uploads VALIDATE CONSTRAINT uploads_purpose_known"
    )
    op.create_table(
        "documents",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "transaction_id"],
            ["transactions.household_id", "transactions.id"],
            name=op.f("documents_household_id_transaction_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name=op.f("documents_upload"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("documents_pkey")),
    )
    op.create_index("documents_of_transaction", "documents", ["household_id", "transaction_id", "created_at"])
    op.create_index("documents_by_upload", "documents", ["household_id", "upload_id"], unique=True)
    protect("documents")


def downgrade() -> None:
    op.drop_table("documents")
    op.drop_column("uploads", "purpose")
