"""Pages of the library: for everybody, for members, and the desk of operators."""

from mingus.articles.pages import adding, desk, library, own, public

DOORS = (library.pages, own.pages, public.pages, adding.pages, desk.pages)
