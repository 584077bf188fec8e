"""A document with its head: read, and looked at on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from mingus.checklist.documents import blocks, heads
from mingus.checklist.documents.blocks import Block
from mingus.checklist.documents.heads import Head
from mingus.checklist.documents.reading import DocumentError, text_of
from mingus.checklist.documents.tables import Table, comment_of, tables_of, title_of


@dataclass(frozen=True)
class Document:
    """One document. `body` is what follows the head (of a YAML file: all of it), from `first_line` on."""

    path: Path
    head: Head
    body: str
    first_line: int

    @property
    def title(self) -> str:
        """Its first heading, or the first sentence of its first comment; the file's name where there is neither."""
        found = title_of(self.body) if self.path.suffix == ".md" else comment_of(self.body)
        return found or self.path.name

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its code blocks. Raises DocumentError for one that does not say how to treat it."""
        return blocks.blocks_of(self.body, self.path, self.first_line) if self.path.suffix == ".md" else ()

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Its tables by the heading they stand under; of several under one heading the first."""
        return tables_of(self.body)

    def table(self, heading: str, *columns: str) -> Table:
        """The rows of the table under `heading`. Raises DocumentError when it, or one of `columns`, is missing."""
        if heading not in self.tables:
            raise DocumentError(f"{self.path}: has no table under the heading {heading}")
        rows = self.tables[heading]
        if missing := [column for column in columns if rows and column not in rows[0]]:
            raise DocumentError(f"{self.path}: the table {heading} has no column {', '.join(missing)}")
        return rows

    def age_days(self, today: date) -> int:
        """Days since it was last reviewed."""
        return (today - self.head.reviewed_on).days

    def is_expired(self, today: date) -> bool:
        return today > self.head.expires_on

    def faults(self, *, roles: Collection[str], today: date) -> list[str]:
        """What is wrong with its head on this day, a sentence each; [] when nothing is."""
        head, found = self.head, list[str]()
        if head.owner not in roles:
            found.append(f"{self.path}: its owner {head.owner} is no role of docs/team.yaml")
        if head.reviewed_on > today:
            found.append(f"{self.path}: was reviewed on {head.reviewed_on}, which is in the future")
        if head.expires_on < head.reviewed_on:
            found.append(f"{self.path}: expires before it was reviewed")
        elif self.is_expired(today):
            found.append(f"{self.path}: its review of {head.reviewed_on} expired on {head.expires_on}")
        return found


def read(path: Path) -> Document:
    """The document in this file. Raises DocumentError: not there, too large, binary, no head, or a wrong one."""
    head, body, first_line = heads.split(text_of(path), path)
    return Document(path, head, body, first_line)


def read_current(path: Path, *, roles: Collection[str], today: date) -> Document:
    """Like `read`; raises DocumentError as well when the owner is unknown, or the review in the future or expired."""
    document = read(path)
    if faults := document.faults(roles=roles, today=today):
        raise DocumentError(faults[0])
    return document
