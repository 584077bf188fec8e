"""Sessions and refresh tokens that ended long ago, and counts whose window is over, are forgotten."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.identity.models import PersonalToken, RefreshToken, SignInSession


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


def personal_tokens(db: Session) -> int:
    """Forget tokens of people's own programs that have expired, as their owners can see for a while; how many."""
    over = PersonalToken.expires_at < now() - retention.PERSONAL_TOKENS
    old = select(PersonalToken.id).where(over).limit(retention.ROWS_A_RUN)
    gone = delete(PersonalToken).where(PersonalToken.id.in_(old)).returning(PersonalToken.id)
    return len(db.scalars(gone).all())
