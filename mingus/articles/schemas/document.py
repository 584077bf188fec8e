"""An article's text: a head in YAML between two lines of dashes, then Markdown."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from mingus.articles.rules.words import ASSESSMENTS, GOALS, LEVELS, PHASES, TOPICS
from mingus.core.errors import Refused
from mingus.core.fields import CalendarDate, Incoming
from mingus.core.sentences import by_field

MAX_CHARACTERS: Final = 60_000
FENCE: Final = "---"
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RESERVED: Final = frozenset({"bookmarks", "featured", "feed", "folders", "new", "saved", "search", "size"})
"""What stands beside articles at the library's addresses; an article of this name could never be opened."""
FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}-\d{1,4}$")]
Objective = Annotated[str, StringConstraints(min_length=5, max_length=200)]


def _free(slug: str) -> str:
    if slug in RESERVED:
        raise ValueError(f"“{slug}” is a page of the library itself: choose another address")
    return slug


def _known(allowed: tuple[str, ...], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"“{value}” is no {what} of ours")
        return value

    return AfterValidator(check)


class Head(Incoming):
    """What an article says about itself. Unknown names are refused, so that a slip of the pen is seen."""

    slug: Annotated[Slug, AfterValidator(_free)]
    title: Annotated[str, StringConstraints(min_length=5, max_length=120)]
    summary: Annotated[str, StringConstraints(min_length=20, max_length=200)]
    phase: Annotated[str, _known(PHASES, "phase")]
    level: Annotated[str, _known(LEVELS, "level")]
    topics: Annotated[list[Annotated[str, _known(TOPICS, "topic")]], Field(min_length=1, max_length=4)]
    author: Literal["Mingus"]
    published: CalendarDate
    updated: CalendarDate
    sources: list[FactId]
    objectives: Annotated[list[Objective], Field(min_length=2, max_length=4)]
    prerequisites: Annotated[list[Slug], Field(max_length=6)]
    related: Annotated[list[Slug], Field(min_length=2, max_length=4)]
    goal: Annotated[str, _known(GOALS, "kind of goal")] | None = None
    assessment: Annotated[str, _known(ASSESSMENTS, "assessment")] | None = None

    @field_validator("topics", "sources", "related")
    @classmethod
    def _names_each_once(cls, named: list[str]) -> list[str]:
        if twice := [name for name in dict.fromkeys(named) if named.count(name) > 1]:
            raise ValueError(f"{twice[0]} is named twice")
        return named

    @field_validator("related", "prerequisites")
    @classmethod
    def _names_others(cls, named: list[str], info: ValidationInfo) -> list[str]:
        if info.data.get("slug") in named:
            raise ValueError("an article is not related to itself")
        return named

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.updated < self.published:
            raise ValueError("updated can’t be before published")
        return self


@dataclass(frozen=True, slots=True)
class Document:
    """A text taken apart."""

    head: Head
    body: str
    text: str

    @property
    def digest(self) -> str:
        """Tells this text from every other."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def parse(text: str) -> Document:
    """The head and body of `text`. Raises Refused that names the fields at fault."""
    if len(text) > MAX_CHARACTERS:
        raise _refused("text", f"is longer than {MAX_CHARACTERS:,} characters")
    plain = text.replace("\r\n", "\n")
    opening, _, rest = plain.partition("\n")
    head, fence, body = rest.partition(f"\n{FENCE}\n")
    if opening.strip() != FENCE or not fence:
        raise _refused("text", "must begin with a head between two lines of three dashes")
    try:
        return Document(Head.model_validate(_yaml(head)), body.strip() + "\n", plain)
    except ValidationError as error:
        faults = by_field(error.errors(include_url=False, include_input=False))
        faults = {("head" if name == "form" else name): said for name, said in faults.items()}
        raise Refused("The head of this article needs another look.", fields=faults) from None


def _yaml(head: str) -> Any:
    import yaml

    try:
        found = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise _refused("head", "is not YAML") from None
    if not isinstance(found, dict):
        raise _refused("head", "must be names and values")
    return found


def _refused(field: str, said: str) -> Refused:
    return Refused(f"This article’s {field} {said}.", fields={field: said})
