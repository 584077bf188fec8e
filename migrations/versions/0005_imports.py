"""Imports: staged rows, statements, what an undo puts back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mingus.core.tables import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("shape", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("bytes_read", sa.BigInteger(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('reading', 'ready', 'refused', 'confirming', 'confirmed', 'undoing', 'undone', 'discarded')",
            name=op.f("imports_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "upload_id"],
            ["uploads.household_id", "uploads.id"],
            name="imports_upload",
            ondelete="SET NULL (upload_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("imports_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("imports_pkey")),
    )
    op.create_index("imports_newest", "imports", ["household_id", "created_at", "id"], unique=False)
    op.create_table(
        "import_rows",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("new_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("column_name", sa.Text(), nullable=False),
        sa.Column("raw_value", sa.Text(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.CheckConstraint("decision IN ('add', 'skip', 'same')", name=op.f("import_rows_decision_known")),
        sa.CheckConstraint(
            "outcome IN ('new', 'matched', 'posted', 'filled', 'review', 'failed')",
            name=op.f("import_rows_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "import_id"],
            ["imports.household_id", "imports.id"],
            name=op.f("import_rows_household_id_import_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "import_id", "number", name=op.f("import_rows_pkey")),
    )
    op.create_index(
        "import_rows_to_review",
        "import_rows",
        ["household_id", "import_id", "number"],
        unique=False,
        postgresql_where=sa.text("outcome IN ('review', 'failed')"),
    )
    op.create_table(
        "import_shapes",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("shape", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name="import_shapes_account",
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("import_shapes_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "signature", name=op.f("import_shapes_pkey")),
    )
    op.create_table(
        "import_statements",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("number_index", sa.LargeBinary(), nullable=True),
        sa.Column("suggested_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("opening_minor", sa.BigInteger(), nullable=True),
        sa.Column("opening_on", sa.Date(), nullable=True),
        sa.Column("closing_minor", sa.BigInteger(), nullable=True),
        sa.Column("closing_on", sa.Date(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sum_minor", sa.BigInteger(), nullable=False),
        sa.Column("made_account", sa.Boolean(), nullable=False),
        sa.Column("settled_against", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id"],
            ["accounts.household_id", "accounts.id"],
            name="import_statements_account",
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "import_id"],
            ["imports.household_id", "imports.id"],
            name=op.f("import_statements_household_id_import_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "import_id", "position", name=op.f("import_statements_pkey")),
    )
    op.create_table(
        "import_changes",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "kind IN ('takes_over', 'adopts_id', 'was_pending')", name=op.f("import_changes_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "import_id"],
            ["imports.household_id", "imports.id"],
            name=op.f("import_changes_household_id_import_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "transaction_id"],
            ["transactions.household_id", "transactions.id"],
            name="import_changes_transaction",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "import_id", "transaction_id", name=op.f("import_changes_pkey")),
    )
    protect("imports", "import_statements", "import_rows", "import_changes", "import_shapes")


def downgrade() -> None:
    op.drop_table("import_changes")
    op.drop_table("import_statements")
    op.drop_table("import_shapes")
    op.drop_table("import_rows")
    op.drop_table("imports")
