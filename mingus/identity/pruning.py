"""Sessions and refresh tokens that ended long ago, and counts whose window is over, are forgotten."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import retention
from mingus.core.clock import now
from mingus.identity.models import RefreshToken, SignInSession


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
