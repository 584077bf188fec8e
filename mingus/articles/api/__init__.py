"""The library as JSON: what everybody may read, and what a member keeps of it."""

from mingus.articles.api import own, reading

DOORS = (reading.api, own.api)
