"""Assessments as programs read them. Questions go out without points, weights or conditions."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from mingus.assessments.schemas.views import Report, ResultView
from mingus.core.fields import Outgoing

if TYPE_CHECKING:
    from mingus.assessments.rules.definition import Definition
    from mingus.assessments.rules.questions import Question


class ChoiceAnswer(Outgoing):
    """One answer that may be chosen."""

    key: str
    text: str


class QuestionAnswer(Outgoing):
    """A question: `choices` for single and multiple, `lowest` and `highest` for scale, number and decimal.

    `listed` names a list whose choices come with the attempt.
    """

    key: str
    kind: str
    text: str
    hint: str
    unit: str | None
    listed: str | None
    is_always_asked: bool
    choices: list[ChoiceAnswer]
    lowest: int | None
    highest: int | None
    lowest_words: str | None
    highest_words: str | None

    @classmethod
    def of(cls, question: "Question") -> Self:
        """`question` without what it counts."""
        said = question.model_dump()
        return cls(
            key=question.key,
            kind=question.kind,
            text=question.text,
            hint=question.hint,
            unit=said.get("unit"),
            listed=said.get("listed"),
            is_always_asked=not question.only_if,
            choices=[ChoiceAnswer(key=each["key"], text=each["text"]) for each in said.get("options", ())],
            lowest=said.get("least", 1 if question.kind == "scale" else None),
            highest=said.get("most", said.get("highest")),
            lowest_words=said.get("low_words"),
            highest_words=said.get("high_words"),
        )


class AssessmentAnswer(Outgoing):
    """An assessment in the list."""

    slug: str
    version: int
    name: str
    summary: str
    minutes: int
    questions: int

    @classmethod
    def of(cls, definition: "Definition") -> Self:
        """`definition` in short; `questions` is how many are asked at most."""
        from mingus.assessments.rules.answering import most_asked  # with the first assessment that is asked for

        return cls(
            slug=definition.slug,
            version=definition.version,
            name=definition.name,
            summary=definition.summary,
            minutes=definition.minutes,
            questions=most_asked(definition),
        )


class AssessmentList(Outgoing):
    """Every assessment; all fit on one page."""

    items: list[AssessmentAnswer]
    next_cursor: None = None


class PartAnswer(Outgoing):
    """A sub-score's name and meaning."""

    key: str
    name: str
    meaning: str


class BandAnswer(Outgoing):
    """A band: the score it begins at, in words."""

    key: str
    begins_at: int
    name: str


class DefinitionAnswer(AssessmentAnswer):
    """An assessment with its questions, for anybody to read."""

    intro: list[str]
    question_list: list[QuestionAnswer]
    parts: list[PartAnswer]
    bands: list[BandAnswer]
    uncertainty: str
    disclaimer: str

    @classmethod
    def whole(cls, definition: "Definition") -> Self:
        """`definition` without points and weights."""
        return cls(
            **AssessmentAnswer.of(definition).model_dump(),
            intro=list(definition.intro),
            question_list=[QuestionAnswer.of(each) for each in definition.questions],
            parts=[PartAnswer(key=each.key, name=each.name, meaning=each.meaning) for each in definition.sections],
            bands=[BandAnswer(key=each.key, begins_at=each.at, name=each.name) for each in definition.bands],
            uncertainty=definition.uncertainty,
            disclaimer=definition.disclaimer,
        )


class OfferedAnswer(Outgoing):
    """An answer that the profile knows already, and from where."""

    answer: str
    says: str


class AttemptAnswer(Outgoing):
    """An attempt: what was answered, what is still asked. Its result will have the same id.

    `offers` has answers that you may take over, by question; nothing is taken over by itself.
    """

    id: UUID
    assessment: str
    version: int
    is_finished: bool
    answers: dict[str, Any]
    missing: list[str]
    lists: dict[str, list[ChoiceAnswer]]
    offers: dict[str, OfferedAnswer]
    started_at: datetime


class ResultAnswer(Outgoing):
    """A result. `score` is null where an assessment compares and does not score; more is always the better place."""

    id: UUID
    assessment: str
    version: int
    score: int | None
    sub_scores: dict[str, int]
    band: str
    taken_at: datetime

    @classmethod
    def of(cls, result: ResultView) -> Self:
        """`result` for programs."""
        return cls(
            id=result.id,
            assessment=result.slug,
            version=result.version,
            score=result.score,
            sub_scores=dict(result.sub_scores),
            band=result.band,
            taken_at=result.taken_at,
        )


class ResultList(Outgoing):
    """A page of results, newest first; `next_cursor` is null on the last one."""

    items: list[ResultAnswer]
    next_cursor: str | None


class DriverAnswer(Outgoing):
    """A question that helped or cost."""

    question: str
    answer: str
    sentence: str


class StepAnswer(Outgoing):
    """A next step: article, goal or action, and where it leads."""

    kind: str
    text: str
    url: str


class ReportAnswer(ResultAnswer):
    """A result with what is said about it."""

    band_name: str
    band_text: str
    margin: str
    uncertainty: str
    disclaimer: str
    helped: list[DriverAnswer]
    cost: list[DriverAnswer]
    next_steps: list[StepAnswer]
    comparison: dict[str, Any] | None
    change: str | None
    sources: list[str]

    @classmethod
    def whole(cls, report: Report) -> Self:
        """`report` for programs."""
        return cls(
            **ResultAnswer.of(report.result).model_dump(),
            band_name=report.band_name,
            band_text=report.band_text,
            margin=report.margin,
            uncertainty=report.uncertainty,
            disclaimer=report.disclaimer,
            helped=[DriverAnswer(question=d.question, answer=d.answer, sentence=d.sentence) for d in report.helped],
            cost=[DriverAnswer(question=d.question, answer=d.answer, sentence=d.sentence) for d in report.cost],
            next_steps=[StepAnswer(kind=step.kind, text=step.text, url=step.url) for step in report.steps],
            comparison=dict(report.comparison) if report.comparison else None,
            change=report.earlier.sentence if report.earlier else None,
            sources=list(report.sources),
        )


class Claimed(Outgoing):
    """What was made one's own."""

    results: list[ResultAnswer]
