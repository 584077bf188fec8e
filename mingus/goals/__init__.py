"""Financial goals: what a household saves for, how far it is, what it takes to get there."""

from mingus.goals import models as models
from mingus.goals import privacy
from mingus.goals.api import api
from mingus.goals.pages import pages
from mingus.goals.schemas import ContributionDraft, GoalDraft, GoalView
from mingus.goals.service import (
    active,
    change_status,
    contribute,
    contributions,
    create,
    delete,
    deleted,
    edit,
    get,
    list_goals,
    outlook,
    restore,
)

DOORS = (pages, api)
privacy.register()

__all__ = [
    "DOORS",
    "ContributionDraft",
    "GoalDraft",
    "GoalView",
    "active",
    "change_status",
    "contribute",
    "contributions",
    "create",
    "delete",
    "deleted",
    "edit",
    "get",
    "list_goals",
    "outlook",
    "restore",
]
