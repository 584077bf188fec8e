"""A new article from the operators' desk: its head as fields, each with its own error, and its text as Markdown."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.articles.editors import editors_only, me
from mingus.articles.pages.desk import SAVED, moment_of
from mingus.articles.rules import composing, words
from mingus.articles.rules.rendering import as_drawn
from mingus.articles.schemas.desk import NewArticle
from mingus.articles.service import archive, desk
from mingus.core import toasts
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.web import field_errors

pages = Blueprint("library_adding", __name__, url_prefix="/operator/library", template_folder="../templates")

FIELDS: Final = (
    *(*composing.LINES, *composing.LISTS, *composing.CHOICES),
    *("sources", "objectives", "body", "note", "publish", "at"),
)
EMPTY: Final = {**dict.fromkeys(FIELDS, ""), "publish": "keep"}


@pages.get("/new")
@editors_only
def form() -> ResponseReturnValue:
    """The empty form."""
    return _page(EMPTY, [], {})


@pages.post("/new")
@editors_only
def add() -> ResponseReturnValue:
    """Add it: live now, later, or kept for a while. The button “Look at it” draws it and saves nothing."""
    sent = {name: request.form.get(name, "") for name in FIELDS}
    topics = request.form.getlist("topics")
    at = moment_of(sent["at"])
    text = composing.compose(sent, topics, _day(sent, at))
    try:
        draft = NewArticle.model_validate({"text": text, "note": sent["note"], "publish": sent["publish"], "at": at})
        with transaction(GLOBAL, read_only=bool(request.form.get("look"))) as db:
            if request.form.get("look"):
                looked = archive.look(db, draft.text)
                return _page(sent, topics, {}, looked=looked, drawn=as_drawn(looked.drawn.html))
            slug = desk.add(db, me(), draft)
    except ValidationError as error:
        return _page(sent, topics, _by_field(field_errors(error)), 422)
    except Refused as refusal:
        return _page(sent, topics, _by_field(refusal.fields), 422)
    toasts.say(SAVED[draft.publish])
    return redirect(url_for("library_desk.show", slug=slug), code=303)


def _day(sent: Mapping[str, str], at: datetime | None) -> date:
    """The day it says it was published: that of the moment it waits for, else today."""
    return (at if sent["publish"] == "later" and at else now()).date()


def _by_field(errors: Mapping[str, str]) -> dict[str, str]:
    """Each error under the field of the form that it is about: of a list, under the list."""
    found: dict[str, list[str]] = {}
    for name, said in errors.items():
        plain = name.partition(".")[0]
        found.setdefault({"text": "body", "head": "body"}.get(plain, plain), []).append(said)
    return {name: " ".join(dict.fromkeys(said)) for name, said in found.items()}


def _page(
    sent: Mapping[str, str], topics: list[str], errors: Mapping[str, str], status: int = 200, **more: Any
) -> Response:
    shown = {
        "form": sent,
        "chosen": topics,
        "errors": errors,
        "phases": [(phase, f"{words.PHASE_NAMES[phase]}: {words.PHASE_MEANINGS[phase]}") for phase in words.PHASES],
        "levels": list(words.LEVEL_NAMES.items()),
        "topics": [(topic, words.topic_name(topic)) for topic in sorted(words.TOPICS)],
        "goals": list(words.GOAL_INVITATIONS.items()),
        "assessments": list(words.ASSESSMENT_INVITATIONS.items()),
    }
    return make_response(render_template("articles/desk/new.html", **shown, **more), status)
