"""Second factors, sign-ins that wait for one, remembered browsers, and when programs confirmed last."""

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "authenticator_apps",
    "passkeys",
    "recovery_codes",
    "passkey_challenges",
    "pending_sign_ins",
    "remembered_browsers",
)


def upgrade() -> None:
    op.add_column("refresh_tokens", sa.Column("stepped_up_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("people", sa.Column("password_needs_factor", sa.Boolean(), server_default=sa.false(), nullable=False))
    _factors()
    _sign_ins()
    grant(*TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("people", "password_needs_factor")
    op.drop_column("refresh_tokens", "stepped_up_at")


def _factors() -> None:
    op.create_table(
        "authenticator_apps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_counter", sa.BigInteger(), nullable=False),
        _moment("created_at"),
        _moment("confirmed_at", nullable=True),
        _moment("used_at", nullable=True),
        _person("authenticator_apps"),
        sa.PrimaryKeyConstraint("id", name=op.f("authenticator_apps_pkey")),
    )
    op.create_index("authenticator_apps_by_person", "authenticator_apps", ["person_id"], unique=False)
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.Text(), nullable=False),
        _moment("created_at"),
        _moment("used_at", nullable=True),
        _person("passkeys"),
        sa.PrimaryKeyConstraint("id", name=op.f("passkeys_pkey")),
        sa.UniqueConstraint("credential_id", name="passkeys_by_credential"),
    )
    op.create_index("passkeys_by_person", "passkeys", ["person_id"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        _moment("created_at"),
        _moment("used_at", nullable=True),
        _person("recovery_codes"),
        sa.PrimaryKeyConstraint("person_id", "code_hash", name=op.f("recovery_codes_pkey")),
    )


def _sign_ins() -> None:
    op.create_table(
        "passkey_challenges",
        sa.Column("challenge_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("bound_to", sa.LargeBinary(), nullable=False),
        _moment("expires_at"),
        sa.CheckConstraint(
            "purpose IN ('add', 'second', 'confirm', 'sign_in')", name=op.f("passkey_challenges_purpose_known")
        ),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("passkey_challenges_pkey")),
    )
    op.create_index("passkey_challenges_by_expiry", "passkey_challenges", ["expires_at"], unique=False)
    op.create_table(
        "pending_sign_ins",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("expires_at"),
        _person("pending_sign_ins"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("pending_sign_ins_household_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pending_sign_ins_pkey")),
    )
    op.create_index("pending_sign_ins_by_person", "pending_sign_ins", ["person_id"], unique=False)
    op.create_index("pending_sign_ins_by_household", "pending_sign_ins", ["household_id"], unique=False)
    op.create_index("pending_sign_ins_by_expiry", "pending_sign_ins", ["expires_at"], unique=False)
    op.create_table(
        "remembered_browsers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        _moment("created_at"),
        _moment("used_at"),
        _moment("expires_at"),
        _person("remembered_browsers"),
        sa.PrimaryKeyConstraint("id", name=op.f("remembered_browsers_pkey")),
        sa.UniqueConstraint("token_hash", name="remembered_browsers_by_token"),
    )
    op.create_index("remembered_browsers_by_person", "remembered_browsers", ["person_id"], unique=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=op.f(f"{table}_person_id_fkey"), ondelete="CASCADE"
    )
