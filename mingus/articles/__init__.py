"""The library: articles for everybody, what opens them, and what each person keeps of them."""

from mingus.articles import activity as activity  # puts its events into words
from mingus.articles import models as models
from mingus.articles import privacy
from mingus.articles.service.loading import Loaded, load, texts

DOORS = ()
privacy.register()

__all__ = ["DOORS", "Loaded", "load", "texts"]
