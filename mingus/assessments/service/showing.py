"""What the pages of assessments show, gathered in one transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mingus.assessments.rules import answering
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.questions import Question
from mingus.assessments.schemas.views import Offer, Place, ResultView
from mingus.assessments.service import definitions
from mingus.assessments.service.listing import lists
from mingus.assessments.service.offering import offered
from mingus.assessments.service.reporting import band_name, result_of
from mingus.assessments.service.shelves import Sheet, Shelf
from mingus.assessments.service.taking import must_be_open, must_have_text, text_of
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member


def offers(db: Session, shelf: Shelf) -> list[Offer]:
    """Every assessment, with what the asker has of it."""
    sheets = shelf.newest(db)
    return [_offer(definition, sheets) for definition in definitions.every()]


def offer(db: Session, shelf: Shelf, slug: str) -> Offer:
    """One assessment, with what the asker has of it. Raises NotFound."""
    return _offer(definitions.current(slug), shelf.newest(db))


def place(db: Session, shelf: Shelf, attempt_id: UUID, key: str | None, *, member: Member | None = None) -> Place:
    """The question `key` of an open attempt; else the first that is not answered, and when all are, the last.

    An answer that `member` has given elsewhere is offered, as long as there is none yet.
    Raises NotFound, also for a question that is not asked of them; Finished when there is a result.
    """
    sheet = shelf.get(db, attempt_id)
    must_be_open(sheet)
    definition = must_have_text(sheet)
    asked = answering.asked(definition, sheet.answers)
    number = _number(asked, sheet, key)
    question = asked[number]
    known = lists(db, definition, sheet.answers) if getattr(question, "listed", None) else {}
    return Place(
        attempt_id=sheet.id,
        definition=definition,
        question=question,
        number=number + 1,
        count=len(asked),
        answer=sheet.answers.get(question.key),
        previous=asked[number - 1].key if number else None,
        is_last=number + 1 == len(asked),
        choices=list(known.get(getattr(question, "listed", None) or "", {}).items()),
        offered=None if question.key in sheet.answers else offered(db, member, definition).get(question.key),
    )


def following(sheet: Sheet, key: str) -> str | None:
    """The question after `key`, or an earlier one that was left open; None when all is answered."""
    definition = must_have_text(sheet)
    asked = answering.asked(definition, sheet.answers)
    keys = [question.key for question in asked]
    later = keys[keys.index(key) + 1 :] if key in keys else keys
    missing = [question.key for question in answering.missing(definition, sheet.answers)]
    return next(iter(later), None) or next(iter(missing), None)


def plain(db: Session, sheet: Sheet, member: Member | None = None) -> dict[str, Any]:
    """An attempt for programs, with the choices of the listed questions that come next, and answers known already."""
    definition = text_of(sheet)
    missing = answering.missing(definition, sheet.answers) if definition and not sheet.finished_at else []
    known = lists(db, definition, sheet.answers) if definition and any(_is_listed(one) for one in missing) else {}
    offers = offered(db, member, definition) if definition and not sheet.finished_at else {}
    return {
        "id": sheet.id,
        "assessment": sheet.slug,
        "version": sheet.version,
        "is_finished": sheet.finished_at is not None,
        "answers": dict(sheet.answers),
        "missing": [question.key for question in missing],
        "lists": {name: [{"key": key, "text": text} for key, text in pairs.items()] for name, pairs in known.items()},
        "offers": {
            key: {"answer": one.answer, "says": one.says} for key, one in offers.items() if key not in sheet.answers
        },
        "started_at": sheet.started_at,
    }


def _is_listed(question: Question) -> bool:
    return getattr(question, "listed", None) is not None


def _number(asked: Sequence[Question], sheet: Sheet, key: str | None) -> int:
    keys = [question.key for question in asked]
    if key:
        if key not in keys:
            raise NotFound("There is no such question.")
        return keys.index(key)
    return next((place for place, one in enumerate(keys) if one not in sheet.answers), len(keys) - 1)


def _offer(definition: Definition, sheets: Sequence[Sheet]) -> Offer:
    mine = [sheet for sheet in sheets if sheet.slug == definition.slug]
    finished = next((sheet for sheet in mine if sheet.finished_at), None)
    result: ResultView | None = result_of(finished) if finished else None
    return Offer(
        slug=definition.slug,
        name=definition.name,
        summary=definition.summary,
        minutes=definition.minutes,
        questions=answering.most_asked(definition),
        icon=definition.icon,
        open_id=next((sheet.id for sheet in mine if not sheet.finished_at), None),
        result=result,
        band_name=band_name(result) if result else "",
    )
