"""What people prove who they are with beside the password, and sign-ins that wait for it. All of it is a person's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class AuthenticatorApp(Base):
    """An app that shows six digits every thirty seconds. It counts once a code of it has been typed."""

    __tablename__ = "authenticator_apps"
    __table_args__ = (Index("authenticator_apps_by_person", "person_id"),)

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str]
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_counter: Mapped[int] = mapped_column(BigInteger, default=0)  # a code of this step or before is spent
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A public key whose private half a device or password manager keeps. Worth nothing to whoever steals this row."""

    __tablename__ = "passkeys"
    __table_args__ = (
        UniqueConstraint("credential_id", name="passkeys_by_credential"),
        Index("passkeys_by_person", "person_id"),
    )

    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[str]  # how the browser may reach it, blank-separated: a hint for the next sign-in
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One of ten codes for the day when everything else is lost. Only its keyed hash is stored."""

    __tablename__ = "recovery_codes"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyChallenge(Base):
    """A question put to a passkey: answered once, within minutes, by the browser that was asked."""

    __tablename__ = "passkey_challenges"
    __table_args__ = (
        CheckConstraint("purpose IN ('add', 'second', 'confirm', 'sign_in')", name="purpose_known"),
        Index("passkey_challenges_by_expiry", "expires_at"),
    )

    challenge_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    purpose: Mapped[str]
    bound_to: Mapped[bytes] = mapped_column(LargeBinary)  # hash of the session, pending sign-in or visitor
    expires_at: Mapped[datetime]


class PendingSignIn(Base):
    """The password was right; a second factor is still to come. Opens nothing by itself."""

    __tablename__ = "pending_sign_ins"
    __table_args__ = (
        Index("pending_sign_ins_by_person", "person_id"),
        Index("pending_sign_ins_by_household", "household_id"),
        Index("pending_sign_ins_by_expiry", "expires_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    session_version: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class RememberedBrowser(Base):
    """A browser that is not asked for a second factor for a while. It still needs the password."""

    __tablename__ = "remembered_browsers"
    __table_args__ = (
        UniqueConstraint("token_hash", name="remembered_browsers_by_token"),
        Index("remembered_browsers_by_person", "person_id"),
    )

    id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    session_version: Mapped[int]  # a new password, or signing out everywhere, forgets it
    browser: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
