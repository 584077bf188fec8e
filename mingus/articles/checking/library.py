"""All articles together: each for itself, then what only shows side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mingus.articles import facts
from mingus.articles.checking import figures, structure, wording
from mingus.articles.checking.fault import Fault
from mingus.articles.rules.rendering import blocks
from mingus.articles.rules.words import LEVELS, PHASES
from mingus.articles.schemas.document import Document, parse
from mingus.core.errors import Refused

MIN_IN_A_CELL = 6


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
    return [*found, *_cells(documents.values()), *_circles(documents), *_same_words(documents)]


def _cells(documents: Iterable[Document]) -> Iterator[Fault]:
    filled = Counter((document.head.phase, document.head.level) for document in documents)
    for phase in PHASES:
        for level in LEVELS:
            if filled[phase, level] < MIN_IN_A_CELL:
                yield Fault("", "cell", f"{phase} × {level} has {filled[phase, level]}; {MIN_IN_A_CELL} at least")


def _circles(documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Articles that ask for each other first, which nobody could begin; or for something of a higher level."""
    for name, document in documents.items():
        for slug in document.head.prerequisites:
            if slug in documents and _level(documents[slug]) > _level(document):
                yield Fault(name, "prerequisites", f"{slug} is of a higher level")
        if name in _before(name, documents):
            yield Fault(name, "prerequisites", "leads back to itself")


def _before(name: str, documents: Mapping[str, Document]) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        head = documents[waiting.pop()].head
        fresh = {slug for slug in head.prerequisites if slug in documents} - found
        found |= fresh
        waiting += fresh
    return found


def _level(document: Document) -> int:
    return LEVELS.index(document.head.level)


def _same_words(documents: Mapping[str, Document]) -> Iterator[Fault]:
    texts = {name: [piece.text for piece in blocks(document.body)] for name, document in documents.items()}
    for one, another, run in wording.shared_runs(texts):
        yield Fault(another, "same words", f"“{run}” stands in {one} too")
    seen: dict[str, str] = {}
    for name, document in documents.items():
        for field, said in (("title", document.head.title), ("summary", document.head.summary)):
            if (other := seen.setdefault(said.lower(), name)) != name:
                yield Fault(name, "same words", f"the {field} is that of {other}")
