"""People, households, who belongs where, sign-in sessions and refresh tokens. None of it belongs to one household."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class Person(Base):
    """Someone who signs in. Names are sealed with the person's own key; the e-mail address is how they are found."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("email_key", name="people_by_email"),)

    id: Mapped[Id]
    email: Mapped[str]
    email_key: Mapped[str]  # normalised: what may exist only once
    password_hash: Mapped[str]
    first_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    session_version: Mapped[int] = mapped_column(default=1)  # raised to end every session and token at once
    password_needs_factor: Mapped[bool] = mapped_column(server_default=false())  # too short to stand alone
    terms_accepted_at: Mapped[datetime]
    email_verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Household(Base):
    """Whom the money belongs to. `is_demo` marks the demonstration household, which one command removes."""

    __tablename__ = "households"

    id: Mapped[Id]
    name: Mapped[str]
    currency: Mapped[str]
    time_zone: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class SeedRun(Base):
    """A household that a program filled, with its person: what is no real person's, and may be removed by a command."""

    __tablename__ = "seed_runs"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID]
    what: Mapped[str]
    made_at: Mapped[datetime]


class Membership(Base):
    """A person in a household, and what they may do there. `used_at` is when they last chose it over another."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'partner', 'viewer')", name="role_known"),
        Index("memberships_by_person", "person_id"),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ownership_offered_at: Mapped[datetime | None]  # the owner wants to hand the household over to them


class FormerMembership(Base):
    """Somebody who left a household. What was theirs alone lies in its trash until it is erased."""

    __tablename__ = "former_memberships"
    __table_args__ = (Index("former_memberships_by_person", "person_id"),)

    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    left_at: Mapped[datetime]


class Invitation(Base):
    """Somebody asked to join a household. Only the hash of the link that was mailed to them is stored."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("token_hash", name="invitations_by_token"),
        CheckConstraint("role IN ('partner', 'viewer')", name="role_known"),
        CheckConstraint("outcome IN ('accepted', 'declined', 'withdrawn')", name="outcome_known"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_with_outcome"),
        Index(
            "invitations_open",
            "household_id",
            "email_key",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("invitations_by_household", "household_id", "created_at"),
        Index("invitations_by_inviter", "invited_by"),
    )

    id: Mapped[Id]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    email: Mapped[str]
    email_key: Mapped[str]
    role: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]


class SignInSession(Base):
    """One signed-in browser. Only the hash of its cookie is stored."""

    __tablename__ = "sessions"
    __table_args__ = (
        Index("sessions_by_person", "person_id"),
        Index("sessions_by_household", "household_id"),
        Index("sessions_by_expiry", "expires_at"),
    )

    id_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    session_version: Mapped[int]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    stepped_up_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    browser: Mapped[str]  # the first words of the User-Agent, for the list of devices
    vicinity: Mapped[str] = mapped_column(server_default="")  # where from, shortened


class RefreshToken(Base):
    """A token that buys the next access token, once. Using it twice ends its whole family."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (
        Index("refresh_tokens_by_person", "person_id"),
        Index("refresh_tokens_by_household", "household_id"),
        Index("refresh_tokens_by_family", "family_id"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    family_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    session_version: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(server_default="")
    vicinity: Mapped[str] = mapped_column(server_default="")
    stepped_up_at: Mapped[datetime | None]


class OneTimeLink(Base):
    """A link in a mail that does one thing, once. Only the hash of its 256 random bits is stored.

    `bound_to` is a hash over what must not have changed meanwhile, such as the password; see rules.links.
    """

    __tablename__ = "one_time_links"
    __table_args__ = (
        CheckConstraint(
            "purpose IN ('verify_email', 'reset_password', 'change_email', 'undo_email_change')", name="purpose_known"
        ),
        UniqueConstraint("token_hash", name="one_time_links_by_token"),
        Index("one_time_links_by_person", "person_id", "purpose"),
        Index("one_time_links_by_household", "household_id"),
        Index("one_time_links_by_expiry", "expires_at"),
    )

    id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    bound_to: Mapped[bytes] = mapped_column(LargeBinary)
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # the address that it makes theirs
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser or program that a person has signed in with. A new one is told to them."""

    __tablename__ = "known_devices"
    __table_args__ = (Index("known_devices_by_moment", "seen_at"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    device_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    browser: Mapped[str]
    first_seen_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class PersonalToken(Base):
    """A token that somebody made for a program of their own. Only its hash is stored; it is shown once."""

    __tablename__ = "personal_tokens"
    __table_args__ = (
        UniqueConstraint("token_hash", name="personal_tokens_by_hash"),
        Index("personal_tokens_by_person", "person_id"),
        Index("personal_tokens_by_household", "household_id"),
        CheckConstraint("scopes <> ''", name="may_something"),
    )

    id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    session_version: Mapped[int]  # a new password, or signing out everywhere, ends it
    name: Mapped[str]
    scopes: Mapped[str]  # blank-separated: read write import export
    ending: Mapped[str]  # its last four characters, so that its owner knows which one it is
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
