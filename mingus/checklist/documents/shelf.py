"""Every document of a tree: which there are, which are overdue, and the index of them all."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from mingus.checklist.documents.document import Document, read
from mingus.checklist.documents.reading import DocumentError

FOLDER: Final = "docs"
INDEX: Final = "docs/README.md"
AT_THE_ROOT: Final = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
KINDS: Final = frozenset({".md", ".yaml", ".sql"})
# Decisions are a record and never reviewed again; the configuration page is made from the code.
WITHOUT_HEAD: Final = ("docs/decisions/", "docs/configuration.md", "docs/pictures/")
MAX_FILES: Final = 500
_BEGIN: Final = "<!-- the index: python -m mingus.checklist.documents -->"
_END: Final = "<!-- end of the index -->"


def paths(root: Path) -> list[Path]:
    """Every file of docs/ that must have a head, sorted. Links are not followed; raises DocumentError above a limit."""
    found: list[Path] = []
    for path in _files(root / FOLDER):
        name = path.relative_to(root).as_posix()
        if path.suffix in KINDS and not name.startswith(WITHOUT_HEAD):
            found.append(path)
        if len(found) > MAX_FILES:
            raise DocumentError(f"{FOLDER}: has more than {MAX_FILES} documents")
    return sorted(found)


def documents(root: Path) -> list[Document]:
    """Every document of docs/. Raises DocumentError for the first one that can't be read."""
    return [read(path) for path in paths(root)]


def overdue(root: Path, today: date) -> list[Document]:
    """The documents whose review has expired on this day, the oldest first."""
    late = [document for document in documents(root) if document.is_expired(today)]
    return sorted(late, key=lambda document: document.head.expires_on)


def index_table(root: Path) -> str:
    """The index: each document with its title, its owner, and the days it was reviewed and is to be read again."""
    rows = ["| document | what | owner | reviewed | again by |", "|---|---|---|---|---|"]
    for document in documents(root):
        if document.path != root / INDEX:
            name = document.path.relative_to(root / FOLDER).as_posix()
            head = document.head
            cells = (f"[{name}]({name})", document.title, head.owner, str(head.reviewed_on), str(head.expires_on))
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def with_index(page: str, table: str) -> str:
    """The text of docs/README.md with `table` in its place. Raises DocumentError when the place is not marked."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise DocumentError(f"{INDEX}: the place of the index is not marked by {_BEGIN} and {_END}")
    return f"{before}{begin}\n\n{table}\n{end}{after}"


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):  # links to folders are not followed
        yield from (path for name in names if not (path := Path(parent, name)).is_symlink())
