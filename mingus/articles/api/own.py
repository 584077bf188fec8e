"""What members keep of articles, as JSON: bookmarks with notes, folders, ratings, progress."""

from typing import Any, Final
from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from flask.typing import ResponseReturnValue

from mingus.articles.asking import looking
from mingus.articles.schemas.answers import FolderAnswer, FolderList, SavedAnswer, SavedList
from mingus.articles.schemas.incoming import BookmarkDraft, FolderDraft, ProgressDraft, RatingDraft
from mingus.articles.service import own, shelf
from mingus.articles.service.levels import scores_of
from mingus.core.db import transaction
from mingus.core.idempotency import attempt_of, once
from mingus.core.security import member, signed_in

MINE: Final = "own account"

api = APIBlueprint("library_own_api", __name__, url_prefix="/api/articles", tag="Library")


@api.get("/bookmarks")
@signed_in(action=MINE)
@api.output(SavedList)
def bookmarks() -> SavedList:
    """Everything one saved, newest first."""
    who = member()
    with transaction(**looking(who)) as db:
        found = shelf.saved(db, who, scores_of(db, who))
    return SavedList(items=[SavedAnswer.saved(each) for each in found])


@api.put("/<slug>/bookmark")
@signed_in(action=MINE)
@api.input(BookmarkDraft, location="json")
@api.output({}, status_code=204)
def save(slug: str, json_data: BookmarkDraft) -> ResponseReturnValue:
    """Save an article with a note and a folder; again, to change them."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.save(db, who, slug, json_data)
    return "", 204


@api.delete("/<slug>/bookmark")
@signed_in(action=MINE)
@api.output({}, status_code=204)
def unsave(slug: str) -> ResponseReturnValue:
    """Take a bookmark away, with its note."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.take_away(db, who, slug)
    return "", 204


@api.put("/<slug>/rating")
@signed_in(action=MINE)
@api.input(RatingDraft, location="json")
@api.output({}, status_code=204)
def rate(slug: str, json_data: RatingDraft) -> ResponseReturnValue:
    """Whether it was useful, and 1 to 5. One rating a person, changed at will."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.rate(db, who, slug, json_data)
    return "", 204


@api.put("/<slug>/progress")
@signed_in(action=MINE)
@api.input(ProgressDraft, location="json")
@api.output({}, status_code=204)
def progress(slug: str, json_data: ProgressDraft) -> ResponseReturnValue:
    """How far one is, in percent of the text."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        own.note_progress(db, who, slug, json_data)
    return "", 204


@api.get("/folders")
@signed_in(action=MINE)
@api.output(FolderList)
def folders() -> FolderList:
    """One's folders by name."""
    who = member()
    with transaction(**looking(who)) as db:
        return FolderList(items=[FolderAnswer.of(each) for each in shelf.folders(db, who)])


@api.post("/folders")
@signed_in(action=MINE)
@api.input(FolderDraft, location="json")
@api.output(FolderAnswer, status_code=201)
def add_folder(json_data: FolderDraft) -> dict[str, Any]:
    """A new folder. Takes an Idempotency-Key."""
    who = member()

    def make() -> dict[str, Any]:
        return FolderAnswer.of(shelf.add_folder(db, who, json_data.name)).model_dump(mode="json")

    with transaction(who.household_id, person_id=who.person_id) as db:
        return once(db, who, attempt_of(request), make)


@api.delete("/folders/<uuid:folder_id>")
@signed_in(action=MINE)
@api.output({}, status_code=204)
def remove_folder(folder_id: UUID) -> ResponseReturnValue:
    """Take a folder away; what lay in it stays saved."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        shelf.remove_folder(db, who, folder_id)
    return "", 204
