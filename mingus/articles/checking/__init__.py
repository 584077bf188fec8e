"""Whether articles are fit to ship: `mingus library check`. Pure, but for the facts that are read from their file."""

from mingus.articles.checking.fault import Fault
from mingus.articles.checking.library import check, check_one

__all__ = ["Fault", "check", "check_one"]
