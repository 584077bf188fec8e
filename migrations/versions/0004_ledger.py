"""Accounts, categories, payees, rules, transactions, transfers."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('income', 'expense')", name=op.f("categories_kind_known")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("categories_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("categories_pkey")),
    )
    op.create_index("categories_by_name", "categories", ["household_id", sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "transfers",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source IN ('matched', 'person')", name=op.f("transfers_source_known")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("transfers_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("transfers_pkey")),
    )
    op.create_table(
        "accounts",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("number_index", sa.LargeBinary(), nullable=True),
        sa.Column("private_to", sa.Uuid(), nullable=True),
        sa.Column("opening_minor", sa.BigInteger(), nullable=False),
        sa.Column("opening_on", sa.Date(), nullable=True),
        sa.Column("opening_source", sa.Text(), nullable=False),
        sa.Column("bank_balance_minor", sa.BigInteger(), nullable=True),
        sa.Column("bank_balance_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('checking', 'savings', 'cash', 'card', 'loan', 'investment', 'property', 'other')",
            name=op.f("accounts_kind_known"),
        ),
        sa.CheckConstraint(
            "opening_source IN ('asked', 'file', 'assumed')", name=op.f("accounts_opening_source_known")
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "private_to"],
            ["memberships.household_id", "memberships.person_id"],
            name="accounts_private_to",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("accounts_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("accounts_pkey")),
        sa.UniqueConstraint("household_id", "id", "currency", name="accounts_with_currency"),
    )
    op.create_index(
        "accounts_by_name",
        "accounts",
        ["household_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "accounts_by_number",
        "accounts",
        ["household_id", "number_index"],
        unique=True,
        postgresql_where=sa.text("number_index IS NOT NULL AND deleted_at IS NULL"),
    )
    op.create_table(
        "payees",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="payees_category",
            ondelete="SET NULL (category_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("payees_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("payees_pkey")),
    )
    op.create_index("payees_by_name", "payees", ["household_id", sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "rules",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=True),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("match IN ('exact', 'contains')", name=op.f("rules_match_known")),
        sa.CheckConstraint("source IN ('person', 'learned')", name=op.f("rules_source_known")),
        sa.CheckConstraint("payee_id IS NOT NULL OR category_id IS NOT NULL", name=op.f("rules_does_something")),
        sa.ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="rules_category",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "payee_id"], ["payees.household_id", "payees.id"], name="rules_payee", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("rules_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("rules_pkey")),
    )
    op.create_index("rules_by_pattern", "rules", ["household_id", "match", "pattern"], unique=True)
    op.create_table(
        "transactions",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("bank_posted_on", sa.Date(), nullable=True),
        sa.Column("bank_amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("bank_description", sa.Text(), nullable=True),
        sa.Column("bank_memo", sa.Text(), nullable=True),
        sa.Column("bank_category", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("pending_source_id", sa.Text(), nullable=True),
        sa.Column("pending_fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("own_posted_on", sa.Date(), nullable=True),
        sa.Column("own_amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("payee_id", sa.Uuid(), nullable=True),
        sa.Column("payee_source", sa.Text(), nullable=True),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("category_source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_split", sa.Boolean(), nullable=False),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column(
            "posted_on",
            sa.Date(),
            sa.Computed("COALESCE(own_posted_on, bank_posted_on)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "amount_minor",
            sa.BigInteger(),
            sa.Computed("COALESCE(own_amount_minor, bank_amount_minor)", persisted=True),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "category_source IN ('person', 'rule', 'file', 'payee', 'default')",
            name=op.f("transactions_category_source_known"),
        ),
        sa.CheckConstraint("payee_source IN ('person', 'rule', 'file')", name=op.f("transactions_payee_source_known")),
        sa.CheckConstraint("status IN ('posted', 'pending')", name=op.f("transactions_status_known")),
        sa.CheckConstraint(
            "(fingerprint IS NULL) = (bank_posted_on IS NULL)", name=op.f("transactions_fingerprint_with_bank")
        ),
        sa.CheckConstraint("posted_on IS NOT NULL AND amount_minor IS NOT NULL", name=op.f("transactions_complete")),
        sa.ForeignKeyConstraint(
            ["household_id", "account_id", "currency"],
            ["accounts.household_id", "accounts.id", "accounts.currency"],
            name="transactions_account",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="transactions_category",
            ondelete="SET NULL (category_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "payee_id"],
            ["payees.household_id", "payees.id"],
            name="transactions_payee",
            ondelete="SET NULL (payee_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "transfer_id"],
            ["transfers.household_id", "transfers.id"],
            name="transactions_transfer",
            ondelete="SET NULL (transfer_id)",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("transactions_pkey")),
    )
    op.create_index(
        "transactions_by_fingerprint",
        "transactions",
        ["household_id", "account_id", "fingerprint", "ordinal"],
        unique=True,
    )
    op.create_index(
        "transactions_by_pending_fingerprint",
        "transactions",
        ["household_id", "account_id", "pending_fingerprint"],
        unique=False,
        postgresql_where=sa.text("pending_fingerprint IS NOT NULL"),
    )
    op.create_index(
        "transactions_by_source_id", "transactions", ["household_id", "account_id", "source_id"], unique=True
    )
    op.create_index(
        "transactions_newest",
        "transactions",
        ["household_id", "posted_on", "id"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "transactions_of_account", "transactions", ["household_id", "account_id", "posted_on", "id"], unique=False
    )
    op.create_index(
        "transactions_of_category", "transactions", ["household_id", "category_id", "posted_on", "id"], unique=False
    )
    op.create_index(
        "transactions_of_import",
        "transactions",
        ["household_id", "import_id"],
        unique=False,
        postgresql_where=sa.text("import_id IS NOT NULL"),
    )
    op.create_index("transactions_of_payee", "transactions", ["household_id", "payee_id"], unique=False)
    op.create_index(
        "transactions_of_transfer",
        "transactions",
        ["household_id", "transfer_id"],
        unique=False,
        postgresql_where=sa.text("transfer_id IS NOT NULL"),
    )
    op.create_index(
        "transactions_pending",
        "transactions",
        ["household_id", "account_id"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_table(
        "transaction_splits",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "category_id"],
            ["categories.household_id", "categories.id"],
            name="splits_category",
            ondelete="SET NULL (category_id)",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "transaction_id"],
            ["transactions.household_id", "transactions.id"],
            name=op.f("transaction_splits_household_id_transaction_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "id", name=op.f("transaction_splits_pkey")),
    )
    op.create_index(
        "transaction_splits_of_category", "transaction_splits", ["household_id", "category_id"], unique=False
    )
    op.create_index(
        "transaction_splits_of_transaction",
        "transaction_splits",
        ["household_id", "transaction_id", "position"],
        unique=False,
    )
    op.create_table(
        "transfer_rejections",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("out_id", sa.Uuid(), nullable=False),
        sa.Column("in_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "in_id"],
            ["transactions.household_id", "transactions.id"],
            name="transfer_rejections_in",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["household_id", "out_id"],
            ["transactions.household_id", "transactions.id"],
            name="transfer_rejections_out",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", "out_id", "in_id", name=op.f("transfer_rejections_pkey")),
    )
    protect("accounts", "categories", "payees", "rules")
    protect("transactions", "transaction_splits", "transfers", "transfer_rejections")


def downgrade() -> None:
    op.drop_table("transfer_rejections")
    op.drop_table("transaction_splits")
    op.drop_table("transactions")
    op.drop_table("rules")
    op.drop_table("payees")
    op.drop_table("accounts")
    op.drop_table("transfers")
    op.drop_table("categories")
