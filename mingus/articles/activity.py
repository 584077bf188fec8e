"""The events of the library in words. Only operators' deeds are recorded: what people read is nobody's business."""

from mingus.core.activity import tell
from mingus.core.article_events import ArticleChanged

tell(ArticleChanged, "household", "changed an article of the library", icon="file-text", audience="nobody")
