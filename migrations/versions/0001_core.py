"""Keys, limits, audit log, job queue: what every package stands on."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mingus.core.tables import grant, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

QUEUE = Path(__file__).parents[1] / "procrastinate-3.10.sql"


def upgrade() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name=op.f("audit_heads_pkey")),
    )
    op.create_table(
        "audit_log",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "number", name=op.f("audit_log_pkey")),
    )
    op.create_index("audit_log_about", "audit_log", ["household_id", "about_id", "number"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "person_id", "key_hash", name=op.f("idempotency_keys_pkey")),
    )
    op.create_table(
        "data_keys",
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner_kind", "owner_id", name=op.f("data_keys_pkey")),
    )
    op.create_table(
        "key_registry",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("canary", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("key_registry_pkey")),
    )
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("rate_limits_pkey")),
    )
    op.create_table(
        "job_runs",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("job_runs_pkey")),
    )
    op.create_table(
        "migration_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("sql_sha256", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("commit", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("migration_log_pkey")),
    )
    op.create_table(
        "worker_heartbeats",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("worker_heartbeats_pkey")),
    )
    grant("data_keys", "key_registry", "rate_limits", "job_runs", "worker_heartbeats")
    op.execute("GRANT SELECT ON migration_log TO mingus_app, mingus_readonly")
    protect("audit_heads", "idempotency_keys")
    protect("audit_log", append_only=True)
    op.execute(QUEUE.read_text())
    for table in ("jobs", "events", "workers", "periodic_defers"):
        grant(f"procrastinate_{table}")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO mingus_app")


def downgrade() -> None:
    op.execute(
        "DROP TABLE procrastinate_periodic_defers, procrastinate_events, procrastinate_jobs, "
        "procrastinate_workers CASCADE"
    )
    op.drop_table("worker_heartbeats")
    op.drop_table("migration_log")
    op.drop_table("job_runs")
    op.drop_table("rate_limits")
    op.drop_table("key_registry")
    op.drop_table("data_keys")
    op.drop_table("idempotency_keys")
    op.drop_table("audit_log")
    op.drop_table("audit_heads")
