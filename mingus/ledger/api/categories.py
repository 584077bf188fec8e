"""Categories as JSON."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint

from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.fields import Outgoing
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.ledger.schemas.filing import CategoryChanges, CategoryDraft, CategoryMerge
from mingus.ledger.service import categories

api = APIBlueprint("categories_api", __name__, url_prefix="/api/categories", tag="Categories")


class CategoryOut(Outgoing):
    """A category. `slug` marks those Mingus brought along."""

    id: UUID
    name: str
    kind: str
    slug: str | None
    hidden: bool


class CategoryList(Outgoing):
    """Every category: income first, then in the order pages show them."""

    items: list[CategoryOut]


@api.get("")
@signed_in
@api.output(CategoryList)
def index() -> Any:
    """List the household's categories, hidden ones too."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return {"items": [_out(view) for view in categories.list_for(db, who)]}


@api.post("")
@signed_in
@api.input(CategoryDraft, location="json")
@api.output(CategoryOut, status_code=201)
def create(json_data: CategoryDraft) -> Any:
    """Add a category; 422 when the name is taken."""
    who = member()
    with transaction(who.household_id) as db:
        category_id = categories.create(db, who, json_data.name, json_data.kind)
        return _one(db, who, category_id)


@api.patch("/<uuid:category_id>")
@signed_in
@api.input(CategoryChanges, location="json")
@api.output(CategoryOut)
def change(category_id: UUID, json_data: CategoryChanges) -> Any:
    """Rename it, hide it or show it again."""
    who = member()
    with transaction(who.household_id) as db:
        if json_data.name is not None:
            categories.rename(db, who, category_id, json_data.name)
        if json_data.hidden is not None:
            categories.hide(db, who, category_id, hidden=json_data.hidden)
        return _one(db, who, category_id)


@api.post("/<uuid:category_id>/merge")
@signed_in
@api.input(CategoryMerge, location="json")
@api.output(CategoryOut)
def merge(category_id: UUID, json_data: CategoryMerge) -> Any:
    """File everything of it under another category and remove it; answers the one that stays."""
    who = member()
    with transaction(who.household_id) as db:
        categories.merge(db, who, category_id, json_data.into_id)
        return _one(db, who, json_data.into_id)


def _one(db: Any, who: Member, category_id: UUID) -> CategoryOut:
    for view in categories.list_for(db, who):
        if view.id == category_id:
            return _out(view)
    raise NotFound("There is no such category.")


def _out(view: categories.CategoryView) -> CategoryOut:
    return CategoryOut(id=view.id, name=view.name, kind=view.kind, slug=view.slug, hidden=view.hidden)
