"""Pages of the library: for everybody, for members, and the desk of operators."""

from mingus.articles.pages import desk, library, own, public

DOORS = (library.pages, own.pages, public.pages, desk.pages)
