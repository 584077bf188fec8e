"""All articles together: each for itself, then what only shows side by side. Or one of them, beside all the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from mingus.articles import facts
from mingus.articles.checking import figures, structure, wording
from mingus.articles.checking.fault import Fault
from mingus.articles.rules.rendering import blocks
from mingus.articles.rules.words import LEVELS, PHASES
from mingus.articles.schemas.document import Document, Head, parse
from mingus.core.errors import Refused

MIN_IN_A_CELL = 6


class HeadLike(Protocol):
    """What is compared of an article's head, wherever it was read."""

    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def prerequisites(self) -> list[str]: ...


def check(texts: Mapping[str, str]) -> list[Fault]:
    """Every fault of these articles, by file name without its ending."""
    documents: dict[str, Document] = {}
    found: list[Fault] = []
    for name, text in sorted(texts.items()):
        try:
            documents[name] = parse(text)
        except Refused as refusal:
            found += [Fault(name, "head", f"{field}: {said}") for field, said in refusal.fields.items()]
    slugs, known = set(documents), facts.known()
    for name, document in documents.items():
        if document.head.slug != name:
            found.append(Fault(name, "head", f"slug: the file is called {name}.md"))
        found += structure.check(document, slugs, known) + figures.check(document, known)
    heads = {name: document.head for name, document in documents.items()}
    said = {name: [piece.text for piece in blocks(document.body)] for name, document in documents.items()}
    return [*found, *_cells(heads.values()), *_circles(heads), *_same_words(said), *_same_heads(heads)]


def check_one(document: Document, others: Mapping[str, HeadLike], texts: Mapping[str, Iterable[str]]) -> list[Fault]:
    """Every fault of one article beside the heads and the texts, block by block, of `others`, by their slugs."""
    slug, known = document.head.slug, facts.known()
    heads = _with(others, slug, document.head)
    found = structure.check(document, set(heads), known) + figures.check(document, known)
    said = _with(texts, slug, [piece.text for piece in blocks(document.body)])
    together = (*_circles(heads), *_same_words(said), *_same_heads(heads))
    return [*found, *(fault for fault in together if fault.slug == slug)]


def _with(others: Mapping[str, Any], slug: str, one: Any) -> dict[str, Any]:
    """`others` and `one`, which comes last, so that it is the one that repeats what is there."""
    return {**{name: other for name, other in others.items() if name != slug}, slug: one}


def _cells(heads: Iterable[Head]) -> Iterator[Fault]:
    filled = Counter((head.phase, head.level) for head in heads)
    for phase in PHASES:
        for level in LEVELS:
            if filled[phase, level] < MIN_IN_A_CELL:
                yield Fault("", "cell", f"{phase} × {level} has {filled[phase, level]}; {MIN_IN_A_CELL} at least")


def _circles(heads: Mapping[str, HeadLike]) -> Iterator[Fault]:
    """Articles that ask for each other first, which nobody could begin; or for something of a higher level."""
    for name, head in heads.items():
        for slug in head.prerequisites:
            if slug in heads and _level(heads[slug]) > _level(head):
                yield Fault(name, "prerequisites", f"{slug} is of a higher level", "prerequisites")
        if name in _before(name, heads):
            yield Fault(name, "prerequisites", "leads back to itself", "prerequisites")


def _before(name: str, heads: Mapping[str, HeadLike]) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        fresh = {slug for slug in heads[waiting.pop()].prerequisites if slug in heads} - found
        found |= fresh
        waiting += fresh
    return found


def _level(head: HeadLike) -> int:
    return LEVELS.index(head.level)


def _same_words(texts: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    for one, another, run in wording.shared_runs(texts):
        yield Fault(another, "same words", f"“{run}” stands in {one} too")


def _same_heads(heads: Mapping[str, HeadLike]) -> Iterator[Fault]:
    """Titles and summaries that an article before this one has already, in the order of `heads`."""
    seen: dict[tuple[str, str], str] = {}
    for name, head in heads.items():
        for field, said in (("title", head.title), ("summary", head.summary)):
            if (other := seen.setdefault((field, said.lower()), name)) != name:
                yield Fault(name, "same words", f"the {field} is that of {other}", field)
