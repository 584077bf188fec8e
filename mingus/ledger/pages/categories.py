"""Pages about categories: all of them, one to rename, hide or merge."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.security import member, signed_in
from mingus.core.web import field_errors
from mingus.ledger.schemas.filing import CategoryChanges, CategoryDraft, CategoryMerge
from mingus.ledger.service import categories

pages = Blueprint("categories", __name__, url_prefix="/categories", template_folder="../templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every category, income and spending apart, and a form for another."""
    return _index({"kind": "expense"}, {})


@pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Add a category."""
    who = member()
    try:
        draft = CategoryDraft.model_validate(_given())
        with transaction(who.household_id) as db:
            categories.create(db, who, draft.name, draft.kind)
    except (ValidationError, Refused) as error:
        return _index(request.form, _faults(error)), 422
    toasts.say(f"“{draft.name}” is there.")
    return redirect(url_for(".index"), code=303)


@pages.get("/<uuid:category_id>")
@signed_in
def show(category_id: UUID) -> ResponseReturnValue:
    """One category, to rename, hide or merge."""
    return _one(category_id, {}, {})


@pages.post("/<uuid:category_id>")
@signed_in
def rename(category_id: UUID) -> ResponseReturnValue:
    """Give it another name."""
    who = member()
    try:
        changes = CategoryChanges.model_validate(_given())
        with transaction(who.household_id) as db:
            categories.rename(db, who, category_id, changes.name or "")
    except (ValidationError, Refused) as error:
        return _one(category_id, request.form, _faults(error)), 422
    toasts.say("Saved.")
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:category_id>/hide")
@signed_in
def hide(category_id: UUID) -> ResponseReturnValue:
    """Offer it no more."""
    return _hide(category_id, hidden=True)


@pages.post("/<uuid:category_id>/show")
@signed_in
def unhide(category_id: UUID) -> ResponseReturnValue:
    """Offer it again."""
    return _hide(category_id, hidden=False)


@pages.post("/<uuid:category_id>/merge")
@signed_in
def merge(category_id: UUID) -> ResponseReturnValue:
    """File everything under another category and remove this one."""
    who = member()
    try:
        wanted = CategoryMerge.model_validate(_given())
        with transaction(who.household_id) as db:
            categories.merge(db, who, category_id, wanted.into_id)
    except (ValidationError, Refused) as error:
        return _one(category_id, request.form, _faults(error)), 422
    toasts.say("Merged: its transactions moved along.")
    return redirect(url_for(".index"), code=303)


def _index(form: Mapping[str, str], errors: Mapping[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        every = categories.list_for(db, who)
    groups = [
        ("Spending", [view for view in every if view.kind == "expense" and not view.hidden]),
        ("Income", [view for view in every if view.kind == "income" and not view.hidden]),
        ("Hidden", [view for view in every if view.hidden]),
    ]
    return render_template("ledger/categories/index.html", groups=groups, form=form, errors=errors)


def _one(category_id: UUID, form: Mapping[str, str], errors: Mapping[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        every = categories.list_for(db, who)
    view = next((view for view in every if view.id == category_id), None)
    if view is None:
        raise NotFound("There is no such category.")
    others = [(other.id, other.name) for other in every if other.kind == view.kind and other.id != view.id]
    return render_template("ledger/categories/show.html", view=view, others=others, form=form, errors=errors)


def _hide(category_id: UUID, *, hidden: bool) -> ResponseReturnValue:
    who = member()
    with transaction(who.household_id) as db:
        categories.hide(db, who, category_id, hidden=hidden)
    toasts.say("Hidden. What is filed under it stays." if hidden else "It is offered again.")
    return redirect(url_for(".index"), code=303)


def _given() -> dict[str, str]:
    return {name: value for name, value in request.form.items() if name != "csrf_token"}


def _faults(error: ValidationError | Refused) -> dict[str, str]:
    return field_errors(error) if isinstance(error, ValidationError) else error.fields or {"form": str(error)}
