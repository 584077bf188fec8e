"""What members do with articles: save, note, sort into folders, rate, mark as read, choose a size."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.wrappers import Response

from mingus.articles.asking import looking, page
from mingus.articles.pages.sizes import COOKIE, SIZES, YEAR_SECONDS
from mingus.articles.schemas.incoming import BookmarkDraft, FolderDraft, ProgressDraft, RatingDraft
from mingus.articles.service import own, shelf
from mingus.articles.service.levels import scores_of
from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, safe_next, signed_in
from mingus.core.web import field_errors, is_partial

pages = Blueprint("library_own", __name__, url_prefix="/library", template_folder="../templates")

MINE: Final = "own account"


@pages.get("/saved")
@signed_in(action=MINE)
def saved() -> ResponseReturnValue:
    """Everything this person saved; `?folder=` of one folder."""
    return _shelf({}, {})


@pages.post("/folders")
@signed_in(action=MINE)
def add_folder() -> ResponseReturnValue:
    """A new folder."""
    who = member()
    try:
        draft = FolderDraft.model_validate({"name": request.form.get("name", "")})
        with transaction(who.household_id, person_id=who.person_id) as db:
            made = shelf.add_folder(db, who, draft.name)
    except ValidationError as error:
        return _shelf(request.form, field_errors(error), 422)
    except Refused as refusal:
        return _shelf(request.form, refusal.fields, 422)
    toasts.say("Folder made.")
    return redirect(url_for(".saved", folder=made.id), code=303)


@pages.post("/folders/<uuid:folder_id>/delete")
@signed_in(action=MINE)
def remove_folder(folder_id: UUID) -> ResponseReturnValue:
    """Take a folder away; what lay in it stays saved."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        shelf.remove_folder(db, who, folder_id)
    toasts.say("The folder is gone; what lay in it is still saved.")
    return redirect(url_for(".saved"), code=303)


@pages.post("/<slug>/save")
@signed_in(action=MINE)
def save(slug: str) -> ResponseReturnValue:
    """Bookmark an article, or change its note and folder."""
    who = member()
    sent = {name: request.form.get(name, "") for name in ("note", "folder_id")}
    draft = BookmarkDraft.model_validate(sent)
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.save(db, who, slug, draft)
    toasts.say("Saved.")
    return _back(slug, "#saved")


@pages.post("/<slug>/unsave")
@signed_in(action=MINE)
def unsave(slug: str) -> ResponseReturnValue:
    """Take a bookmark away, with its note."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.take_away(db, who, slug)
    toasts.say("No longer saved.")
    return _back(slug)


@pages.post("/<slug>/rating")
@signed_in(action=MINE)
def rate(slug: str) -> ResponseReturnValue:
    """Whether it was useful, and 1 to 5."""
    who = member()
    sent = {name: request.form.get(name, "") for name in ("is_useful", "stars")}
    draft = RatingDraft.model_validate(sent)
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.rate(db, who, slug, draft)
    toasts.say("Thank you. You can change it any time.")
    return _back(slug, "#rating")


@pages.post("/<slug>/read")
@signed_in(action=MINE)
def mark_read(slug: str) -> ResponseReturnValue:
    """Mark an article as read, or take the mark away."""
    who = member()
    draft = ProgressDraft(is_finished=request.form.get("is_finished", "on") == "on")
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.note_progress(db, who, slug, draft)
    toasts.say("Marked as read." if draft.is_finished else "Back among what you have not read.")
    return _back(slug, "#end")


@pages.post("/size")
@signed_in(action=MINE)
def size() -> ResponseReturnValue:
    """Remember how large this person likes the text."""
    chosen = request.form.get("size", "")
    if chosen not in SIZES:
        raise Refused("Small, usual or large.", fields={"size": "small, usual or large"})
    way = safe_next(request.form.get("next"))
    answer = _chosen(way)
    security.set_cookie(answer, COOKIE, chosen, max_age_seconds=YEAR_SECONDS)
    return answer


def _chosen(way: str) -> Response:
    """Nothing for htmx, which has changed the size already; the page again for a plain form."""
    return Response(status=204) if is_partial() else redirect(way, code=303)


def _back(slug: str, place: str = "") -> ResponseReturnValue:
    return redirect(url_for("library.show", slug=slug) + place, code=303)


def _shelf(form: object, errors: dict[str, str], status: int = 200) -> ResponseReturnValue:
    who = member()
    folder_id = _folder_id()
    with transaction(**looking(who)) as db:
        scores = scores_of(db, who)
        found = shelf.saved(db, who, scores, folder_id=folder_id)
        folders = shelf.folders(db, who)
    shown: dict[str, Any] = {"saved": found, "folders": folders, "folder_id": folder_id, "form": form, "errors": errors}
    return page("articles/saved.html", who, status, **shown)


def _folder_id() -> UUID | None:
    try:
        return UUID(request.args.get("folder", ""))
    except ValueError:
        return None
