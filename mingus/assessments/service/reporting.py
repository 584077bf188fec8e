"""A finished attempt as a report: score and band as they were stored, reasons and next steps from the text it names."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.assessments.rules import scoring, words
from mingus.assessments.rules.answering import Lists
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.questions import Measure, NextStep
from mingus.assessments.schemas import ResultView
from mingus.assessments.schemas.views import DriverView, EarlierView, PartView, Report, StepView
from mingus.assessments.service import definitions, reading
from mingus.assessments.service.listing import lists
from mingus.assessments.service.shelves import Sheet, Shelf
from mingus.assessments.service.taking import text_of
from mingus.core.errors import NotFound

_GONE: Final = "The questions of this result have been renewed since. Its figures stay as they were."


def report(db: Session, shelf: Shelf, attempt_id: UUID) -> Report:
    """Everything about one result. Raises NotFound, also for an attempt that is still open."""
    sheet = shelf.get(db, attempt_id)
    if not sheet.finished_at:
        raise NotFound("There is no such result here.")
    definition = text_of(sheet)
    if definition is None:
        return _figures_alone(definitions.current(sheet.slug), sheet)
    earlier = _earlier(db, shelf, sheet)
    if definition.kind == "comparison":
        return _compared(definition, sheet, earlier, lists(db, definition, sheet.answers))
    return _scored(definition, sheet, earlier)


def result_of(sheet: Sheet) -> ResultView:
    """The stored figures of a finished attempt."""
    assert sheet.finished_at, "asked of finished attempts alone"
    assert sheet.band, "the database holds that finished attempts have a band"
    return ResultView(
        id=sheet.id,
        slug=sheet.slug,
        version=sheet.version,
        score=sheet.score,
        sub_scores=dict(sheet.sub_scores or {}),
        band=sheet.band,
        taken_at=sheet.finished_at,
    )


def band_name(result: ResultView) -> str:
    """The name of a result's band; its key where the text is no more."""
    definition = definitions.at(result.slug, result.version)
    return (
        next((band.name for band in definition.bands if band.key == result.band), result.band)
        if definition
        else result.band
    )


def _earlier(db: Session, shelf: Shelf, sheet: Sheet) -> tuple[Sheet, bool] | None:
    """The result before this one, and whether the same text asked for it."""
    if shelf.person_id is None or sheet.finished_at is None:
        return None
    before = reading.before(db, shelf.person_id, sheet.slug, sheet.finished_at, sheet.id)
    if before is None:
        return None
    found = shelf.get(db, before)
    return found, found.definition_hash == sheet.definition_hash


def _scored(definition: Definition, sheet: Sheet, earlier: tuple[Sheet, bool] | None) -> Report:
    outcome = scoring.score(definition, sheet.answers)
    band = next(band for band in definition.bands if band.key == sheet.band)
    edge = words.near_edge(definition, outcome)
    more = f" Then it might also be called “{edge.name}”." if edge else ""
    return Report(
        result=result_of(sheet),
        name=definition.name,
        score_name=definition.score_name,
        band_name=band.name,
        band_text=band.text,
        tone=band.tone,
        margin=words.margin(outcome) + more,
        uncertainty=definition.uncertainty,
        disclaimer=definition.disclaimer,
        parts=_parts(definition, sheet, earlier),
        helped=[_driver(one, sheet, is_good=True) for one in words.helped(outcome)],
        cost=[_driver(one, sheet, is_good=False) for one in words.cost(outcome)],
        steps=[_step(step) for step in words.steps(definition, outcome)],
        answers=_answers(definition, sheet, {}),
        sources=_sources(definition),
        comparison=None,
        earlier=_difference(definition, sheet, earlier, {}),
    )


def _compared(definition: Definition, sheet: Sheet, earlier: tuple[Sheet, bool] | None, known: Lists) -> Report:
    band = definition.bands[0]
    found = sheet.comparison or {}
    return Report(
        result=result_of(sheet),
        name=definition.name,
        score_name=definition.score_name,
        band_name=band.name,
        band_text=band.text,
        tone=band.tone,
        margin=str(found.get("margin", "")),
        uncertainty=definition.uncertainty,
        disclaimer=definition.disclaimer,
        parts=(),
        helped=(),
        cost=(),
        steps=[_step(step) for step in band.next],
        answers=_answers(definition, sheet, known),
        sources=[str(found["source"])] if "source" in found else [],
        comparison=found,
        earlier=_difference(definition, sheet, earlier, known),
    )


def _figures_alone(newest: Definition, sheet: Sheet) -> Report:
    names = {section.key: section.name for section in newest.sections}
    stored = sheet.sub_scores or {}
    return Report(
        result=result_of(sheet),
        name=newest.name,
        score_name=newest.score_name,
        band_name=str(sheet.band).replace("_", " ").capitalize(),
        band_text=_GONE,
        tone="info",
        margin="",
        uncertainty=newest.uncertainty,
        disclaimer=newest.disclaimer,
        parts=[PartView(key, names.get(key, key.capitalize()), "", score, None) for key, score in stored.items()],
        helped=(),
        cost=(),
        steps=(),
        answers=(),
        sources=(),
        comparison=sheet.comparison,
        earlier=None,
    )


def _parts(definition: Definition, sheet: Sheet, earlier: tuple[Sheet, bool] | None) -> Sequence[PartView]:
    stored = sheet.sub_scores or {}
    before = (earlier[0].sub_scores if earlier else None) or {}
    return [
        PartView(section.key, section.name, section.meaning, stored[section.key], before.get(section.key))
        for section in definition.sections
    ]


def _driver(one: scoring.Counted, sheet: Sheet, *, is_good: bool) -> DriverView:
    item = one.item
    sentence = item.helps if is_good else item.costs
    if isinstance(item, Measure):
        name, answer = item.name.partition(", in tenths")[0].capitalize(), words.found(item, sheet.answers)
    else:
        name, answer = item.text, words.said(item, sheet.answers, {})
    return DriverView(name, answer, sentence, item.weight, one.points)


def _step(step: NextStep) -> StepView:
    return StepView(step.kind, step.text, words.address(step))


def _answers(definition: Definition, sheet: Sheet, known: Lists) -> Sequence[tuple[str, str]]:
    return [
        (one.text, words.said(one, sheet.answers, known)) for one in definition.questions if one.key in sheet.answers
    ]


def _sources(definition: Definition) -> Sequence[str]:
    pairs = ((source.publisher, source.document, source.year) for source in definition.sources)
    said = [", ".join(part for part in pair if part) for pair in pairs]
    return list(dict.fromkeys(said))


def _difference(
    definition: Definition, sheet: Sheet, earlier: tuple[Sheet, bool] | None, known: Lists
) -> EarlierView | None:
    if earlier is None:
        return None
    before, is_same = earlier
    moved = words.change(sheet.score, before.score) if sheet.score is not None and before.score is not None else ""
    changes = words.changes(definition, sheet.answers, before.answers, known) if is_same else []
    return EarlierView(result_of(before), moved, changes, is_same)
