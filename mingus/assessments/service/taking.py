"""Taking an assessment: start or go on, answer, submit. Scores are computed here and taken from nobody."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.assessments.rules import answering, scoring
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.questions import Question
from mingus.assessments.service import definitions
from mingus.assessments.service.comparing import compared
from mingus.assessments.service.listing import lists
from mingus.assessments.service.shelves import Sheet, Shelf
from mingus.core import assessment_events, events
from mingus.core.clock import now
from mingus.core.errors import Conflict, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member


class Finished(Conflict):
    """The attempt has its result, which nothing changes."""


def start(db: Session, shelf: Shelf, slug: str) -> Sheet:
    """Go on with the open attempt, or begin a new one. Raises NotFound for an assessment we don't have."""
    definition = definitions.current(slug)
    going_on = shelf.of(db, slug)
    if going_on and text_of(going_on):
        return going_on
    if going_on or shelf.person_id is None:  # its text is gone; and of a visitor one of each is kept
        shelf.remove_all_of(db, slug, only_open=shelf.person_id is not None)
    moment = now()
    fresh = Sheet(new_id(), slug, definition.version, definitions.hash_of(definition), {}, moment, moment)
    if shelf.add(db, fresh):
        return fresh
    faster = shelf.of(db, slug)
    if faster is None:
        raise Conflict("This assessment was begun and finished in another tab. Please reload.")
    return faster


def answer(db: Session, shelf: Shelf, attempt_id: UUID, sent: Mapping[str, Any]) -> Sheet:
    """Keep answers, each checked by its question. Raises NotFound, Conflict once it is finished, Refused by field."""
    sheet = shelf.get(db, attempt_id, lock=True)
    must_be_open(sheet)
    definition = must_have_text(sheet)
    answers = dict(sheet.answers)
    for key, value in sent.items():
        question = definition.question(key)
        if question is None:
            raise Refused("There is no such question.", fields={key: "There is no such question."})
        answers[key] = _clean(db, definition, question, value, answers)
    changed = sheet.changed(answers=answers, updated_at=now())
    shelf.save(db, changed)
    return changed


def submit(db: Session, shelf: Shelf, attempt_id: UUID, member: Member | None) -> Sheet:
    """Score what was answered, once and for all; a second time changes nothing. Raises NotFound, Refused."""
    sheet = shelf.get(db, attempt_id, lock=True)
    if sheet.finished_at:
        return sheet
    definition = must_have_text(sheet)
    missing = answering.missing(definition, sheet.answers)
    if missing:
        raise Refused(
            "Some questions are not answered yet.", fields={one.key: "Please answer this one." for one in missing}
        )
    done = _scored(db, definition, sheet)
    shelf.save(db, done)
    if member:
        taken = assessment_events.AssessmentTaken(
            member.household_id, member.person_id, member.person_id, done.id, done.slug
        )
        events.record(db, taken)
    return done


def delete(db: Session, shelf: Shelf, attempt_id: UUID, member: Member | None) -> Sheet:
    """Take an attempt away for good. Raises NotFound."""
    gone = shelf.remove_one(db, attempt_id)
    if member:
        told = assessment_events.AssessmentDeleted(
            member.household_id, member.person_id, member.person_id, gone.id, gone.slug
        )
        events.record(db, told)
    return gone


def text_of(sheet: Sheet) -> Definition | None:
    """The definition that this attempt was asked by; None when that version, or its wording, is no more."""
    definition = definitions.at(sheet.slug, sheet.version)
    return definition if definition and definitions.hash_of(definition) == sheet.definition_hash else None


def must_be_open(sheet: Sheet) -> None:
    """Raises Finished for an attempt that has its result."""
    if sheet.finished_at:
        raise Finished("This assessment is finished. Take it again to answer anew.")


def must_have_text(sheet: Sheet) -> Definition:
    """The same, for attempts that are open. Raises Conflict."""
    definition = text_of(sheet)
    if definition is None:
        raise Conflict("This assessment has been renewed meanwhile. Please begin it again.")
    return definition


def _clean(
    db: Session, definition: Definition, question: Question, value: Any, answers: Mapping[str, Any]
) -> answering.Answer:
    try:
        return answering.clean(question, value, lists(db, definition, answers))
    except answering.NoAnswer as error:
        raise Refused(str(error), fields={question.key: str(error)}) from None


def _scored(db: Session, definition: Definition, sheet: Sheet) -> Sheet:
    answers, moment = answering.counted(definition, sheet.answers), now()
    plain = sheet.changed(answers=answers, updated_at=moment, finished_at=moment)
    if definition.kind == "comparison":
        found = compared(db, answers)
        return plain.changed(band=definition.bands[0].key, sub_scores={}, comparison=found)
    outcome = scoring.score(definition, answers)
    return plain.changed(score=outcome.score, sub_scores=outcome.sub_scores, band=outcome.band.key)
