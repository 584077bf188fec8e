"""Which edition of the library this is: every change that readers see makes a newer one.

Changes are made one after another until commit, so whoever sees an edition sees everything that came before it.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mingus.articles.models import Article
from mingus.core.clock import now
from mingus.core.db import look_up
from mingus.core.fixed import Fixed

_ALONE: Final = text("SELECT pg_advisory_xact_lock(hashtext('mingus.articles.change'))")
_NEWEST: Final = Fixed(select(func.max(Article.changed_at).label("changed_at")))
_MOMENT: Final = timedelta(microseconds=1)


def current() -> datetime | None:
    """The newest edition; None without any article. One round trip."""
    row = look_up(_NEWEST)
    return row.changed_at if row else None


def begin_change(db: Session) -> None:
    """Let nobody else change the library until commit. To be called before any article is locked."""
    db.execute(_ALONE)


def next_edition(db: Session) -> datetime:
    """The `changed_at` of what is changed now: newer than all others, whatever the clock of this machine says."""
    newest = db.scalar(select(func.max(Article.changed_at)))
    return now() if newest is None else max(now(), newest + _MOMENT)
