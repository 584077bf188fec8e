"""Whether articles are fit to ship: `mingus library check`. Pure, but for the facts that are read from their file."""

from mingus.articles.checking.library import check

__all__ = ["check"]
