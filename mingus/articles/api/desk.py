"""The operators' desk as JSON: whatever its pages do, for the same people, by the same services."""

from collections.abc import Callable
from typing import Any

from apiflask import APIBlueprint
from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from mingus.articles.editors import editors_only, me
from mingus.articles.schemas.desk import (
    Compared,
    DeskWanted,
    Edit,
    Kept,
    Look,
    NewArticle,
    Planned,
    StatusChange,
    Taken,
    TextWanted,
)
from mingus.articles.schemas.desk_answers import Comparison, DeskArticle, LookAnswer, OnDeskList
from mingus.articles.service import archive, desk, vetting
from mingus.core.db import GLOBAL, transaction, within
from mingus.core.idempotency import attempt_of, once
from mingus.core.security import member

api = APIBlueprint("library_desk_api", __name__, url_prefix="/api/operator", tag="Library desk")


@api.get("/articles/")
@editors_only
@api.input(DeskWanted, location="query")
@api.output(OnDeskList)
def index(query_data: DeskWanted) -> OnDeskList:
    """Every article by its address, also those that are scheduled, kept or taken down. For operators."""
    with transaction(GLOBAL, read_only=True) as db:
        return OnDeskList.page(*archive.page(db, query_data.after))


@api.post("/articles/")
@editors_only
@api.input(NewArticle, location="json")
@api.output(DeskArticle, status_code=201)
def add(json_data: NewArticle) -> dict[str, Any]:
    """A new article: live now, from a moment on, or kept. Takes an Idempotency-Key."""
    return _once(lambda db: desk.add(db, me(), json_data))


@api.post("/article-preview")
@editors_only
@api.input(Look, location="json")
@api.output(LookAnswer)
def preview(json_data: Look) -> LookAnswer:
    """A text as it would be read, and what `mingus library check` says of it. Nothing is kept."""
    with transaction(GLOBAL, read_only=True) as db:
        return LookAnswer.of(archive.look(db, json_data.text))


@api.get("/articles/<slug>")
@editors_only
@api.input(TextWanted, location="query")
@api.output(DeskArticle)
def show(slug: str, query_data: TextWanted) -> DeskArticle:
    """One article with its versions, and the text of `number` or of the newest."""
    with transaction(GLOBAL, read_only=True) as db:
        return _whole(db, slug, query_data.number)


@api.get("/articles/<slug>/compare")
@editors_only
@api.input(Compared, location="query")
@api.output(Comparison)
def compare(slug: str, query_data: Compared) -> Comparison:
    """What changed from the version `older` to the version `newer`."""
    with transaction(GLOBAL, read_only=True) as db:
        return Comparison.of(archive.compare(db, slug, query_data.older, query_data.newer))


@api.post("/articles/<slug>/versions")
@editors_only
@api.input(Edit, location="json")
@api.output(DeskArticle, status_code=201)
def save(slug: str, json_data: Edit) -> dict[str, Any]:
    """A new version: live now, from a moment on, or kept. 409 when a newer one than `base_number` is there.

    Takes an Idempotency-Key.
    """

    def change(db: Session) -> str:
        desk.save(db, me(), slug, json_data)
        return slug

    return _once(change)


@api.put("/articles/<slug>/live")
@editors_only
@api.input(Taken, location="json")
@api.output(DeskArticle)
def take(slug: str, json_data: Taken) -> DeskArticle:
    """Make a version live now: an earlier one, a kept one, or the newer text of the release."""
    return _after(slug, lambda db: desk.take(db, me(), slug, json_data))


@api.put("/articles/<slug>/schedule")
@editors_only
@api.input(Planned, location="json")
@api.output(DeskArticle)
def schedule(slug: str, json_data: Planned) -> DeskArticle:
    """Make a version live from a moment on, in the place of whatever was scheduled before."""
    return _after(slug, lambda db: desk.schedule(db, me(), slug, json_data))


@api.delete("/articles/<slug>/schedule")
@editors_only
@api.output({}, status_code=204)
def unschedule(slug: str) -> ResponseReturnValue:
    """Take back what was scheduled; it stays a version."""
    with transaction(GLOBAL) as db:
        desk.unschedule(db, me(), slug)
    return "", 204


@api.post("/articles/<slug>/keep")
@editors_only
@api.input(Kept, location="json")
@api.output(DeskArticle)
def keep(slug: str, json_data: Kept) -> DeskArticle:
    """Leave the newer text of the release among the versions. 409 when it is not `number` that waits."""
    return _after(slug, lambda db: desk.keep_ours(db, me(), slug, json_data.number))


@api.put("/articles/<slug>/status")
@editors_only
@api.input(StatusChange, location="json")
@api.output(DeskArticle)
def change_status(slug: str, json_data: StatusChange) -> DeskArticle:
    """Take an article down, and what was scheduled with it, or bring it back."""
    return _after(slug, lambda db: desk.set_published(db, me(), slug, is_live=json_data.status == "live"))


def _after(slug: str, change: Callable[[Session], Any]) -> DeskArticle:
    with transaction(GLOBAL) as db:
        change(db)
        return _whole(db, slug)


def _once(change: Callable[[Session], str]) -> dict[str, Any]:
    """What is kept for a second try is the operator's own; what they do to the library stands in the system's chain."""
    who = member()

    def make() -> dict[str, Any]:
        with within(db, GLOBAL):
            return _whole(db, change(db)).model_dump(mode="json")

    with transaction(who.household_id) as db:
        return once(db, who, attempt_of(request), make)


def _whole(db: Session, slug: str, number: int | None = None) -> DeskArticle:
    found = archive.on_desk(db, slug, number=number)
    return DeskArticle.whole(found, vetting.faults_in(db, found.text))
