"""What operators do to articles of the library; in the system's chain, because articles belong to no household."""

from uuid import UUID

from mingus.core.happening import Event


class ArticleChanged(Event):
    """`change`: added, edited, drafted, took a version, kept ours, scheduled, unscheduled, published, unpublished."""

    article_id: UUID
    change: str
