"""What people send to the library. No field of it says a score or a level: what is open is decided here."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from mingus.articles.rules.words import LEVELS, PHASES, TOPICS
from mingus.core.fields import EmptyIsNone, Flag, Incoming, Name, Note

NOTE_CHARACTERS = 2000


def _one_of(allowed: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value and value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return AfterValidator(check)


def _enum(allowed: tuple[str, ...]) -> object:
    return Field(json_schema_extra={"enum": [*allowed, ""]})


Stars = Annotated[int, Field(ge=1, le=5)]


class Narrowed(Incoming):
    """What a list or a search is narrowed to; '' for everything. `mine` is for members."""

    phase: Annotated[str, _one_of(PHASES), _enum(PHASES)] = ""
    level: Annotated[str, _one_of(LEVELS), _enum(LEVELS)] = ""
    topic: Annotated[str, _one_of(TOPICS), _enum(TOPICS)] = ""
    mine: Annotated[Literal["", "saved", "unread", "reading", "read"], Field()] = ""


class ListWanted(Narrowed):
    """What a list is narrowed to, and the slug after which it goes on."""

    after: Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)] = ""


class SearchWanted(Narrowed):
    """What somebody looks for; more than 200 characters find nothing better."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class BookmarkDraft(Incoming):
    """A bookmark’s note and folder; both may be empty."""

    note: Note = ""
    folder_id: Annotated[UUID | None, EmptyIsNone] = None


class FolderDraft(Incoming):
    """A folder’s name."""

    name: Name


class RatingDraft(Incoming):
    """Whether it was useful, and 1 to 5; one of them at least. What is not sent stays."""

    is_useful: Annotated[Flag | None, EmptyIsNone] = None
    stars: Annotated[Stars | None, EmptyIsNone] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.is_useful is None and self.stars is None:
            raise ValueError("say whether it was useful, or give it 1 to 5")
        return self


class ProgressDraft(Incoming):
    """How far somebody is, in percent of the text; `is_finished` marks it as read, or takes the mark away."""

    percent: Annotated[int, Field(ge=0, le=100)] | None = None
    is_finished: Flag | None = None
