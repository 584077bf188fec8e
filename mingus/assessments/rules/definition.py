"""What a definition file may say, whole. What is inconsistent is refused when it is read."""

from itertools import pairwise
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from mingus.assessments.rules.questions import (
    Condition,
    Exact,
    Key,
    Measure,
    NextStep,
    Number,
    Part,
    Points,
    Question,
    Scale,
    Slug,
    Source,
    Weighed,
    Words,
    must,
    unique,
)

_OneOfKinds = Annotated[Question, Field(discriminator="kind")]

PARTS: Final = 100
"""What all weights of a definition sum to."""


class Section(Part):
    """A part of the whole with a score of its own; `next` is for whoever is low here."""

    key: Key
    name: Words
    meaning: Words
    next: tuple[NextStep, ...] = ()


class Band(Part):
    """From this score on, up to the next band: what it means in words."""

    key: Key
    at: Points
    name: Words
    text: Words
    tone: Literal["positive", "info", "warning", "negative"]
    next: tuple[NextStep, ...] = ()


class Definition(Part):
    """One assessment. `slug` and `version` name it for ever: results say which one they were scored by."""

    slug: Slug
    version: Annotated[int, Field(ge=1, le=999, strict=True)]
    kind: Literal["scored", "comparison"] = "scored"
    name: Words
    summary: Annotated[str, Field(min_length=1, max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=15, strict=True)]
    icon: Slug
    score_name: Words
    intro: Annotated[tuple[Words, ...], Field(min_length=1, max_length=3)]
    sections: tuple[Section, ...] = ()
    questions: Annotated[
        tuple[Annotated[Question, Field(discriminator="kind")], ...], Field(min_length=1, max_length=30)
    ]
    measures: tuple[Measure, ...] = ()
    bands: Annotated[tuple[Band, ...], Field(min_length=1, max_length=6)]
    uncertainty: Words
    disclaimer: Words
    sources: tuple[Source, ...] = ()

    @property
    def name_with_version(self) -> str:
        """Which text this is: `readiness@1`."""
        return f"{self.slug}@{self.version}"

    @property
    def scored(self) -> tuple[Weighed | Measure, ...]:
        """Everything that counts, in the order it is asked."""
        items = (*self.questions, *self.measures)
        return tuple(item for item in items if item.weight and not isinstance(item, Exact))

    def question(self, key: str) -> Question | None:
        """The question `key`."""
        return next((question for question in self.questions if question.key == key), None)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _check_keys(self)
        _check_weights(self)
        _check_bands(self)
        _check_ways(self)
        _check_sources(self)
        return self


def _check_keys(found: Definition) -> None:
    unique([item.key for item in (*found.questions, *found.measures)], found.slug)
    unique([section.key for section in found.sections], found.slug)
    used = {item.section for item in found.scored}
    must(used == {section.key for section in found.sections}, f"{found.slug}: sections and their questions disagree")


def _check_weights(found: Definition) -> None:
    weights = sum(item.weight for item in found.scored)
    wanted = PARTS if found.kind == "scored" else 0
    must(weights == wanted, f"{found.slug}: the weights sum to {weights}, not {wanted}")


def _check_bands(found: Definition) -> None:
    unique([band.key for band in found.bands], found.slug)
    must(found.bands[0].at == 0, f"{found.slug}: the first band begins at 0")
    must(all(a.at < b.at for a, b in pairwise(found.bands)), f"{found.slug}: bands rise")
    must(found.kind == "scored" or len(found.bands) == 1, f"{found.slug}: what is not scored has one band")


def _check_ways(found: Definition) -> None:
    """Questions depend on earlier ones alone, so that every way through them ends; measures on numbers always asked."""
    earlier: dict[str, Any] = {}
    for question in found.questions:
        for condition in question.only_if:
            must(condition.question in earlier, f"{question.key}: depends on what was not asked before")
            _check_condition(condition, earlier[condition.question])
        earlier[question.key] = question
    for measure in found.measures:
        for key in (*measure.of, *measure.over):
            is_number = isinstance(earlier.get(key), Number) and not earlier[key].only_if
            must(is_number, f"{measure.key}: {key} is no number that everybody is asked for")


def _check_condition(condition: Condition, question: Any) -> None:
    if condition.at_least is not None:
        must(isinstance(question, Number | Scale), f"{condition.question} is answered with no number")
        return
    known = {option.key for option in getattr(question, "options", ())}
    must(set(condition.one_of) <= known, f"{condition.question} has no such answer")


def _check_sources(found: Definition) -> None:
    known = {source.id for source in found.sources}
    used = {source for question in found.questions for source in question.sources}
    must(used <= known, f"{found.slug}: a question names a source that the definition does not")
