"""The operators' desk: edit, compare, schedule and take down articles. For everybody else it is not there."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.articles.editors import editors_only, me
from mingus.articles.rules.rendering import as_drawn
from mingus.articles.schemas.desk import Edit, Kept, Planned, Taken
from mingus.articles.service import archive, desk, vetting
from mingus.core import toasts
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Conflict, NotFound, Refused
from mingus.core.web import field_errors

pages = Blueprint("library_desk", __name__, url_prefix="/operator/library", template_folder="../templates")

SEEN = ("base_number", "base_status")
SAVED = {"now": "Live.", "later": "It goes live then.", "keep": "Kept, and not live."}


@pages.get("")
@editors_only
def index() -> ResponseReturnValue:
    """Every article, and what waits for a decision."""
    with transaction(GLOBAL, read_only=True) as db:
        return render_template("articles/desk/index.html", rows=archive.overview(db))


@pages.get("/<slug>")
@editors_only
def show(slug: str) -> ResponseReturnValue:
    """One article: its newest text in a form, its history. `?number=` puts another text into the form."""
    return _desk_page(slug, {}, {}, number=_number("number") if "number" in request.args else None)


@pages.post("/<slug>")
@editors_only
def save(slug: str) -> ResponseReturnValue:
    """Save a text: live now, later, or not yet. The button “Look at it” draws it and saves nothing."""
    sent = _sent("text", "note", "publish", "at", *SEEN)
    if request.form.get("look"):
        return _look(slug, sent)
    try:
        edit = Edit.model_validate({**sent, "at": moment_of(sent["at"])})
        with transaction(GLOBAL) as db:
            desk.save(db, me(), slug, edit)
    except ValidationError as error:
        return _desk_page(slug, sent, field_errors(error), 422)
    except Refused as refusal:
        return _desk_page(slug, sent, refusal.fields or {"text": str(refusal)}, 422)
    except Conflict as conflict:
        mine = {name: said for name, said in sent.items() if name not in SEEN}
        return _desk_page(slug, mine, {"text": str(conflict)}, 409, stale=sent["base_number"])
    toasts.say(SAVED[edit.publish])
    return _back(slug)


@pages.post("/<slug>/take")
@editors_only
def take(slug: str) -> ResponseReturnValue:
    """Make an older version live, a kept one, or the newer text of the release."""
    taken = Taken.model_validate(_sent("number", *SEEN))
    with transaction(GLOBAL) as db:
        desk.take(db, me(), slug, taken)
    toasts.say("This version is live, and nothing is scheduled.")
    return _back(slug)


@pages.post("/<slug>/keep")
@editors_only
def keep(slug: str) -> ResponseReturnValue:
    """Keep ours, and leave the newer text of the release among the versions."""
    kept = Kept.model_validate(_sent("number"))
    with transaction(GLOBAL) as db:
        desk.keep_ours(db, me(), slug, kept.number)
    toasts.say("Kept ours. The release’s text stays among the versions.")
    return _back(slug)


@pages.post("/<slug>/status")
@editors_only
def change_status(slug: str) -> ResponseReturnValue:
    """Take an article down, or bring it back."""
    is_live = request.form.get("status") == "live"
    with transaction(GLOBAL) as db:
        desk.set_published(db, me(), slug, is_live=is_live)
    toasts.say("Everybody can read it." if is_live else "Nobody sees it any more, and nothing is scheduled.")
    return _back(slug)


@pages.post("/<slug>/schedule")
@editors_only
def schedule(slug: str) -> ResponseReturnValue:
    """Make a version that is there live at a moment to come."""
    sent = _sent("number", "planned_at", *SEEN)
    try:
        seen = {name: sent[name] for name in ("number", *SEEN)}
        planned = Planned.model_validate({**seen, "at": moment_of(sent["planned_at"])})
        with transaction(GLOBAL) as db:
            desk.schedule(db, me(), slug, planned)
    except (ValidationError, Refused) as error:
        faults = field_errors(error) if isinstance(error, ValidationError) else error.fields
        return _desk_page(slug, {"planned_at": sent["planned_at"]}, {"planned_at": " ".join(faults.values())}, 422)
    toasts.say(SAVED["later"])
    return _back(slug)


@pages.post("/<slug>/unschedule")
@editors_only
def unschedule(slug: str) -> ResponseReturnValue:
    """Take back what was scheduled."""
    with transaction(GLOBAL) as db:
        desk.unschedule(db, me(), slug)
    toasts.say("Nothing is scheduled any more.")
    return _back(slug)


@pages.get("/<slug>/compare")
@editors_only
def compare(slug: str) -> ResponseReturnValue:
    """What changed from `?older=` to `?newer=`."""
    older, newer = _number("older"), _number("newer")
    with transaction(GLOBAL, read_only=True) as db:
        lines = archive.compare(db, slug, older, newer)
    return render_template("articles/desk/compare.html", slug=slug, older=older, newer=newer, lines=lines)


def moment_of(said: str) -> datetime | None:
    """What a field of day and time says, by UTC; None where it says nothing that can be read."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=UTC) if said else None
    except ValueError:
        return None


def _desk_page(
    slug: str, form: Mapping[str, str], errors: Mapping[str, str], status: int = 200, **more: Any
) -> Response:
    with transaction(GLOBAL, read_only=True) as db:
        found = archive.on_desk(db, slug, number=more.pop("number", None))
        faults = [] if errors or "looked" in more else vetting.faults_in(db, found.text)
    given = {"text": found.text, "base_number": str(found.newest), "base_status": found.row.status}
    publish = "now" if found.row.status == "live" else "keep"  # a draft goes on being one unless somebody says so
    given |= {"note": "", "publish": publish, "at": "", "planned_at": "", **form}
    shown = {"found": found, "row": found.row, "form": given, "errors": _beside_fields(errors), "faults": faults}
    return make_response(render_template("articles/desk/show.html", **shown, **more), status)


def _beside_fields(errors: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the head stands beside the one field that holds it, each fault with its name."""
    own = {"text", "note", "publish", "at", "planned_at"}
    head = [f"{name}: {said}" for name, said in errors.items() if name not in own]
    found = {name: said for name, said in errors.items() if name in own}
    return {"text": " ".join([*head, found.pop("text", "")]).strip(), **found} if head else found


def _look(slug: str, sent: dict[str, str]) -> ResponseReturnValue:
    try:
        with transaction(GLOBAL, read_only=True) as db:
            looked = archive.look(db, sent["text"])
    except Refused as refusal:
        return _desk_page(slug, sent, refusal.fields, 422)
    return _desk_page(slug, sent, {}, looked=looked, drawn=as_drawn(looked.drawn.html))


def _sent(*names: str) -> dict[str, str]:
    return {name: request.form.get(name, "") for name in names}


def _number(name: str) -> int:
    said = request.values.get(name, "")
    if not said.isdecimal() or len(said) > 9:
        raise NotFound("There is no such version.")
    return int(said)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("library_desk.show", slug=slug), code=303)
