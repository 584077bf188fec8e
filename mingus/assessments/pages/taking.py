"""Choosing an assessment, and answering it: one question a screen, each kept as soon as it is answered."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mingus.assessments.attempts import START_LIMIT, VISITORS, Asker, asker, beginner, has_token, reading, writing
from mingus.assessments.pages.door import NOT_TAKEN, door, only_a_button, shown
from mingus.assessments.schemas import AnswerForm
from mingus.core.errors import NotFound, Refused
from mingus.core.later import Later
from mingus.core.policy import open_to
from mingus.core.web import field_errors

if TYPE_CHECKING:
    from mingus.assessments.service import desk as service
else:
    service = Later("mingus.assessments.service.desk")


@door.get("")
@open_to("anyone", VISITORS)
def index() -> ResponseReturnValue:
    """Every assessment, with what you have of it."""
    who = asker()
    with reading(who) as db:
        offers = service.offers(db, who.shelf)
    return shown("index.html", offers=offers)


@door.get("/<slug>")
@open_to("anyone", VISITORS)
def intro(slug: str) -> ResponseReturnValue:
    """What an assessment asks and for how long; earlier results."""
    who, definition = asker(), service.current(slug)
    with reading(who) as db:
        offer = service.offer(db, who.shelf, slug)
        history = service.history(db, who.member.person_id, slug) if who.member else []
    lines = [(one, service.band_name(one)) for one in history]
    return shown("intro.html", offer=offer, definition=definition, history=lines, zone=who.time_zone)


@door.post("/<slug>/start")
@open_to("anyone", VISITORS, limit=START_LIMIT)
def start(slug: str) -> ResponseReturnValue:
    """Begin, or go on with what is open."""
    only_a_button()
    service.current(slug)
    who = beginner()
    with writing(who) as db:
        sheet = service.start(db, who.shelf, slug)
    return redirect(url_for(".question", attempt_id=sheet.id), code=303)


@door.get("/attempts/<uuid:attempt_id>")
@open_to("anyone", VISITORS)
def question(attempt_id: UUID) -> ResponseReturnValue:
    """The first question that is still open, or the one that `?question=` names."""
    who = asker()
    try:
        with reading(who) as db:
            wanted = request.args.get("question")
            place = service.place(db, who.shelf, attempt_id, wanted, member=who.member)
    except service.Finished:
        return redirect(url_for(".result", result_id=attempt_id), code=303)
    except NotFound:
        if who.member and has_token():  # perhaps begun in this browser before they signed in
            return redirect(url_for(".keep"), code=303)
        raise
    return shown("question.html", place=place, error="")


@door.post("/attempts/<uuid:attempt_id>")
@open_to("anyone", VISITORS)
def answer(attempt_id: UUID) -> ResponseReturnValue:
    """Keep one answer and go on; after the last one comes the result."""
    who = asker()
    sent = _sent()
    try:
        with writing(who) as db:
            way = _keep(db, who, attempt_id, sent)
    except Refused as refusal:
        if sent.question not in refusal.fields:
            raise
        return _again(who, attempt_id, sent, refusal.fields[sent.question]), 422
    return redirect(way, code=303)


def _keep(db: Session, who: Asker, attempt_id: UUID, sent: AnswerForm) -> str:
    """Where it goes on after this answer."""
    text = service.place(db, who.shelf, attempt_id, sent.question)
    value = sent.answer if text.question.kind == "multiple" else "".join(sent.answer[:1])
    sheet = service.answer(db, who.shelf, attempt_id, {sent.question: value})
    onward = service.following(sheet, sent.question)
    if onward:
        return url_for(".question", attempt_id=attempt_id, question=onward)
    service.submit(db, who.shelf, attempt_id, who.member)
    return url_for(".result", result_id=attempt_id)


def _again(who: Asker, attempt_id: UUID, sent: AnswerForm, error: str) -> str:
    with reading(who) as db:
        place = service.place(db, who.shelf, attempt_id, sent.question, member=who.member)
    return shown("question.html", place=place, error=error, typed=sent.answer)


def _sent() -> AnswerForm:
    """Which question was answered with what; anything more, such as a score, is refused."""
    others = {name: value for name, value in request.form.items() if name not in {"csrf_token", "question", "answer"}}
    known = {"question": request.form.get("question", ""), "answer": request.form.getlist("answer")}
    try:
        return AnswerForm.model_validate({**others, **known})
    except ValidationError as error:
        raise Refused(NOT_TAKEN, fields=field_errors(error)) from None
