"""The operators' desk as programs read it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Self

from mingus.articles.schemas.desk_views import Line, Looked, OnDesk
from mingus.core.fields import Outgoing

if TYPE_CHECKING:
    from mingus.articles.checking import Fault


class OnDeskAnswer(Outgoing):
    """An article, whether or not people may read it. `number` is the version they read, or would.

    `waiting_number` is a newer text of the release that waits for a decision; `due_number` goes live at `due_at`.
    """

    slug: str
    title: str
    phase: str
    level: str
    status: Literal["live", "unpublished"]
    number: int
    origin: Literal["file", "operator"]
    waiting_number: int | None
    due_number: int | None
    due_at: datetime | None
    updated: date
    changed_at: datetime
    useful_count: int
    not_useful_count: int
    stars_count: int
    stars_sum: int

    @classmethod
    def of(cls, row: Any) -> Self:
        """A row of the desk for programs."""
        return cls(**_plain(row))


class OnDeskList(Outgoing):
    """Articles by their addresses; `next_after` goes on where these end."""

    items: list[OnDeskAnswer]
    next_after: str | None = None

    @classmethod
    def page(cls, rows: Sequence[Any], after: str) -> Self:
        """A page of rows for programs."""
        return cls(items=[OnDeskAnswer.of(row) for row in rows], next_after=after or None)


class FaultAnswer(Outgoing):
    """What the check says of a text; `field` names the part of the head, null where it is the text itself."""

    kind: str
    field: str | None
    said: str

    @classmethod
    def each(cls, faults: "Sequence[Fault]") -> list[Self]:
        """`faults` for programs."""
        return [cls(kind=fault.kind, field=fault.field or None, said=fault.said) for fault in faults]


class VersionAnswer(Outgoing):
    """One text an article had or has."""

    number: int
    origin: Literal["file", "operator"]
    note: str
    made_at: datetime


class DeskArticle(OnDeskAnswer):
    """An article with its versions, newest first, and the text of one of them.

    `newest_number` is the `base_number` of whoever changes it next.
    """

    newest_number: int
    versions: list[VersionAnswer]
    text_number: int
    text: str
    faults: list[FaultAnswer]

    @classmethod
    def whole(cls, found: OnDesk, faults: "Sequence[Fault]") -> Self:
        """`found` for programs."""
        versions = [
            VersionAnswer(number=each.number, origin=each.origin, note=each.note, made_at=each.made_at)
            for each in found.versions
        ]
        return cls(
            **_plain(found.row),
            newest_number=found.newest,
            versions=versions,
            text_number=found.shown,
            text=found.text,
            faults=FaultAnswer.each(faults),
        )


class LookAnswer(Outgoing):
    """A text as it would be read, and what the check says of it. Nothing was kept."""

    slug: str
    title: str
    html: str
    word_count: int
    reading_minutes: int
    faults: list[FaultAnswer]

    @classmethod
    def of(cls, looked: Looked) -> Self:
        """`looked` for programs."""
        drawn = looked.drawn
        return cls(
            slug=looked.head.slug,
            title=looked.head.title,
            html=drawn.html,
            word_count=drawn.word_count,
            reading_minutes=drawn.reading_minutes,
            faults=FaultAnswer.each(looked.faults),
        )


class LineAnswer(Outgoing):
    """A line of a comparison; `skipped` stands for what both have in between."""

    kind: Literal["same", "gone", "new", "skipped"]
    text: str


class Comparison(Outgoing):
    """What changed from one version to another, line by line; nothing where both say the same."""

    items: list[LineAnswer]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """`lines` for programs."""
        return cls(items=[LineAnswer(kind=line.kind, text=line.text) for line in lines])


def _plain(row: Any) -> dict[str, Any]:
    names = ("slug", "title", "phase", "level", "status", "number", "origin", "waiting_number", "due_number", "due_at")
    counts = ("useful_count", "not_useful_count", "stars_count", "stars_sum", "changed_at")
    return {**{name: getattr(row, name) for name in (*names, *counts)}, "updated": row.updated_on}
