"""Data keys by their root key: counting, re-wrapping and the check at start need not look at each row."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("data_keys_by_root", "data_keys", ["kid", "owner_kind", "owner_id"], unique=False)


def downgrade() -> None:
    op.drop_index("data_keys_by_root", table_name="data_keys")
