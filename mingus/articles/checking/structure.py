"""How one article is built: its length, its headings, its links, its sources, its last line."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from mingus.articles.checking import wording
from mingus.articles.checking.fault import Fault
from mingus.articles.facts import Fact
from mingus.articles.rules.rendering import Block, blocks, draw
from mingus.articles.rules.words import ASSESSMENTS, GOALS
from mingus.articles.schemas.document import Document

WORDS: Final = range(700, 1501)
MIN_SECTIONS: Final = 3
MIN_LINKS: Final = 2
MAX_SENTENCE_WORDS: Final = 18
MAX_GRADE: Final = 9
PLACES: Final = frozenset(
    {"/", "/transactions", "/accounts", "/goals", "/goals/new", "/assessments", "/money-health", "/check-in"}
    | {"/library", "/profile", "/advice", "/imports", "/settings"}
    | {f"/goals/new?kind={kind}" for kind in GOALS}
    | {f"/assessments/{slug}" for slug in ASSESSMENTS}
)
LIBRARY: Final = "/library/"
_HTML: Final = re.compile(r"<[a-zA-Z/!]")
_FIELDS: Final = {"source": "sources", "related": "related", "prerequisites": "prerequisites"}
_PROSE: Final = frozenset({"p", "li", "blockquote"})


def check(document: Document, slugs: AbstractSet[str], facts: Mapping[str, Fact]) -> list[Fault]:
    """Everything that can be seen in one article alone, `slugs` being those of all."""
    pieces = blocks(document.body)
    said = [
        *_length(document),
        *_shape(document, pieces),
        *_reading(pieces),
        *_links(document, pieces, slugs, facts),
        *_sources(document, pieces, facts),
        *_neighbours(document, slugs),
    ]
    return [Fault(document.head.slug, kind, words, _FIELDS.get(kind, "")) for kind, words in said]


def _length(document: Document) -> Iterator[tuple[str, str]]:
    count = draw(document.body).word_count
    if count not in WORDS:
        yield "length", f"{count} words; {WORDS.start} to {WORDS.stop - 1} are wanted"


def _shape(document: Document, pieces: list[Block]) -> Iterator[tuple[str, str]]:
    kinds = [piece.kind for piece in pieces]
    if not kinds or kinds[0] != "p":
        yield "shape", "begin with a paragraph"
    if "h1" in kinds:
        yield "shape", "headings begin with ##; the title stands in the head"
    if kinds.count("h2") < MIN_SECTIONS:
        yield "shape", f"{kinds.count('h2')} sections; {MIN_SECTIONS} at least"
    if _HTML.search(document.body):
        yield "shape", "raw HTML, which readers would see as it stands"
    if "![" in document.body:
        yield "shape", "a picture, which is not drawn"
    if not pieces or not pieces[-1].is_aside:
        yield "disclaimer", "the last line must say in italics what this is not"


def _reading(pieces: list[Block]) -> Iterator[tuple[str, str]]:
    prose = [piece.text for piece in pieces if piece.kind in _PROSE]
    mean, grade = wording.mean_sentence_words(prose), wording.grade(prose)
    if mean > MAX_SENTENCE_WORDS:
        yield "reading", f"{mean:.1f} words a sentence; {MAX_SENTENCE_WORDS} at most"
    if grade > MAX_GRADE:
        yield "reading", f"reads like grade {grade:.1f}; {MAX_GRADE} at most"


def _links(
    document: Document, pieces: list[Block], slugs: AbstractSet[str], facts: Mapping[str, Fact]
) -> Iterator[tuple[str, str]]:
    addresses = [link for piece in pieces for link in piece.links]
    allowed = {fact.link for name in document.head.sources if (fact := facts.get(name)) and fact.link}
    for address in addresses:
        slug = address.removeprefix(LIBRARY).partition("#")[0]
        if address.startswith(LIBRARY) and slug not in slugs:
            yield "link", f"there is no article {slug}"
        elif address.startswith("/") and not address.startswith(LIBRARY) and address not in PLACES:
            yield "link", f"{address} is no page of ours"
        elif not address.startswith("/") and address not in allowed:
            yield "link", f"{address} is no address of a primary source this article cites"
    if sum(address.startswith(LIBRARY) for address in set(addresses)) < MIN_LINKS:
        yield "link", f"fewer than {MIN_LINKS} links to other articles"


def _sources(document: Document, pieces: list[Block], facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    cited = {name for piece in pieces for name in piece.cited}
    listed = set(document.head.sources)
    for name in sorted(listed - cited):
        yield "source", f"{name} stands in the head and nowhere in the text"
    for name in sorted(cited - listed):
        yield "source", f"{name} is cited and not in the head"
    for name in sorted((listed | cited) - set(facts)):
        yield "source", f"{name} is no fact of ours"
    if "[^" in " ".join(piece.text for piece in pieces):
        yield "source", "a citation that is not [^TOPIC-01]"


def _neighbours(document: Document, slugs: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    for name in ("related", "prerequisites"):
        for slug in getattr(document.head, name):
            if slug not in slugs:
                yield name, f"there is no article {slug}"
