"""Questions and measures of a definition file. Points and weights are whole; more points are the better place to be."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=600)]
Points = Annotated[int, Field(ge=0, le=100, strict=True)]
Weight = Annotated[int, Field(ge=0, le=100, strict=True)]
Whole = Annotated[int, Field(strict=True)]


class Part(BaseModel):
    """Base of everything in a definition."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Source(Part):
    """Where a quoted figure comes from; `id` is its row in the project's table of facts."""

    id: Annotated[str, Field(pattern=r"^[A-Z]+-[0-9]+$")]
    publisher: Words
    document: Words
    year: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{4})?$")] | None = None
    address: Annotated[str, Field(pattern=r"^https://")] | None = None


class NextStep(Part):
    """What to do next: read an article, set a goal of a kind, or go to a page of Mingus."""

    kind: Literal["article", "goal", "action"]
    to: Words
    text: Words


class Condition(Part):
    """Holds when an earlier question was answered with one of these, or with a number from `at_least` on."""

    question: Key
    one_of: tuple[Key, ...] = ()
    at_least: Whole | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        must(bool(self.one_of) != (self.at_least is not None), "a condition names answers or a number")
        return self


class Scored(Part):
    """What counts towards the score. `helps` and `costs` say in a sentence what a good or a low answer did."""

    key: Key
    section: Key | None = None
    weight: Weight = 0
    helps: str = ""
    costs: str = ""
    next: tuple[NextStep, ...] = ()

    @model_validator(mode="after")
    def _weighs_with_words(self) -> Self:
        must(bool(self.weight) == bool(self.section), f"{self.key}: a weight needs a section, and a section a weight")
        must(not self.weight or bool(self.helps and self.costs), f"{self.key}: say what it helps and costs")
        return self


class Asked(Scored):
    """What all questions have. One that is not asked because of `only_if` counts as `otherwise` points."""

    text: Words
    hint: str = ""
    only_if: tuple[Condition, ...] = ()
    otherwise: Points | None = None
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _counts_when_not_asked(self) -> Self:
        needs = bool(self.only_if and self.weight)
        must(needs == (self.otherwise is not None), f"{self.key}: `otherwise` goes with `only_if` and a weight")
        return self


class Option(Part):
    """One answer. Of a question with several answers, one that is `alone` excludes all others."""

    key: Key
    text: Words
    points: Annotated[int, Field(ge=-100, le=100, strict=True)] = 0
    alone: bool = False


class Single(Asked):
    """One of several answers, in order: `best` says at which end the best one stands. Or one of a list we keep."""

    kind: Literal["single"]
    options: tuple[Option, ...] = ()
    listed: Literal["occupations", "areas"] | None = None
    best: Literal["first", "last"] | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        must(bool(self.options) != bool(self.listed), f"{self.key}: options, or a list")
        unique([option.key for option in self.options], self.key)
        points = [option.points for option in self.options]
        must(all(each >= 0 for each in points), f"{self.key}: points of one answer are 0 to 100")
        if self.weight:
            must(self.best is not None, f"{self.key}: say at which end the best answer stands")
            falling = points if self.best == "first" else points[::-1]
            must(all(a >= b for a, b in pairwise(falling)), f"{self.key}: a better answer has fewer points")
            must(falling[0] > falling[-1], f"{self.key}: all answers have the same points")
        return self


class Multiple(Asked):
    """Any number of answers: `start`, plus the points of each that was chosen, kept between 0 and 100."""

    kind: Literal["multiple"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]
    start: Points = 0

    @model_validator(mode="after")
    def _has_a_way_out(self) -> Self:
        unique([option.key for option in self.options], self.key)
        alone = [option for option in self.options if option.alone]
        must(len(alone) == 1, f"{self.key}: exactly one answer stands alone (“none of these”)")
        must(alone[0].points == 0, f"{self.key}: “none of these” neither adds nor takes")
        signs = {option.points > 0 for option in self.options if option.points}
        must(len(signs) == 1, f"{self.key}: answers all add points, or all take some")
        return self


class Scale(Asked):
    """A number from 1 to `highest`, with words for both ends; points rise evenly towards the better end."""

    kind: Literal["scale"]
    highest: Annotated[int, Field(ge=3, le=10, strict=True)] = 5
    low_words: Words
    high_words: Words
    best: Literal["low", "high"]


class Step(Part):
    """From this number on, up to the next step, there are these points."""

    at: Whole
    points: Points


Steps = Annotated[tuple[Step, ...], Field(min_length=2)]


class Number(Asked):
    """A whole number. It may count by itself, by `steps`, or only through a measure."""

    kind: Literal["number"]
    unit: Literal["dollars", "percent", "months", "years", "count"]
    least: Whole = 0
    most: Whole
    steps: tuple[Step, ...] = ()
    best: Literal["more", "less"] | None = None

    @model_validator(mode="after")
    def _has_steps_in_order(self) -> Self:
        must(self.least < self.most, f"{self.key}: from less to more")
        must(bool(self.weight) == bool(self.steps) == bool(self.best), f"{self.key}: a weight needs steps and `best`")
        if self.steps:
            _check_steps(self.key, self.steps, self.best)
            must(self.steps[0].at == self.least, f"{self.key}: the first step stands at the least")
            must(self.steps[-1].at <= self.most, f"{self.key}: a step nobody reaches")
        return self


class Exact(Asked):
    """A number with up to two decimals, such as a rate of pay. It is kept as text, “18.75”, and never counts."""

    kind: Literal["decimal"]
    unit: Literal["dollars", "hours"]
    least: Whole
    most: Whole

    @model_validator(mode="after")
    def _is_no_score(self) -> Self:
        must(self.least < self.most, f"{self.key}: from less to more")
        must(not self.weight, f"{self.key}: a decimal is reckoned with and has no weight")
        return self


Weighed = Single | Multiple | Scale | Number
Question = Weighed | Exact


class Measure(Scored):
    """A whole-number ratio of answers: the sum of `of`, times `times`, by the sum of `over`, rounded down.

    `times` 100 gives percent, 10 tenths (of a month). Where `over` is zero there are `when_empty` points.
    """

    name: Words
    of: Annotated[tuple[Key, ...], Field(min_length=1)]
    over: Annotated[tuple[Key, ...], Field(min_length=1)]
    times: Literal[10, 100]
    steps: Steps
    best: Literal["more", "less"]
    when_empty: Points

    @model_validator(mode="after")
    def _has_steps_in_order(self) -> Self:
        _check_steps(self.key, self.steps, self.best)
        must(self.steps[0].at == 0, f"{self.key}: the first step stands at 0")
        return self


def unique(keys: list[str], where: str) -> None:
    """Raises ValueError when a key stands twice."""
    must(len(keys) == len(set(keys)), f"{where}: a key is used twice")


def must(holds: bool, otherwise: str) -> None:  # noqa: FBT001  it reads like assert
    """Raises ValueError, saying what is wrong, unless it holds."""
    if not holds:
        raise ValueError(otherwise)


def _check_steps(key: str, steps: tuple[Step, ...], best: str | None) -> None:
    must(all(a.at < b.at for a, b in pairwise(steps)), f"{key}: steps rise")
    points = [step.points for step in steps]
    rising = points if best == "more" else points[::-1]
    must(all(a <= b for a, b in pairwise(rising)), f"{key}: a better number has fewer points")
    must(rising[0] < rising[-1], f"{key}: all steps have the same points")
