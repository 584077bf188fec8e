"""Sessions and tokens that ended long ago, and what waited for a second factor that never came, are forgotten."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.identity.factor_models import AuthenticatorApp, PasskeyChallenge, PendingSignIn, RememberedBrowser
from mingus.identity.models import (
    FormerMembership,
    Invitation,
    KnownDevice,
    OneTimeLink,
    PersonalToken,
    RefreshToken,
    SignInSession,
)


def sessions(db: Session) -> int:
    """Forget sessions of browsers that ended long enough ago; how many."""
    over = SignInSession.expires_at < now() - retention.SESSIONS
    old = select(SignInSession.id_hash).where(over).limit(retention.ROWS_A_RUN)
    gone = delete(SignInSession).where(SignInSession.id_hash.in_(old)).returning(SignInSession.id_hash)
    return len(db.scalars(gone).all())


def refresh_tokens(db: Session) -> int:
    """Forget refresh tokens that can't be used any more, not even a second time; how many."""
    old = select(RefreshToken.token_hash).where(RefreshToken.expires_at < now()).limit(retention.ROWS_A_RUN)
    gone = delete(RefreshToken).where(RefreshToken.token_hash.in_(old)).returning(RefreshToken.token_hash)
    return len(db.scalars(gone).all())


def unfinished(db: Session) -> int:
    """Forget sign-ins and passkeys that nobody finished, remembered browsers past their time, apps never set up."""
    moment = now()
    return (
        _gone(db, PendingSignIn.token_hash, PendingSignIn.expires_at < moment)
        + _gone(db, PasskeyChallenge.challenge_hash, PasskeyChallenge.expires_at < moment)
        + _gone(db, RememberedBrowser.id, RememberedBrowser.expires_at < moment)
        + _gone(
            db,
            AuthenticatorApp.id,
            AuthenticatorApp.confirmed_at.is_(None) & (AuthenticatorApp.created_at < moment - retention.UNFINISHED),
        )
    )


def _gone(db: Session, key: InstrumentedAttribute[Any], over: ColumnElement[bool]) -> int:
    old = select(key).where(over).limit(retention.ROWS_A_RUN)
    return len(db.scalars(delete(key.class_).where(key.in_(old)).returning(key)).all())


def links(db: Session) -> int:
    """Forget links of mails that ended long enough ago; how many."""
    over = OneTimeLink.expires_at < now() - retention.LINKS
    old = select(OneTimeLink.id).where(over).limit(retention.ROWS_A_RUN)
    return len(db.scalars(delete(OneTimeLink).where(OneTimeLink.id.in_(old)).returning(OneTimeLink.id)).all())


def invitations(db: Session) -> int:
    """Forget invitations that ended or expired long enough ago, addresses and all; how many."""
    over = func.least(Invitation.expires_at, Invitation.ended_at) < now() - retention.LINKS  # least passes over NULL
    old = select(Invitation.id).where(over).limit(retention.ROWS_A_RUN)
    return len(db.scalars(delete(Invitation).where(Invitation.id.in_(old)).returning(Invitation.id)).all())


def former_memberships(db: Session) -> int:
    """Forget who left a household, once nothing of theirs can lie in its trash any more; how many."""
    keys = (FormerMembership.household_id, FormerMembership.person_id)
    old = select(*keys).where(FormerMembership.left_at < now() - 2 * retention.TRASH).limit(retention.ROWS_A_RUN)
    gone = delete(FormerMembership).where(tuple_(*keys).in_(old)).returning(FormerMembership.person_id)
    return len(db.execute(gone).all())


def devices(db: Session) -> int:
    """Forget browsers and programs that nobody has signed in with for long enough; how many."""
    unseen = KnownDevice.seen_at < now() - retention.DEVICES
    keys = (KnownDevice.person_id, KnownDevice.device_hash)
    old = select(*keys).where(unseen).limit(retention.ROWS_A_RUN)
    return len(db.execute(delete(KnownDevice).where(tuple_(*keys).in_(old)).returning(KnownDevice.person_id)).all())


def personal_tokens(db: Session) -> int:
    """Forget tokens of people's own programs that have expired, as their owners can see for a while; how many."""
    over = PersonalToken.expires_at < now() - retention.PERSONAL_TOKENS
    old = select(PersonalToken.id).where(over).limit(retention.ROWS_A_RUN)
    gone = delete(PersonalToken).where(PersonalToken.id.in_(old)).returning(PersonalToken.id)
    return len(db.scalars(gone).all())
