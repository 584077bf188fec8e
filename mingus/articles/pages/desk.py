"""The operators' desk: edit, compare, schedule and take down articles. For everybody else it is not there."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus import identity
from mingus.articles.rules.rendering import as_drawn, draw
from mingus.articles.schemas.incoming import Edit
from mingus.articles.service import desk
from mingus.core import toasts
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.policy import open_to
from mingus.core.security import member
from mingus.core.web import field_errors

P = ParamSpec("P")
R = TypeVar("R")

WHY: Final = "operators with a second factor, who answer for what everybody reads; for others it is not there"
LIMIT: Final = "none needed: every text stays as a version"

pages = Blueprint("library_desk", __name__, url_prefix="/operator/library", template_folder="../templates")


def editors_only(view: Callable[P, R]) -> Callable[P, Any]:
    """Only for the role operator, with a second factor: those who help people change nothing here."""

    @open_to("operator", WHY, limit=LIMIT)
    @identity.operators_only
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction(GLOBAL, read_only=True) as db:
            if identity.operator_role(db, _me()) != "operator":
                raise NotFound("There is nothing here.")
        return view(*args, **kwargs)

    return guarded


@pages.get("")
@editors_only
def index() -> ResponseReturnValue:
    """Every article, and what waits for a decision."""
    with transaction(GLOBAL, read_only=True) as db:
        return render_template("articles/desk/index.html", rows=desk.overview(db))


@pages.get("/<slug>")
@editors_only
def show(slug: str) -> ResponseReturnValue:
    """One article: its newest text in a form, its history. `?number=` puts an older text into the form."""
    return _desk_page(slug, {}, {})


@pages.post("/<slug>")
@editors_only
def save(slug: str) -> ResponseReturnValue:
    """Save a text: live now, later, or not yet. The button “Look at it” draws it and saves nothing."""
    sent = {name: request.form.get(name, "") for name in ("text", "base_number", "note", "publish", "at")}
    if request.form.get("look"):
        return _look(slug, sent)
    try:
        edit = Edit.model_validate({**sent, "at": _moment(sent["at"])})
        with transaction(GLOBAL) as db:
            desk.save(db, _me(), slug, edit)
    except ValidationError as error:
        return _desk_page(slug, sent, field_errors(error), 422)
    except Refused as refusal:
        return _desk_page(slug, sent, refusal.fields or {"text": str(refusal)}, 422)
    except Conflict as conflict:
        return _desk_page(slug, sent, {"text": str(conflict)}, 409)
    toasts.say({"now": "Live.", "later": "It goes live then."}.get(edit.publish, "Kept, and not live."))
    return _back(slug)


@pages.post("/<slug>/take")
@editors_only
def take(slug: str) -> ResponseReturnValue:
    """Make an older version live, or the newer text of the release."""
    with transaction(GLOBAL) as db:
        desk.take(db, _me(), slug, _number("number"))
    toasts.say("This version is live.")
    return _back(slug)


@pages.post("/<slug>/keep")
@editors_only
def keep(slug: str) -> ResponseReturnValue:
    """Keep ours, and leave the newer text of the release among the versions."""
    with transaction(GLOBAL) as db:
        desk.keep_ours(db, _me(), slug)
    toasts.say("Kept ours. The release’s text stays among the versions.")
    return _back(slug)


@pages.post("/<slug>/status")
@editors_only
def change_status(slug: str) -> ResponseReturnValue:
    """Take an article down, or bring it back."""
    is_live = request.form.get("status") == "live"
    with transaction(GLOBAL) as db:
        desk.set_published(db, _me(), slug, is_live=is_live)
    toasts.say("It is back." if is_live else "Nobody sees it any more, and nothing is scheduled.")
    return _back(slug)


@pages.post("/<slug>/unschedule")
@editors_only
def unschedule(slug: str) -> ResponseReturnValue:
    """Take back what was scheduled."""
    with transaction(GLOBAL) as db:
        desk.unschedule(db, _me(), slug)
    toasts.say("Nothing is scheduled any more.")
    return _back(slug)


@pages.get("/<slug>/compare")
@editors_only
def compare(slug: str) -> ResponseReturnValue:
    """What changed from `?older=` to `?newer=`."""
    older, newer = _number("older"), _number("newer")
    with transaction(GLOBAL, read_only=True) as db:
        lines = desk.compare(db, slug, older, newer)
    return render_template("articles/desk/compare.html", slug=slug, older=older, newer=newer, lines=lines)


def _desk_page(slug: str, form: dict[str, str], errors: dict[str, str], status: int = 200, **more: Any) -> Response:
    with transaction(GLOBAL, read_only=True) as db:
        found = desk.on_desk(db, slug)
        text = form.get("text") or _chosen_text(desk.version_text, db, found)
    given = {"text": text, "base_number": str(found.newest), "note": "", "publish": "now", "at": "", **form}
    shown = {"found": found, "row": found.row, "form": given, "errors": errors, **more}
    return make_response(render_template("articles/desk/show.html", **shown), status)


def _chosen_text(read: Any, db: Any, found: desk.OnDesk) -> str:
    wanted = request.args.get("number", "")
    is_there = wanted.isdecimal() and int(wanted) in {each.number for each in found.versions}
    return str(read(db, found.row.id, int(wanted))) if is_there else found.text


def _look(slug: str, sent: dict[str, str]) -> ResponseReturnValue:
    try:
        document = desk.draft_of(sent["text"])
    except Refused as refusal:
        return _desk_page(slug, sent, refusal.fields, 422)
    return _desk_page(slug, sent, {}, drawn=as_drawn(draw(document.body).html), head=document.head)


def _number(name: str) -> int:
    said = request.values.get(name, "")
    if not said.isdecimal() or len(said) > 9:
        raise NotFound("There is no such version.")
    return int(said)


def _moment(said: str) -> datetime | None:
    """What a field of day and time says, by UTC."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=UTC) if said else None
    except ValueError:
        return None


def _me() -> UUID:
    return member().person_id


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("library_desk.show", slug=slug), code=303)
