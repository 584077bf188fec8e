"""Scheduled texts go live."""

from uuid import UUID

from mingus.articles.service import desk
from mingus.core import jobs
from mingus.core.db import GLOBAL, transaction


@jobs.job(desk.GO_LIVE)
def go_live(article_id: str, number: int) -> None:
    """Make a version live whose moment has come. Safe to run twice; one that was taken back stays as it is."""
    with transaction(GLOBAL) as db:
        desk.go_live(db, UUID(article_id), number)
