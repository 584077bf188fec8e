"""Tables of the library: what everybody may read, and what each person keeps of it."""

from mingus.articles.models.library import Article, ArticleVersion
from mingus.articles.models.own import Bookmark, Folder, Rating, Reading

__all__ = ["Article", "ArticleVersion", "Bookmark", "Folder", "Rating", "Reading"]
