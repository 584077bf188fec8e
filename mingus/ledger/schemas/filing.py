"""What comes in about categories and rules, from forms and JSON alike."""

from typing import Annotated, Literal
from uuid import UUID

from mingus.core.fields import EmptyIsNone, Flag, Incoming, Line, Name


class CategoryDraft(Incoming):
    """A new category."""

    name: Name
    kind: Literal["income", "expense"]


class CategoryChanges(Incoming):
    """What changes about a category; what is not named stays."""

    name: Name | None = None
    hidden: Flag | None = None


class CategoryMerge(Incoming):
    """The category that takes over everything."""

    into_id: UUID


class RuleDraft(Incoming):
    """When the bank's text contains this, use this payee, this category, or both."""

    contains: Line
    payee: Annotated[Name | None, EmptyIsNone] = None
    category_id: Annotated[UUID | None, EmptyIsNone] = None
