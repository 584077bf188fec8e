"""The library as JSON: what everybody may read, what a member keeps of it, and the operators' desk."""

from mingus.articles.api import desk, own, reading

DOORS = (reading.api, own.api, desk.api)
